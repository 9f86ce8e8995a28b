"""sentence-transformers as a peer: the phrasing whose vector is nearest by cosine. A line of JSON in, a line of JSON out.

    python peer.py MODEL

In comes {"documents": [[entry, phrasing], …]}, then {"text": question} again and again. Out goes {"build_ns": …}, then
{"best": entry, "ns": …}. All on one thread.
"""

import os

# Read when the libraries are loaded.
os.environ.update(OMP_NUM_THREADS="1", TOKENIZERS_PARALLELISM="false", HF_HUB_OFFLINE="1")

import json
import sys
import time

import torch
from sentence_transformers import SentenceTransformer
from transformers.utils import logging

torch.set_num_threads(1)
logging.disable_progress_bar()


def tell(**line: object) -> None:
    print(json.dumps(line), flush=True)


documents = json.loads(sys.stdin.readline())["documents"]
start = time.perf_counter_ns()
model = SentenceTransformer(sys.argv[1], device="cpu", local_files_only=True)
entries = [entry for entry, _ in documents]
settings = {"normalize_embeddings": True, "show_progress_bar": False}
vectors = model.encode([phrasing for _, phrasing in documents], **settings)
tell(build_ns=time.perf_counter_ns() - start)

for line in sys.stdin:
    text = json.loads(line)["text"]
    start = time.perf_counter_ns()
    best = entries[int((vectors @ model.encode(text, **settings)).argmax())]
    ns = time.perf_counter_ns() - start
    tell(best=best, ns=ns)
