/**
 * <chat-window text="What color is the sky?">: a conversation with the chat model, under a system message of the
 * reader's own, with tools that run in the page, and with the tokens that the model reads and writes.
 *
 * It begins with the messages that stand in it.
 */

import { toJson } from "../chat/messages.js";
import { render } from "../chat/template.js";
import { converse } from "../chat/tools.js";
import { pageTokenizer } from "./page-model.js";
import { TOOLS } from "./page-tools.js";
import { addTo, messageItem, messagesIn, said, textOf } from "./talk.js";
import { tokenRows } from "./transcript-views.js";
import { button, h, labelled, samples, Widget } from "./widget.js";

const SYSTEMS = ["Be kind.", "Answer in capital letters.", "You are a pirate.", "Only talk about food."];
const TEMPERATURE = 0.7; // of talk; where tools may be called nothing is left to chance

class ChatWindow extends Widget {
  modelName = "chat";
  running = null; // the answer that is being written
  tokens = null; // {ids, mask}: what the model has read and, where the mask is true, written last

  connectedCallback() {
    this.conversation = messagesIn(this); // without the system message
    this.system = h("textarea", { rows: 1, placeholder: "none" });
    this.list = h("ol", { className: "talk" });
    this.log = h("div", { role: "log", ariaLabel: "the conversation" }, this.list);
    this.typed = h("input", { autocomplete: "off" });
    this.sendButton = h("button", {}, "Send");
    this.raw = h("div", {});
    this.details = h("details", { ontoggle: () => this.showRaw() }, h("summary", {}, "The raw tokens"), this.raw);
    const takeSystem = samples(SYSTEMS, (text) => (this.system.value = text));
    this.replaceChildren(
      this.heading,
      h("div", { className: "controls" }, labelled("System message", this.system), takeSystem, toolbox()),
      this.log,
      h("form", { className: "controls", onsubmit: (event) => (event.preventDefault(), this.send()) },
        labelled("Your message", this.typed), this.sendButton, button("Start again", () => this.startAgain())),
      this.bar, this.status, this.details,
    );
    this.show(this.conversation);
  }

  get tools() {
    const checked = [...this.querySelectorAll(":checked")].map(({ value }) => value);
    return TOOLS.filter(({ schema }) => checked.includes(schema.function.name));
  }

  /** Send what has been typed; while an answer is being written, stop it. */
  async send() {
    if (this.running) return this.setRunning(null);
    const text = this.typed.value.trim(), before = this.conversation, asked = [...before, said("user", text)];
    if (!text) return;
    this.typed.value = "";
    await this.answer(asked);
    const unanswered = this.conversation === before && !this.running && !this.typed.value;
    if (unanswered) this.typed.value = text; // why, has been said
  }

  /** Let the model answer. What it has said when it is stopped is kept. */
  async answer(asked) {
    const system = this.system.value.trim(), instructions = system ? [said("system", system)] : [];
    const run = {}, { tools } = this, settings = tools.length ? {} : { temperature: TEMPERATURE };
    this.setRunning(run);
    this.show(asked);
    await this.withModel(async (page) => {
      for await (const event of converse(page, [...instructions, ...asked], tools, settings)) {
        if (this.running !== run) break;
        if (event.conversation) asked = event.conversation.slice(instructions.length);
        this.hear(event, asked);
      }
    });
    if (this.running === run) this.setRunning(null);
    if (!this.running) this.show(this.conversation); // and nothing else has been asked meanwhile
  }

  /** What happens after `asked` has been said. */
  hear({ prompt, token, events, conversation }, asked) {
    if (prompt) this.begin(prompt);
    if (token !== undefined) {
      this.tokens.ids.push(token);
      this.tokens.mask.push(true);
    }
    if (events) {
      addTo(this.item, events);
      const text = textOf(this.item); // none while the arguments of a call are written
      if (text) this.conversation = [...asked, said("assistant", text)];
    }
    if (conversation) this.show((this.conversation = asked));
    this.showRaw();
  }

  /** Here an answer to the prompt will be written. */
  begin(prompt) {
    this.tokens = { ids: [...prompt], mask: prompt.map(() => false) };
    this.item = messageItem(said("assistant", ""));
    this.list.append(this.item);
  }

  startAgain() {
    this.setRunning(null);
    Object.assign(this, { conversation: [], tokens: { ids: [], mask: [] } });
    this.raw.replaceChildren();
    this.show([]);
    this.typed.focus();
  }

  setRunning(run) {
    this.running = run;
    this.sendButton.textContent = run ? "Stop" : "Send";
    this.log.ariaBusy = String(Boolean(run)); // so that it is read out when it is whole
  }

  /** Show a conversation. Items of messages that are seen already stay, or screen readers would read them out again. */
  show(conversation) {
    const items = [...this.list.children], differs = conversation.findIndex((message, i) => items[i]?.message !== message);
    const kept = differs < 0 ? conversation.length : differs;
    items.slice(kept).forEach((item) => item.remove());
    this.list.append(...conversation.slice(kept).map((message) => Object.assign(messageItem(message), { message })));
  }

  /** The tokens, for who has opened them. */
  async showRaw() {
    if (!this.details.open) return;
    try {
      const tokenizer = await pageTokenizer();
      const { ids, mask } = this.tokens ?? render(toJson(this.conversation), tokenizer);
      this.raw.replaceChildren(tokenRows(ids, mask, tokenizer));
    } catch (error) {
      this.say(error.message);
    }
  }
}

function toolbox() {
  const boxes = TOOLS.map(({ schema: { function: { name } } }) => (
    h("label", {}, h("input", { type: "checkbox", value: name }), name)
  ));
  return h("fieldset", { className: "options" }, h("legend", {}, "Tools it may call"), ...boxes);
}

customElements.define("chat-window", ChatWindow);
