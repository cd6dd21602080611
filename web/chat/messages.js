/**
 * Messages: what JSON says they are, checked, and what every other part of the chat works with.
 *
 * JSON comes in two shapes, the one of this book and the one of OpenAI's API, which mean the same:
 *
 *     read([{ message: "Hi!", role: "user" }]); // [{role: "user", content: "Hi!", calls: [], answers: null}]
 *     read([{ role: "user", content: "Hi!" }]); // the same
 *
 * The twin of `nexttoken/chat/messages.py`, where the rules are explained. What this file does not do: make tokens of
 * messages (`template.js`).
 */

import { brief, checked, compact, FieldError, functionOf, get, getName } from "./fields.js";
import { DEPTH, isObjectText } from "./json-object.js";

export const ROLES = ["system", "developer", "user", "assistant", "tool"];
const OWN_FIELDS = { assistant: ["tool_calls", "parsed"], tool: ["tool_call_id"] };

/** The messages that a list of objects, of either shape, stands for. Throws FieldError. */
export function read(messages) {
  if (!checked(messages, "list", "messages").length) {
    throw new FieldError("messages", "is empty: give at least one message");
  }
  let waiting = new Map(); // the id of each call that has no result yet -> which of the calls it is
  return messages.map((given, i) => {
    const at = `messages[${i}]`, role = readRole(given, at);
    if (role === "tool") {
      const answers = takeCall(given, at, waiting);
      return { role, content: readContent(given, at), calls: [], answers };
    }
    if (waiting.size) {
      throw new FieldError(`${at}.role`, `is ${brief(role)}, but call ${brief([...waiting.keys()][0])} has no result ` +
        "yet: put the tool message with its result before");
    }
    const { calls, places } = readCalls(given, at);
    waiting = places;
    return { role, content: readContent(given, at, calls), calls, answers: null };
  });
}

/** As `read`, for messages that the assistant is to answer: the last one is not its own and no result is missing. */
export function readPrompt(messages) {
  const conversation = read(messages);
  const at = `messages[${conversation.length - 1}].role`;
  const last = conversation.findLastIndex(({ role }) => role !== "tool");
  if (conversation[last].calls.length > conversation.length - 1 - last) {
    throw new FieldError(at, "ends the messages, but a call has no result yet: add the tool message with its result");
  }
  if (conversation.at(-1).role === "assistant") {
    throw new FieldError(at, 'is "assistant" in the last message, so nothing is left to answer: add one after it');
  }
  return conversation;
}

function readRole(given, at) {
  const { role } = checked(given, "object", at);
  if (!ROLES.includes(role)) {
    throw new FieldError(`${at}.role`, `${role == null ? "is missing" : `is ${brief(role)}`}: use ${ROLES.join(", ")}`);
  }
  allowOnly(given, ["role", "content", "message", ...(OWN_FIELDS[role] ?? [])], at, `${role} messages`);
  return role;
}

/** Refuse what is not among the fields of a kind of object. */
function allowOnly(given, fields, at, kind) {
  const isNothing = (value) => value === null || (Array.isArray(value) && !value.length);
  const foreign = Object.keys(given).find((field) => !fields.includes(field) && !isNothing(given[field]));
  if (foreign !== undefined) throw new FieldError(`${at}.${foreign}`, `is not a field of ${kind}: leave it out`);
}

function readContent(given, at, calls = []) {
  if ("content" in given && "message" in given) {
    throw new FieldError(`${at}.message`, "says again what content says: keep one of the two");
  }
  const field = "message" in given ? "message" : "content";
  let content = given[field];
  if (Array.isArray(content) && content.length) {
    content = content.map((part, j) => readPart(part, `${at}.${field}[${j}]`)).join("");
  }
  const isNothing = content == null || content === "";
  return calls.length && isNothing ? null : checked(content, "text", `${at}.${field}`);
}

function readPart(part, at) {
  const { type } = checked(part, "object", at);
  if (type !== "text") throw new FieldError(`${at}.type`, `is ${brief(type)}: there is only "text"`);
  allowOnly(part, ["type", "text"], at, "parts of text");
  return get(part, "text", "text", at);
}

/** The calls of a message, and the place of each under its id. */
function readCalls(given, at) {
  const places = new Map();
  if (given.tool_calls == null) return { calls: [], places };
  const calls = get(given, "tool_calls", "list", at).map((call, j) => {
    const here = `${at}.tool_calls[${j}]`, fields = functionOf(call, here), id = get(call, "id", "text", here);
    allowOnly(call, ["id", "type", "function", "index"], here, "calls");
    allowOnly(fields, ["name", "arguments", "parsed_arguments"], `${here}.function`, "functions that are called");
    if (places.has(id)) {
      throw new FieldError(`${here}.id`, `is ${brief(id)} for the second time: give each call its own`);
    }
    places.set(id, j);
    const name = getName(fields, `${here}.function`);
    return { name, arguments: readArguments(fields.arguments, `${here}.function.arguments`) };
  });
  return { calls, places };
}

function readArguments(given, param) {
  const text = typeof given === "string" ? given : compactOrNothing(given);
  if (!isObjectText(text) || /\p{Surrogate}/u.test(text)) {
    throw new FieldError(param, `is ${brief(given)}: it has to be a JSON object, {} if there are no arguments, and ` +
      `values in it ${DEPTH} deep at most`);
  }
  return text;
}

function compactOrNothing(value) {
  try {
    return compact(value) ?? "";
  } catch {
    return ""; // nested without end, or what JSON has no words for
  }
}

/** Which of the waiting calls a tool message answers; it waits no more. */
function takeCall(given, at, waiting) {
  const id = get(given, "tool_call_id", "text", at);
  if (!waiting.has(id)) {
    const ids = [...waiting.keys()].slice(0, 3).map(brief).join(", ");
    const hint = ids ? `the calls without a result are ${ids}` : "no call waits for a result";
    throw new FieldError(`${at}.tool_call_id`, `is ${brief(id)}: ${hint}`);
  }
  const place = waiting.get(id);
  waiting.delete(id);
  return place;
}

/** Messages as objects of the shape "openai" or "simple"; `read` makes the same messages of them. */
export function toJson(conversation, shape = "openai") {
  let number = 0, ids = [];
  return conversation.map(({ role, content, calls, answers }) => {
    const json = shape === "simple" ? { message: content, role } : { role, content };
    if (calls.length) {
      ids = calls.map(() => `call_${number++}`);
      json.tool_calls = calls.map((call, i) => ({ id: ids[i], type: "function", function: { ...call } }));
    }
    if (role === "tool") json.tool_call_id = ids[answers];
    return json;
  });
}
