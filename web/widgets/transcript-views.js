/** How a transcript looks in tokens, and what the parser says of them. */

import { HEADERS } from "../chat/parser.js";
import { h, pieceOf } from "./widget.js";

/** A row for each turn; control tokens stand out, and what the model learns to write is marked. */
export function tokenRows(ids, mask, tokenizer) {
  const control = new Map([...tokenizer.control].map(([name, id]) => [id, name.slice(2, -2)]));
  const rows = h("ol", { className: "turns" }, h("li", { className: "tokens" }));
  ids.forEach((id, i) => {
    const name = control.get(id);
    if (name === "tool" || HEADERS.includes(name)) rows.append(h("li", { className: `tokens ${name}` }));
    const className = `token ${name ? "control" : ""} ${mask[i] ? "learned" : ""}`;
    const text = name ? `<|${name}|>` : pieceOf(id, tokenizer);
    rows.lastChild.append(h("span", { className, title: `${id}` }, text));
  });
  return rows;
}

/** The events as items of a list; text that goes on is one item. */
export function eventsList(events) {
  const items = [];
  for (const { start, text, call, message } of events) {
    const last = items.at(-1);
    if (start) items.push(h("li", {}, `a turn begins: ${start}`));
    else if (call) items.push(h("li", {}, `call: ${call.name}${call.arguments}`));
    else if (message) items.push(h("li", {}, "the turn ends: the message is whole"));
    else if (last?.className === "text") last.append(text);
    else items.push(h("li", { className: "text" }, "text: ", text));
  }
  return items;
}
