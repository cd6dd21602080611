/** One message of a conversation, to edit. */

import { CallText } from "../chat/calls.js";
import { ROLES } from "../chat/messages.js";
import { UserError } from "../errors.js";
import { button, choice, h, labelled } from "./widget.js";

/** Fields for a message, which have `message()`, what they say; `changed` is called when that is something else. */
export function editorOf({ role, content, calls, answers }, changed) {
  const roles = Object.assign(choice(ROLES), { ariaLabel: "role", value: role });
  const text = h("textarea", { rows: 1, value: content ?? "", ariaLabel: "content" });
  const made = h("textarea", { rows: 1, value: calls.map((call) => call.name + call.arguments).join("\n") });
  const number = h("input", { type: "number", min: 0, value: answers ?? 0 });
  const remove = button("Remove", () => {
    const next = editor.nextElementSibling ?? editor.previousElementSibling;
    const place = editor.parentElement;
    editor.remove();
    (next?.querySelector("select") ?? place.parentElement.querySelector("button")).focus(); // who uses keys stays
    changed();
  });
  const callField = labelled("calls, one a line", made), numberField = labelled("result of call", number);
  const head = h("div", { className: "head" }, roles, numberField, remove);
  const editor = h("div", { role: "group", ariaLabel: "message", oninput: () => update() }, head, text, callField);

  function update() {
    show();
    changed();
  }

  function show() {
    editor.className = `message ${roles.value}`;
    callField.hidden = roles.value !== "assistant";
    numberField.hidden = roles.value !== "tool";
  }

  editor.message = () => {
    const own = roles.value === "assistant" ? made.value.split("\n").filter(Boolean).map(callOf) : [];
    const said = own.length && !text.value ? null : text.value;
    const answered = roles.value === "tool" ? number.valueAsNumber : null;
    return { role: roles.value, content: said, calls: own, answers: answered };
  };
  show();
  return editor;
}

export function callOf(line) {
  const text = new CallText(), call = text.push(line) ? text.call() : null;
  if (call) return call;
  throw new UserError(`${line} is no call: write a name and a JSON object, as in weather{"city":"Oslo"}`);
}
