/**
 * <chat-transcript>: a conversation to edit, beside it its tokens with the loss mask and what the parser makes of them one
 * after the other, and its JSON in both shapes.
 *
 * It begins with the messages that stand in it as JSON. Only the tokenizer is fetched, and the model where it is to
 * answer: then the parser reads while it writes.
 */

import { read, toJson } from "../chat/messages.js";
import { Parser } from "../chat/parser.js";
import { render } from "../chat/template.js";
import { ask, promptIds } from "../chat/tools.js";
import { editorOf } from "./message-editor.js";
import { pageTokenizer } from "./page-model.js";
import { timeline, tokenRows } from "./transcript-views.js";
import { button, h, labelled, pause, Widget } from "./widget.js";

const SHAPES = { "this book's shape": "simple", "OpenAI's shape": "openai" };
const PACE = 60; // ms for each token of an answer, so that eyes can follow

class ChatTranscript extends Widget {
  modelName = "chat";

  connectedCallback() {
    const messages = read(JSON.parse(this.querySelector("pre").textContent));
    this.editors = h("div", {}, ...messages.map((message) => this.editor(message)));
    this.shapes = Object.keys(SHAPES).map(() => h("pre", { tabIndex: 0 }));
    this.tokens = h("div", {}, this.querySelector(".turns"));
    this.read = h("input", { type: "range", min: 0, value: 0, oninput: () => this.showEvents() });
    this.events = h("ol", { className: "events" });
    this.parser = part("As the parser reads them", labelled("tokens read", this.read), this.events);
    this.parser.hidden = true; // until there are tokens
    this.replaceChildren(
      this.heading,
      h("div", { className: "sides" },
        part("Messages", this.editors, button("Add a message", () => this.add()), " ",
          button("Let the model answer", () => this.answer()), this.bar, this.status),
        h("div", {}, part("As tokens", this.querySelector(".mask"), this.tokens), this.parser),
        h("div", {}, ...Object.keys(SHAPES).map((name, i) => part(`As JSON, ${name}`, this.shapes[i])))),
    );
    this.showJson(messages);
  }

  editor(message) {
    return editorOf(message, () => this.look());
  }

  add() {
    this.editors.append(this.editor({ role: "user", content: "", calls: [], answers: null }));
    this.editors.lastChild.querySelector("textarea").focus();
    return this.look();
  }

  /** What the editors say. */
  get messages() {
    return Array.from(this.editors.children, (editor) => editor.message());
  }

  async look() {
    this.answering = null;
    try {
      const tokenizer = await pageTokenizer();
      this.show(this.messages, tokenizer);
      this.say("");
    } catch (error) {
      this.say(error.message);
    }
  }

  /** Let the model go on, and the parser read along, until something is edited. */
  answer() {
    const answering = (this.answering = {});
    return this.withModel(async (page) => {
      const ids = promptIds(page, this.messages, []), mask = ids.map(() => false);
      for await (const { token, answer } of ask(page, [...ids])) {
        if (this.answering !== answering) return;
        if (answer) this.editors.append(this.editor(answer.message));
        if (token === undefined) continue;
        ids.push(token);
        mask.push(true);
        this.showTokens(ids, mask, page.tokenizer);
        await pause(PACE);
      }
      await this.look();
    });
  }

  show(messages, tokenizer) {
    const { ids, mask } = render(toJson(messages), tokenizer);
    this.showJson(messages);
    this.showTokens(ids, mask, tokenizer);
  }

  showTokens(ids, mask, tokenizer) {
    Object.assign(this, { ids, tokenizer });
    this.tokens.replaceChildren(tokenRows(ids, mask, tokenizer));
    this.parser.hidden = false;
    this.read.max = ids.length; // first, or the value would be held below it
    this.read.value = ids.length;
    this.showEvents();
  }

  showJson(messages) {
    Object.values(SHAPES).forEach((shape, i) => {
      this.shapes[i].textContent = JSON.stringify(toJson(messages, shape), null, 1);
    });
  }

  /** What the parser says of as many tokens as the slider says. */
  showEvents() {
    const parser = new Parser(this.tokenizer), read = this.ids.slice(0, this.read.valueAsNumber);
    const events = read.flatMap((id, i) => parser.push(id).map((event) => ({ at: i + 1, ...event })));
    this.events.replaceChildren(...timeline(events));
    this.tokens.querySelectorAll(".token").forEach((token, i) => token.classList.toggle("unread", i >= read.length));
  }
}

function part(title, ...children) {
  return h("section", { ariaLabel: title }, h("p", { className: "part" }, title), ...children);
}

customElements.define("chat-transcript", ChatTranscript);
