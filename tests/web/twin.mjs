// Answers requests, each a line of JSON [name, ...arguments], with lines {result} or {error}: what web/ makes of them.
// Python's tests compare that with its own. Usage: node twin.mjs FOLDER_OF_THE_MODEL TOKENIZER_JSON plain|simd
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";

import { Answer } from "../../web/chat/answer.js";
import { read, toJson } from "../../web/chat/messages.js";
import { Parser, parse } from "../../web/chat/parser.js";
import { signatures } from "../../web/chat/signatures.js";
import { render, renderPrompt } from "../../web/chat/template.js";
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
  nextToken: (prompt, settings, k) => sampler.top(sampler.distribution(model.logits(prompt), settings), k),
  certain(pieces, stops) {
    const certain = new CertainText(stops);
    const texts = pieces.map((bytes, i) => certain.push(Uint8Array.from(bytes), i === pieces.length - 1));
    return [texts, certain.stopped];
  },
  signatures: (tools) => signatures(tools),
  read: (messages) => read(messages),
  toJson: (messages, shape) => toJson(read(messages), shape),
  render: (messages, tools) => render(messages, tokenizer, tools),
  renderPrompt: (messages, tools, context) => renderPrompt(messages, tokenizer, tools, context),
  events(ids) {
    const parser = new Parser(tokenizer);
    return [...ids.map((id) => parser.push(id)), parser.finish()];
  },
  everyCut: (ids) => [...ids, null].map((_, end) => parse(ids.slice(0, end), tokenizer)),
  answer(ids, reason, stop) {
    const answer = new Answer(tokenizer, stop);
    const events = [...ids.map((id) => answer.push(id)), answer.finish(reason)];
    return [events, answer.message, answer.finishReason];
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
    answer = { error: error.message, kind: error.constructor.name, param: error.param };
  }
  process.stdout.write(JSON.stringify(answer) + "\n");
}
