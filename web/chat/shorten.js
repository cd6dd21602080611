/**
 * What to do when a conversation has grown longer than the model's context: forget its oldest exchanges.
 *
 * The twin of `nexttoken/chat/shorten.py`, where the rules are explained. What this file does not do: cut a message in
 * two, or make a summary of what is forgotten.
 */

import { FieldError } from "./fields.js";
import { readPrompt } from "./messages.js";
import { encode, start, turn } from "./template.js";

const INSTRUCTIONS = ["system", "developer"];

/** Those of `messages` whose prompt leaves room for `answer` tokens in a context of so many. Throws FieldError. */
export function shorten(messages, tokenizer, context, tools = [], answer = 1) {
  const conversation = readPrompt(messages);
  const length = (indices) => indices.reduce((sum, i) => sum + encode(turn(conversation[i]), tokenizer).length, 0);
  const kept = [...conversation.keys()].filter((i) => INSTRUCTIONS.includes(conversation[i].role));
  const older = exchanges(conversation), last = older.pop();
  let used = encode(start(tools), tokenizer).length + length(kept) + 1 + answer; // 1 is for <|assistant|>
  used += length(last);
  if (used > context) {
    throw new FieldError("messages", `take ${used} tokens with no more than the last exchange and room for the ` +
      `answer, the context holds ${context}: make the instructions or the last messages shorter`);
  }
  kept.push(...last);
  for (const exchange of older.reverse()) {
    used += length(exchange);
    if (used > context) break;
    kept.push(...exchange);
  }
  return kept.sort((a, b) => a - b).map((i) => messages[i]);
}

/** The indices of the messages of each exchange; the first of these is what comes before any user. */
function exchanges(conversation) {
  const rounds = [[]];
  conversation.forEach(({ role }, i) => {
    if (role === "user") rounds.push([]);
    if (!INSTRUCTIONS.includes(role)) rounds.at(-1).push(i);
  });
  return rounds;
}
