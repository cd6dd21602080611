// Answers requests, each a line of JSON [name, ...arguments], with lines {result} or {error}: what web/ makes of them.
// Python's tests compare that with its own. Usage: node twin.mjs FOLDER_OF_THE_MODEL TOKENIZER_JSON plain|simd
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";

import { Answer } from "../../web/chat/answer.js";
import { filtered, tells } from "../../web/chat/defences.js";
import { read, toJson } from "../../web/chat/messages.js";
import { Parser, parse } from "../../web/chat/parser.js";
import { shorten } from "../../web/chat/shorten.js";
import { signatures } from "../../web/chat/signatures.js";
import { render, renderPrompt } from "../../web/chat/template.js";
import { result } from "../../web/chat/tool-call.js";
import { converse } from "../../web/chat/tools.js";
import { readTranscript, text } from "../../web/chat/transcript.js";
import { generate } from "../../web/generation.js";
import { switchOff } from "../../web/inspection.js";
import { Model } from "../../web/model.js";
import { plain } from "../../web/multiply.js";
import * as sampler from "../../web/sampler.js";
import { complete } from "../../web/settings.js";
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
  events(ids, answering) {
    const parser = new Parser(tokenizer, answering);
    return [...ids.map((id) => parser.push(id)), parser.finish()];
  },
  transcript: (messages) => text(read(messages)),
  readTranscript: (transcript) => readTranscript(transcript),
  filtered: (messages) => toJson(filtered(read(messages))),
  tells: (text, secret) => tells(text, secret),
  everyCut: (ids) => [...ids, null].map((_, end) => parse(ids.slice(0, end), tokenizer)),
  answer(ids, reason, stop) {
    const answer = new Answer(tokenizer, stop);
    const events = [...ids.map((id) => answer.push(id)), answer.finish(reason)];
    return [events, answer.message, answer.finishReason];
  },
  shorten: (messages, tools, context, answer) => shorten(messages, tokenizer, context, tools, answer),
  result: (call, schemas, value) => result(call, schemas.map((schema) => ({ schema, run: () => value }))),
  async converse(script, messages, schemas, value, rounds, context) {
    const model = scripted(script, context), tools = schemas.map((schema) => ({ schema, run: () => value }));
    const told = [];
    for await (const { conversation } of converse({ model, tokenizer }, read(messages), tools, {}, rounds)) {
      if (conversation) told.push(toJson(conversation));
    }
    return { messages: told.at(-1), prompts: model.prompts };
  },
  attention: (ids) => model.attention(ids).map((heads) => heads.map((shares) => Array.from(shares))),
  without(heads, ids) {
    switchOff(engine, heads);
    const logits = Array.from(engine.logits(ids));
    switchOff(engine, []);
    return logits;
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

/** A model that says what a test wrote down for it: the twin of `tests/chat/scripted.py`. */
function scripted(answers, context) {
  const prompts = [], end = tokenizer.control.get("<|end|>");
  const logits = (ids) => {
    const answer = answers[Math.min(prompts.length, answers.length) - 1], scores = new Float32Array(tokenizer.vocabSize);
    scores[end] = 10;
    scores[answer[ids.length - prompts.at(-1).length] ?? end] = 20;
    return scores;
  };
  const config = { ...model.config, max_position_embeddings: context };
  const ask = (ids, settings) => generate({ engine: { logits }, tokenizer, config }, ids, complete(settings));
  return { prompts, config, complete: (ids, settings) => (prompts.push(ids), ask(ids, settings)) };
}

for await (const line of createInterface({ input: process.stdin })) {
  const [name, ...rest] = JSON.parse(line);
  let answer;
  try {
    answer = { result: await answers[name](...rest) };
  } catch (error) {
    answer = { error: error.message, kind: error.constructor.name, param: error.param };
  }
  process.stdout.write(JSON.stringify(answer) + "\n");
}
