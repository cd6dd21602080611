/** Tools that run in the page when a model calls them. Like everything here they ask nobody: the weather is made up. */

import { UserError } from "../errors.js";

const SKIES = ["rain", "snow", "sunshine", "fog", "wind", "clouds"];
const SUM = /^\s*(-?[\d.]+)\s*([-+*/])\s*(-?[\d.]+)\s*$/;
const OPERATIONS = { "+": (a, b) => a + b, "-": (a, b) => a - b, "*": (a, b) => a * b, "/": (a, b) => a / b };

function weather({ city }) {
  const number = Array.from(city).reduce((sum, character) => sum + character.codePointAt(0), 0);
  return { weather: SKIES[number % SKIES.length], degrees: 2 + (number % 35) };
}

function clock() {
  const now = new Date();
  return { time: `${now.getHours()}:${String(now.getMinutes()).padStart(2, "0")}` };
}

function calculator({ expression }) {
  const [, a, sign, b] = SUM.exec(expression) ?? [], result = OPERATIONS[sign]?.(Number(a), Number(b));
  if (Number.isFinite(result)) return { result };
  throw new UserError(`cannot calculate ${expression}: use two numbers and + - * or / between them`);
}

/** A tool as `converse` takes it; `types` are those of its parameters, by their names. */
function tool(run, description, types) {
  const properties = Object.fromEntries(Object.entries(types).map(([name, type]) => [name, { type }]));
  const parameters = { type: "object", properties, required: Object.keys(types) };
  return { schema: { type: "function", function: { name: run.name, description, parameters } }, run };
}

export const WEATHER = tool(weather, "The weather in a city.", { city: "string" });

export const TOOLS = [
  WEATHER,
  tool(clock, "The time.", {}),
  tool(calculator, "Calculates.", { expression: "string" }),
];
