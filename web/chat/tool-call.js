/**
 * One call carried out: whatever happens, there is a text that says how it went, for the model to read.
 *
 *     const weather = { schema, run: ({ city }) => ({ weather: "rain" }) };
 *     await result({ name: "weather", arguments: '{"city":"Oslo"}' }, [weather]); // '{"weather":"rain"}'
 *     await result({ name: "weather", arguments: "{}" }, [weather]); // '{"error":"city: Missing required argument"}'
 *
 * A tool is its schema, in the shape of OpenAI's API, and a function of the arguments, which may be async. The twin of
 * `nexttoken/chat/tool_call.py` and of the checks of `tool_schema.py`, for parameters that are texts or numbers, all of
 * them required. What this file does not do: limit the time that a tool takes, for those of a page are its own.
 */

import { UserError } from "../errors.js";

const KINDS = {
  string: [(value) => typeof value === "string", "Input should be a valid string"],
  number: [Number.isFinite, "Input should be a valid number"],
};

/** The text that answers a call: the result, or an object with an error. */
export async function result(call, tools) {
  const tool = tools.find(({ schema }) => schema.function.name === call.name);
  if (!tool) return problem(`there is no tool ${call.name}`);
  try {
    const given = JSON.parse(call.arguments), twice = repeated(call.arguments);
    const wrong = twice ?? problems(given, tool.schema.function.parameters.properties);
    if (wrong) throw new UserError(wrong);
    return text(await tool.run(given));
  } catch (error) {
    return problem(error instanceof UserError ? error.message : String(error));
  }
}

/** That an object in the text of a JSON object has a key twice, of which JSON.parse would take the last; or null. */
function repeated(json) {
  const open = []; // the keys of each object that is not yet closed
  for (const [token, key] of json.matchAll(/("(?:[^"\\]|\\.)*")\s*:|"(?:[^"\\]|\\.)*"|[{}[\]]/g)) {
    if (token === "{" || token === "[") open.push(new Set());
    else if (token === "}" || token === "]") open.pop();
    const name = key && JSON.parse(key);
    if (open.at(-1)?.has(name)) return `the key '${name}' is there twice in one object: give it once`;
    if (key) open.at(-1).add(name);
  }
  return null;
}

/** What is wrong with some arguments, in one line. */
function problems(given, properties) {
  const wrong = Object.entries(properties).map(([name, { type }]) => {
    if (!Object.hasOwn(given, name)) return `${name}: Missing required argument`;
    const [holds, complaint] = KINDS[type];
    return holds(given[name]) ? "" : `${name}: ${complaint}`;
  });
  const unknown = Object.keys(given).filter((name) => !Object.hasOwn(properties, name));
  const unexpected = unknown.map((name) => `${name}: Unexpected keyword argument`);
  return [...wrong, ...unexpected].filter(Boolean).slice(0, 3).join("; ");
}

export function problem(said) {
  return JSON.stringify({ error: sound(said) });
}

/** Text as it is, anything else as JSON. */
function text(value) {
  return typeof value === "string" ? sound(value) : JSON.stringify(value);
}

/** Text without halves of surrogate pairs, which are no characters. */
function sound(said) {
  return said.replace(/\p{Surrogate}/gu, "?");
}
