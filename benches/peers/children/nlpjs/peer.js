// nlp.js as a bot of questions and answers uses it, as a peer: a line of JSON in, a line of JSON out.
//
//   node peer.js
//
// In comes {"documents": [[entry, phrasing], …]}, then {"text": question} again and again. Out goes {"build_ns": …}, then
// {"best": entry or null, "ns": …}.

import { createInterface } from "node:readline";

import { containerBootstrap } from "@nlpjs/core";
import { LangEn } from "@nlpjs/lang-en";
import { Nlp } from "@nlpjs/nlp";

const tell = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);
const since = (start) => Number(process.hrtime.bigint() - start);

const container = await containerBootstrap();
container.use(LangEn);
// The epochs of training would go where the answers go.
container.use(new Nlp({ container, autoSave: false, nlu: { log: false } }));
const nlp = container.get("nlp");
nlp.addLanguage("en");

/// The stems of questions are kept for an hour; one that is asked three times must be read three times.
const forget = () => {
  for (const nlu of Object.values(nlp.nluManager.domainManagers.en.domains)) {
    nlu.cache.results = {};
  }
};

const build = async (documents) => {
  const start = process.hrtime.bigint();
  for (const [entry, phrasing] of documents) {
    nlp.addDocument("en", phrasing, `e${entry}`);
  }
  await nlp.train();
  tell({ build_ns: since(start) });
};

const ask = async (text) => {
  forget();
  const start = process.hrtime.bigint();
  const { classifications } = await nlp.process("en", text);
  const ns = since(start);
  const best = classifications.find(({ intent }) => intent !== "None");
  tell({ best: best ? Number(best.intent.slice(1)) : null, ns });
};

for await (const line of createInterface({ input: process.stdin })) {
  const { documents, text } = JSON.parse(line);
  await (documents ? build(documents) : ask(text));
}
