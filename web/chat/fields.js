/**
 * Fields of JSON objects, checked where they are read: whatever is wrong with one is said with the path to it.
 *
 *     get({ role: 3 }, "role", "text", "messages[7]"); // FieldError: messages[7].role is 3: it has to be text
 *
 * The twin of `nexttoken/chat/fields.py`. What this file does not do: know what messages and tools are made of.
 */

import { UserError } from "../errors.js";

const KINDS = {
  text: [(value) => typeof value === "string", "text"],
  list: [Array.isArray, "a list"],
  object: [isObject, "an object"],
};
const HALF = /\p{Surrogate}/u; // half of a pair that is a character
export const NAME = /^[A-Za-z0-9_-]{1,64}$/;

/** A field that cannot be used. `param` is the path to it, such as `messages[2].content`. */
export class FieldError extends UserError {
  constructor(param, problem) {
    super(`${param} ${problem}`);
    this.param = param;
  }
}

export function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** `value` as JSON writes it, but not megabytes of it. */
export function brief(value) {
  const text = String(JSON.stringify(value));
  return text.length > 40 ? `${text.slice(0, 20)}...${text.slice(-17)}` : text;
}

/** `value`, if it is of that kind, and if it is text, then all of it characters. */
export function checked(value, kind, param) {
  const [holds, name] = KINDS[kind];
  if (!holds(value)) {
    const problem = value == null ? "is missing" : `is ${brief(value)}`;
    throw new FieldError(param, `${problem}: it has to be ${name}`);
  }
  if (kind === "text" && HALF.test(value)) {
    throw new FieldError(param, "has half a surrogate pair: remove or replace it");
  }
  return value;
}

/** The field `name` of the object `given`, which is found at the path `at`. */
export function get(given, name, kind, at) {
  return checked(given[name], kind, `${at}.${name}`);
}

/** The name of a function: 1 to 64 letters, digits, _ and -. */
export function getName(given, at) {
  const name = get(given, "name", "text", at);
  if (!NAME.test(name)) throw new FieldError(`${at}.name`, `is ${brief(name)}: use 1 to 64 letters, digits, _ or -`);
  return name;
}

/** The object in the field `function` of a tool or a tool call, which have to be of the type "function". */
export function functionOf(given, at) {
  const { type } = checked(given, "object", at);
  if ((type ?? "function") !== "function") throw new FieldError(`${at}.type`, `is ${brief(type)}: there is only "function"`);
  return get(given, "function", "object", at);
}

/** `value` as JSON without needless spaces; keys that are numbers come first, as in every object of JavaScript. */
export function compact(value) {
  return JSON.stringify(value, (key, inner) => {
    if (HALF.test(key) || (typeof inner === "string" && HALF.test(inner))) throw new TypeError("this is no text");
    if (typeof inner === "number" && !Number.isFinite(inner)) throw new TypeError("JSON has no such number");
    return inner;
  });
}
