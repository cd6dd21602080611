/**
 * Tools as the model reads them: one line each, shaped like the call that it is to write.
 *
 *     const parameters = { type: "object", properties: { city: { type: "string" } }, required: ["city"] };
 *     signatures([{ type: "function", function: { name: "weather", description: "The weather.", parameters } }]);
 *     // ['weather{"city":"string"} The weather.']
 *
 * A schema that says more than the names and types of its parameters, all required, is only written without spaces.
 *
 * The twin of `nexttoken/chat/signatures.py`. What this file does not do: check arguments against schemas.
 */

import { brief, checked, compact, FieldError, functionOf, get, getName, isObject } from "./fields.js";

/** A line for each tool of a list in the shape of OpenAI's API. Throws FieldError, which names the tool. */
export function signatures(tools) {
  const names = new Set();
  return checked(tools, "list", "tools").map((tool, i) => {
    const at = `tools[${i}]`, fields = functionOf(tool, at), name = getName(fields, `${at}.function`);
    if (names.has(name)) {
      throw new FieldError(`${at}.function.name`, `is ${brief(name)} for the second time: give each tool its own`);
    }
    names.add(name);
    return name + parameters(fields, `${at}.function`) + description(fields, `${at}.function`);
  });
}

function parameters(fields, at) {
  if (fields.parameters == null) return "{}";
  const schema = get(fields, "parameters", "object", at);
  try {
    return compact(short(schema));
  } catch {
    throw new FieldError(`${at}.parameters`, "is not JSON: use a JSON schema");
  }
}

/** {name: type} where that says all that the schema of an object says, else the schema. */
function short(schema) {
  const { type = "object", properties = {}, required = [], additionalProperties = false, ...others } = schema;
  const usual = type === "object" && additionalProperties === false && !Object.keys(others).length;
  if (!(usual && isObject(properties) && Array.isArray(required))) return schema;
  const names = Object.keys(properties);
  if (required.length !== names.length || !names.every((name) => required.includes(name))) return schema;
  return Object.fromEntries(names.map((name) => [name, shortType(properties[name])]));
}

function shortType(schema) {
  return isObject(schema) && String(Object.keys(schema)) === "type" ? schema.type : schema;
}

function description(fields, at) {
  const text = fields.description ?? "";
  return text === "" ? "" : ` ${checked(text, "text", `${at}.description`)}`;
}
