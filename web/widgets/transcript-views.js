/** How a transcript looks in tokens, and what the parser says of them. */

import { HEADERS } from "../chat/parser.js";
import { h, pieceOf } from "./widget.js";

/** A row for each turn; control tokens stand out, and what the model learns to write is a `mark`. */
export function tokenRows(ids, mask, tokenizer) {
  const control = new Map([...tokenizer.control].map(([name, id]) => [id, name.slice(2, -2)]));
  const rows = h("ol", { className: "turns" }, h("li", { className: "tokens" }));
  ids.forEach((id, i) => {
    const name = control.get(id);
    if (name === "tool" || HEADERS.includes(name)) rows.append(h("li", { className: `tokens ${name}` }));
    const className = `token ${name ? "control" : ""} ${mask[i] ? "learned" : ""}`;
    const text = name ? `<|${name}|>` : pieceOf(id, tokenizer);
    rows.lastChild.append(h(mask[i] ? "mark" : "span", { className, title: `${id}` }, text));
  });
  return rows;
}

/** The events on a timeline, each with the number of the token `at` which it is certain; text that goes on is one. */
export function timeline(events) {
  const items = [];
  for (const { at, start, text, call, message } of events) {
    const last = items.at(-1), add = (className, ...said) => (
      items.push(h("li", { className }, h("span", { className: "at", title: "tokens read" }, at), ...said))
    );
    if (start) add(start, `a turn begins: ${start}`);
    else if (call) add("tool", `call: ${call.name}${call.arguments}`);
    else if (message) add("", "the turn ends: the message is whole");
    else if (last?.className === "text") last.append(text);
    else add("text", "text: ", text);
  }
  return items;
}
