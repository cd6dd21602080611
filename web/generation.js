/**
 * Generation: the loop that makes text of next tokens.
 *
 *     ids -> logits -> choose a token -> ids and the token -> logits -> choose a token -> ...
 *
 * The twin of `nexttoken/generation.py`, for one text. What this file does not do: run the model (`engine.js`), choose
 * (`sampler.js`), cut the text (`stopping.js`).
 */

import { UserError } from "./errors.js";
import * as sampler from "./sampler.js";
import { CertainText } from "./stopping.js";

/**
 * Continue `promptIds`: a generator of {token, text}, where text is what has become certain, and at the end of {text}
 * alone, if some was held back. It returns {finish_reason, ended_by, seed}: "stop" at the end of text, a stop token or a
 * stop string, "length" at max_tokens or a full context; and the end of text or the stop token, or null.
 */
export function* generate({ engine, tokenizer, config }, promptIds, settings) {
  checkRoom(promptIds, config, settings.max_tokens === 0 ? 0 : 1);
  checkTokens(settings, config);
  const room = config.max_position_embeddings - promptIds.length;
  const limit = Math.min(room, settings.max_tokens ?? room);
  const ids = [...promptIds], counts = new Float64Array(config.vocab_size);
  const ends = new Set([tokenizer.end, ...settings.stop_tokens]);
  const certain = new CertainText(settings.stop);
  let finish_reason = "length", ended_by = null;
  for (let position = 0; position < limit && finish_reason === "length"; position++) {
    const token = nextToken(engine.logits(ids), counts, position, settings);
    if (ends.has(token)) {
      ended_by = token;
    } else {
      ids.push(token);
      counts[token]++;
      yield { token, text: certain.push(tokenizer.tokens[token]) };
    }
    if (ended_by !== null || certain.stopped) finish_reason = "stop";
  }
  const text = certain.push(new Uint8Array(), true);
  if (text) yield { text };
  return { finish_reason, ended_by, seed: settings.seed };
}

/** The token that follows by the settings. */
function nextToken(logits, counts, position, { logit_bias, frequency_penalty, presence_penalty, seed, ...how }) {
  sampler.addBias(logits, logit_bias);
  sampler.penalise(logits, counts, frequency_penalty, presence_penalty);
  return sampler.choose(sampler.distribution(logits, how), sampler.uniform(seed, position));
}

/** Throw UserError for a prompt that leaves no room for another token, or for none if none is wanted: `least`. */
export function checkRoom(promptIds, { max_position_embeddings: context }, least = 1) {
  const most = context - least;
  if (promptIds.length <= most) return;
  const kept = least ? " and one is for the completion" : "";
  throw new UserError(`the prompt has ${promptIds.length} tokens, the model's context holds ${context}${kept}: ` +
    `shorten the prompt to ${most} tokens or fewer`);
}

/** Throw UserError for a setting that does not fit this model. */
function checkTokens(settings, { vocab_size }) {
  const named = { logit_bias: Object.keys(settings.logit_bias).map(Number), stop_tokens: settings.stop_tokens };
  for (const [name, tokens] of Object.entries(named)) {
    const unknown = tokens.find((token) => !(Number.isInteger(token) && token >= 0 && token < vocab_size));
    if (unknown !== undefined) {
      throw new UserError(`${name} names token ${unknown}: ids are whole numbers from 0 to ${vocab_size - 1}`);
    }
  }
}
