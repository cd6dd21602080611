/**
 * A model to hold in your hand: its tokenizer and its weights, and what they can be asked.
 *
 *     const model = await load("https://example.org/book/pretrained/base/");
 *     for (const { text } of model.stream("A long time ago, there were", { seed: 1 })) console.log(text);
 *
 * The twin of `nexttoken/model.py`: the same prompt, settings and seed give the same text. What this file does not do:
 * run apart from the page (`worker.js`), know of messages, roles or tools.
 */

import { download } from "./download.js";
import { Engine } from "./engine.js";
import { UserError } from "./errors.js";
import { checkRoom, generate } from "./generation.js";
import { attention } from "./inspection.js";
import { plain } from "./multiply.js";
import { complete } from "./settings.js";
import { simd, simdWorks } from "./simd.js";
import { Tokenizer } from "./tokenizer.js";
import { bytesOfWeights, readSafetensors } from "./weights.js";

export class Model {
  /** The contents of config.json, tokenizer.json (both parsed) and model.safetensors (ArrayBuffer). */
  constructor(config, tokenizerJson, weights, products = simdWorks() ? simd : plain) {
    this.config = config;
    this.tokenizer = new Tokenizer(tokenizerJson);
    if (this.tokenizer.vocabSize !== config.vocab_size) {
      throw new UserError(`the model has ${config.vocab_size} tokens, its tokenizer ${this.tokenizer.vocabSize}: ` +
        "put the tokenizer it was trained with beside it");
    }
    this.engine = new Engine(config, readSafetensors(weights), products);
  }

  /** The ids of a document that begins with the text `prompt`: the end of the one before, then the text. */
  promptIds(prompt) {
    if (Array.isArray(prompt)) return prompt; // they are ids already
    if (typeof prompt !== "string" || !prompt) {
      throw new UserError(`the prompt is ${JSON.stringify(prompt)}: give the model a text to continue`);
    }
    return [this.tokenizer.end, ...this.tokenizer.encode(prompt)];
  }

  /** The logits (V) of the token that follows `prompt`, a text or ids. They are overwritten by the next call. */
  logits(prompt) {
    const ids = this.promptIds(prompt);
    checkRoom(ids, this.config);
    return this.engine.logits(ids);
  }

  /** How much each token of `prompt`, a text or ids, looks at each one before it: [layer][head], a matrix (T, T). */
  attention(prompt) {
    const ids = this.promptIds(prompt);
    checkRoom(ids, this.config);
    return attention(this.engine, ids);
  }

  /** Continue `prompt`: a generator, explained at `generate`. */
  stream(prompt, given) {
    return generate(this, this.promptIds(prompt), complete(given));
  }
}

/**
 * The model in a folder laid out like `nexttoken/pretrained/base`: config.json, model.safetensors, ../tokenizer.json.
 * `folder` is an absolute URL that ends in a slash; `onProgress` is called with the share of the weights that is here.
 */
export async function load(folder, onProgress = () => {}) {
  const file = (name, onBytes) => download(new URL(name, folder), onBytes);
  const json = async (name) => JSON.parse(new TextDecoder().decode(await file(name)));
  const config = await json("config.json");
  let received = 0;
  const progress = (bytes) => onProgress(Math.min((received += bytes) / bytesOfWeights(config), 1));
  const [tokenizer, weights] = await Promise.all([json("../tokenizer.json"), file("model.safetensors", progress)]);
  return new Model(config, tokenizer, weights);
}
