/**
 * The text of a JSON object, recognised character by character: can it still become one, and is it one by now?
 *
 *     const text = new JsonObject();
 *     ['{"ci', 'ty": ["Os', 'lo"]', "}"].every((piece) => text.push(piece)); // true
 *     text.whole; // true
 *     text.push("}"); // false
 *
 * The states are what may come next, and a stack says what comes after the value that is being read. A character costs
 * the same wherever it stands, and no nesting is too deep to be read: beyond DEPTH it is refused.
 *
 * The twin of `nexttoken/chat/json_object.py`. What this file does not do: make objects of it (`JSON.parse`).
 * Source: RFC 8259.
 */

export const DEPTH = 100; // values in values in values
const SPACE = " \t\n\r", DIGITS = "0123456789", HEX = "0123456789abcdefABCDEF";
const END = null; // of a value

const VALUE = {
  '"': "string", "{": "first key", "[": "first item", "-": "minus", "0": "zero", "123456789": "digits",
  "t": "rue", "f": "alse", "n": "ull",
};
const STATES = {
  "start": { "{": "first key", [SPACE]: "start" },
  "end": { [SPACE]: "end" },
  "first key": { '"': "string", "}": END, [SPACE]: "first key" },
  "key": { '"': "string", [SPACE]: "key" },
  "colon": { ":": "member value", [SPACE]: "colon" },
  "member value": { ...VALUE, [SPACE]: "member value" },
  "member": { ",": "key", "}": END, [SPACE]: "member" },
  "first item": { ...VALUE, "]": END, [SPACE]: "first item" },
  "item value": { ...VALUE, [SPACE]: "item value" },
  "item": { ",": "item value", "]": END, [SPACE]: "item" },
  "string": { '"': END, "\\": "escape" }, // and every character that is no control character
  "escape": { '"\\/bfnrt': "string", "u": "4 hex" },
  "4 hex": { [HEX]: "3 hex" }, "3 hex": { [HEX]: "2 hex" }, "2 hex": { [HEX]: "1 hex" }, "1 hex": { [HEX]: "string" },
  "minus": { "0": "zero", "123456789": "digits" },
  "zero": { ".": "point", "eE": "exponent" },
  "digits": { [DIGITS]: "digits", ".": "point", "eE": "exponent" },
  "point": { [DIGITS]: "decimals" },
  "decimals": { [DIGITS]: "decimals", "eE": "exponent" },
  "exponent": { "+-": "sign", [DIGITS]: "power" },
  "sign": { [DIGITS]: "power" },
  "power": { [DIGITS]: "power" },
  "rue": { "r": "ue" }, "ue": { "u": "e" }, "alse": { "a": "lse" }, "lse": { "l": "se" }, "se": { "s": "e" },
  "e": { "e": END }, "ull": { "u": "ll" }, "ll": { "l": "l" }, "l": { "l": END },
  "refused": {},
};
const NUMBERS = new Set(["zero", "digits", "decimals", "power"]); // which the first foreign character ends
const AFTER = {
  "start": "end", "first key": "colon", "key": "colon", "member value": "member", "first item": "item",
  "item value": "item",
};

/** character -> [the next state, what comes after the value that begins here or undefined]. */
function steps(state, rules) {
  const step = (chars, next) => [next, chars === SPACE || next === END ? undefined : AFTER[state]];
  return new Map(Object.entries(rules).flatMap(([chars, next]) => [...chars].map((c) => [c, step(chars, next)])));
}

const STEPS = Object.fromEntries(Object.entries(STATES).map(([state, rules]) => [state, steps(state, rules)]));

/** What has been read of one object. */
export class JsonObject {
  state = "start";
  waiting = [];

  /** There is nothing yet but space. */
  get blank() {
    return this.state === "start";
  }

  get whole() {
    return this.state === "end";
  }

  /** Read on, and return whether the text so far, continued in some way, is that of an object. */
  push(text) {
    for (const char of text) this.read(char);
    return this.state !== "refused";
  }

  read(char) {
    let step = STEPS[this.state].get(char);
    if (!step && NUMBERS.has(this.state)) {
      this.state = this.waiting.pop();
      step = STEPS[this.state].get(char);
    }
    if (!step && this.state === "string" && char >= " ") return;
    const [next, after] = step ?? ["refused"];
    if (after) this.waiting.push(after);
    this.state = next === END ? this.waiting.pop() : next;
    if (this.waiting.length > DEPTH) this.state = "refused";
  }
}

/** Is this the text of a JSON object? */
export function isObjectText(text) {
  const found = new JsonObject();
  return found.push(text) && found.whole;
}
