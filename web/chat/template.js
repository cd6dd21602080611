/**
 * The chat template: messages to token ids, and to the mask that says which of them the model is trained to write.
 *
 *     <|endoftext|>                                               once, at the start
 *     <|tools|>weather{"city":"string"} The weather.<|end|>       only if there are tools: <|tools|> before each
 *     <|system|>Be kind.<|end|>                                   anywhere, any number of times
 *     <|user|>Rain in Oslo?<|end|>
 *     <|assistant|>Let me look.<|call|>weather{"city":"Oslo"}<|end|>
 *     <|tool|>0<|call|>rain<|end|>                                the result of call 0 of those just made
 *     <|assistant|>Yes, it rains.<|end|>
 *
 * Structure is made of control tokens alone. No text is ever searched for markers, and none encodes to a control token:
 * whatever a message says stays content. The mask is true for what the model writes in answer to `<|assistant|>`.
 *
 * The twin of `nexttoken/chat/template.py`. What this file does not do: check messages (`messages.js`).
 */

import { FieldError } from "./fields.js";
import { read, readPrompt } from "./messages.js";
import { signatures } from "./signatures.js";

const END = ["<|end|>", ""];

/** The grammar: a message as pairs of a control token and the text that follows it. */
export function turn({ role, content, calls, answers }) {
  if (role === "tool") return [["<|tool|>", String(answers)], ["<|call|>", content], END];
  return [[`<|${role}|>`, content ?? ""], ...calls.map((call) => ["<|call|>", call.name + call.arguments]), END];
}

/** What comes before the first turn, in the same form. */
export function start(tools) {
  const declared = signatures(tools).map((line) => ["<|tools|>", line]);
  return [["<|endoftext|>", ""], ...declared, ...(declared.length ? [END] : [])];
}

/** The ids of pairs of a control token and text. */
export function encode(pairs, tokenizer) {
  return pairs.flatMap(([control, text]) => [tokenizer.control.get(control), ...tokenizer.encode(text)]);
}

/** Messages to {ids, mask}, two lists of one length. Throws FieldError. */
export function render(messages, tokenizer, tools = []) {
  const ids = encode(start(tools), tokenizer), mask = ids.map(() => false);
  for (const message of read(messages)) {
    const added = encode(turn(message), tokenizer);
    ids.push(...added);
    mask.push(...added.map((_, i) => i > 0 && message.role === "assistant"));
  }
  return { ids, mask };
}

/** Messages and `<|assistant|>`, which asks for an answer, to ids. Throws FieldError, also where there is no room. */
export function renderPrompt(messages, tokenizer, tools = [], context = Infinity) {
  const turns = readPrompt(messages).flatMap(turn);
  const ids = encode([...start(tools), ...turns, ["<|assistant|>", ""]], tokenizer);
  if (ids.length >= context) {
    throw new FieldError("messages", `take ${ids.length} tokens, the context holds ${context} and one is for the ` +
      "answer: leave out the oldest");
  }
  return ids;
}
