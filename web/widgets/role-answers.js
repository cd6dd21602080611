/**
 * <role-answers text="What is the color of the sky?">: one question under several system messages, which the reader
 * writes, and what the chat model answers under each.
 */

import { answerIn, messageItem, messagesIn, said } from "./talk.js";
import { button, h, labelled, Widget } from "./widget.js";

class RoleAnswers extends Widget {
  modelName = "chat";

  connectedCallback() {
    const first = messagesIn(this); // a system message, its answer, a system message, ...
    this.question = h("input", { value: this.getAttribute("text") });
    this.list = h("ol", { className: "talk pairs" });
    this.pairs = [];
    this.replaceChildren(
      this.heading,
      h("form", { className: "controls", onsubmit: (event) => (event.preventDefault(), this.ask()) },
        labelled("A question of the user", this.question), h("button", {}, "Ask under each")),
      this.list,
      button("Add a system message", () => this.add("", "").focus()), this.bar, this.status,
    );
    for (let i = 0; i < first.length; i += 2) this.add(first[i].content, first[i + 1].content);
  }

  /** A system message to edit, and its answer; returns the field. */
  add(system, answer) {
    const field = h("textarea", { rows: 1, value: system, placeholder: "none" });
    const item = messageItem(said("assistant", answer));
    this.list.append(h("li", { className: "message system" }, labelled("system", field)), item);
    this.pairs.push({ field, item });
    return field;
  }

  /** One answer after the other, until it is asked again. */
  ask() {
    const asking = (this.asking = {}), question = said("user", this.question.value);
    return this.withModel(async (page) => {
      for (const { field, item } of this.pairs) {
        const instructions = field.value ? [said("system", field.value)] : [];
        await answerIn(item, page, [...instructions, question], () => this.asking === asking);
      }
    });
  }
}

customElements.define("role-answers", RoleAnswers);
