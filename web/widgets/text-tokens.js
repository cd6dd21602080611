/**
 * <text-tokens text="The princess">: a text in its tokens, with their ids; of the one that is chosen also the bytes,
 * and how its word grew together, as many merges of it as the reader wants to see.
 *
 * Only the tokenizer is fetched, not the model.
 */

import { pageTokenizer } from "./page-model.js";
import { bytesOf, h, labelled, pieceOf, samples, Widget } from "./widget.js";

const SAMPLES = ["The princesses laughed.", "Zorblixa has 1999 strawberries.", "naïve, 王女, 👑", "<|endoftext|>"];

class TextTokens extends Widget {
  connectedCallback() {
    const first = [...this.querySelectorAll(".token")].map(({ dataset: { id, text } }) => ({ id: Number(id), text }));
    this.typed = h("textarea", { rows: 2, value: this.getAttribute("text"), oninput: () => this.look() });
    this.row = h("fieldset", { className: "tokens" });
    this.detail = h("div", { "aria-live": "polite" });
    this.replaceChildren(
      this.heading,
      h("div", { className: "controls" }, labelled("A text", this.typed), samples(SAMPLES, (text) => this.take(text))),
      this.row, this.detail, this.status,
    );
    this.showTokens(first);
  }

  take(text) {
    this.typed.value = text;
    return this.look();
  }

  /** Show the tokens of the text; `chosen` is the number of one. */
  async look(chosen) {
    try {
      this.show(await pageTokenizer(), chosen);
    } catch (error) {
      this.say(error.message);
    }
  }

  show(tokenizer, chosen) {
    const words = tokenizer.words(this.typed.value).map((word) => ({ word, ids: tokenizer.encodeWord(word) }));
    const tokens = words.flatMap(({ word, ids }) => ids.map((id) => ({ id, word, text: pieceOf(id, tokenizer) })));
    this.say("");
    if (chosen === undefined) this.showTokens(tokens);
    this.detail.replaceChildren(...(chosen in tokens ? details(tokens[chosen], tokenizer) : []));
  }

  showTokens(tokens) {
    const chips = tokens.map(({ id, text }, i) => {
      const radio = h("input", { type: "radio", name: "token", onchange: () => this.look(i) });
      return h("label", { className: "token" }, radio, h("b", {}, text), h("small", {}, id));
    });
    this.row.replaceChildren(h("legend", {}, this.counts(tokens.length)), ...chips);
    this.detail.replaceChildren();
  }

  counts(tokens) {
    const text = this.typed.value, bytes = new TextEncoder().encode(text).length;
    return `${[...text].length} characters, ${bytes} bytes, ${tokens} tokens; choose one`;
  }
}

function details({ id, word, text }, tokenizer) {
  const rows = [...tokenizer.mergings(word)];
  const said = `Token ${id} is ${text}, in bytes ${bytesOf(id, tokenizer)}. How its word grew together, merge by merge:`;
  const merges = h("ol", { className: "merges" }, ...rows.map((ids, i) => mergeRow(ids, rows[i - 1] ?? ids, tokenizer)));
  const done = h("input", { type: "range", min: 0, max: rows.length - 1, value: rows.length - 1 });
  done.oninput = () => [...merges.children].forEach((row, i) => (row.hidden = i > done.valueAsNumber));
  return [h("p", {}, said), labelled("merges done", done), merges];
}

/** A word after a merge, each piece above its bytes; what was not there before it is marked. */
function mergeRow(ids, before, tokenizer) {
  const piece = (id) => {
    const className = before.includes(id) ? "" : "new";
    return h("span", { className }, pieceOf(id, tokenizer), h("small", {}, bytesOf(id, tokenizer)));
  };
  return h("li", {}, ...ids.map(piece));
}

customElements.define("text-tokens", TextTokens);
