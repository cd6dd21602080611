/**
 * How to complete: every setting of a completion, with its default, checked before anything runs.
 *
 * The names are those of OpenAI's API, and of `nexttoken/settings.py`, where each is explained.
 */

import { UserError } from "./errors.js";

const DEFAULTS = {
  max_tokens: null,
  temperature: 1,
  top_k: null,
  top_p: 1,
  frequency_penalty: 0,
  presence_penalty: 0,
  logit_bias: {},
  seed: null,
  stop: [],
  stop_tokens: [],
};

const count = (least) => (value) => value === null || (Number.isInteger(value) && value >= least);
const MOST = 1e6; // of a bias or a penalty: a logit of 32 bits holds it, also several times
const isModerate = (value) => Number.isFinite(value) && Math.abs(value) <= MOST;
const isString = (value) => typeof value === "string" && value.length > 0;

const RULES = {
  max_tokens: [count(0), "give 0, 1, 2, ... or null"],
  temperature: [(value) => Number.isFinite(value) && value >= 0, "give 0 (always the most probable token) or more"],
  top_k: [count(1), "give 1, 2, 3, ... or null"],
  top_p: [(value) => value > 0 && value <= 1, "give a share above 0 and up to 1 (1 keeps all)"],
  frequency_penalty: [isModerate, `give up to ${MOST.toLocaleString("en")}, 0 for no penalty`],
  presence_penalty: [isModerate, `give up to ${MOST.toLocaleString("en")}, 0 for no penalty`],
  logit_bias: [
    (value) => Object.values(value).every(isModerate), `give a number up to ${MOST.toLocaleString("en")} for each token`,
  ],
  seed: [(value) => value === null || Number.isSafeInteger(value), "give a whole number or null"],
  stop: [(value) => isString(value) || (Array.isArray(value) && value.every(isString)), "give strings, none empty"],
  stop_tokens: [Array.isArray, "give a list of token ids"],
};

/** All settings, the defaults where `given` has none. Throws UserError, which names the setting that is wrong. */
export function complete(given = {}) {
  const settings = { ...DEFAULTS, ...given };
  for (const [name, value] of Object.entries(settings)) {
    if (!(name in RULES)) throw new UserError(`there is no setting ${name}: use ${Object.keys(RULES).join(", ")}`);
    const [holds, remedy] = RULES[name];
    if (!holds(value)) throw new UserError(`${name} is ${shown(value)}: ${remedy}`);
  }
  const seed = settings.seed ?? crypto.getRandomValues(new Uint32Array(1))[0];
  return { ...settings, seed, stop: [settings.stop].flat() };
}

const shown = (value) => (typeof value === "object" ? JSON.stringify(value) : String(value));
