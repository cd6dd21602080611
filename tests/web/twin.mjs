// Answers requests, each a line of JSON [name, ...arguments], with lines {result} or {error}: what web/ makes of them.
// Python's tests compare that with its own. Usage: node twin.mjs FOLDER_OF_THE_MODEL TOKENIZER_JSON plain|simd
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";

import { Model } from "../../web/model.js";
import { plain } from "../../web/multiply.js";
import * as sampler from "../../web/sampler.js";
import { simd } from "../../web/simd.js";
import { CertainText } from "../../web/stopping.js";

const [folder, tokenizerJson, products] = process.argv.slice(2);
const json = (path) => JSON.parse(readFileSync(path, "utf8"));
const weights = new Uint8Array(readFileSync(`${folder}/model.safetensors`)).buffer;
const model = new Model(json(`${folder}/config.json`), json(tokenizerJson), weights, { plain, simd }[products]);
const { tokenizer, engine } = model;

const answers = {
  encode: (texts) => texts.map((text) => tokenizer.encode(text)),
  decode: (ids) => tokenizer.decode(ids),
  tokenTexts: () => tokenizer.tokens.map((_, id) => tokenizer.tokenText(id)),
  logits: (ids) => Array.from(engine.logits(ids)),
  uniform: (pairs) => pairs.map(([seed, position]) => sampler.uniform(seed, position)),
  distribution: (logits, settings) => Array.from(sampler.distribution(logits, settings)),
  choose: (probabilities, u) => sampler.choose(probabilities, u),
  nextToken: (prompt, settings, k) => model.nextToken(prompt, settings, k),
  certain(pieces, stops) {
    const certain = new CertainText(stops);
    const texts = pieces.map((bytes, i) => certain.push(Uint8Array.from(bytes), i === pieces.length - 1));
    return [texts, certain.stopped];
  },
  complete(prompt, settings) {
    const events = model.stream(prompt, settings), completion = { text: "", tokens: [] };
    for (;;) {
      const { done, value } = events.next();
      if (done) return { ...completion, ...value };
      completion.text += value.text;
      if ("token" in value) completion.tokens.push(value.token);
    }
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  const [name, ...rest] = JSON.parse(line);
  let answer;
  try {
    answer = { result: answers[name](...rest) };
  } catch (error) {
    answer = { error: error.message, kind: error.constructor.name };
  }
  process.stdout.write(JSON.stringify(answer) + "\n");
}
