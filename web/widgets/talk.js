/** A conversation to look at: each message under the name of who says it, and answers while they are written. */

import { converse } from "../chat/tools.js";
import { callOf } from "./message-editor.js";
import { h } from "./widget.js";

/** A message as `read` returns it. */
export function said(role, content) {
  return { role, content, calls: [], answers: null };
}

/** A message as an item of a list. */
export function messageItem({ role, content, calls }) {
  const who = h("span", { className: "who" }, role), item = h("li", { className: `message ${role}` }, who);
  item.append(h("p", {}, content ?? ""));
  addTo(item, calls.map((call) => ({ call })));
  return item;
}

/** Let the message in an item grow by text and calls. */
export function addTo(item, events) {
  for (const { text = "", call } of events) {
    item.querySelector("p").append(text);
    if (call) item.append(h("code", {}, call.name + call.arguments));
  }
}

/** What the message in an item says, without its calls. */
export function textOf(item) {
  return item.querySelector("p").textContent;
}

/** The messages that the page shows without scripts. */
export function messagesIn(element) {
  return [...element.querySelectorAll(".talk li")].map((item) => {
    const calls = [...item.querySelectorAll("code")].map((code) => callOf(code.textContent));
    const role = item.querySelector(".who").textContent, content = textOf(item);
    return { role, content: calls.length && !content ? null : content, calls, answers: role === "tool" ? 0 : null };
  });
}

/** Let the model answer a conversation, without calls, in `item`, for as long as that is `wanted`. */
export async function answerIn(item, page, conversation, wanted, tools = []) {
  item.querySelector("p").replaceChildren();
  Object.assign(item, { ariaLive: "polite", ariaBusy: "true" }); // to be read out when it is whole
  try {
    for await (const { events } of converse(page, conversation, tools, {}, 0)) {
      if (!wanted()) return;
      addTo(item, events ?? []);
    }
  } finally {
    if (wanted()) item.ariaBusy = "false";
  }
}
