/**
 * <attention-heads text="Two sisters: Tavorilla and Mina.">: where each token looks, for the head that is chosen; and
 * how the text goes on with some heads switched off, at first those that copy.
 *
 * The model is asked once for each text. What is seen first was found when the page was made.
 */

import { button, choice, h, labelled, pause, percent, pieceOf, Widget } from "./widget.js";

const SAID = 4; // tokens that are looked at most
const LENGTH = 40; // tokens of a completion
const RESTS = 150; // ms: a pointer that only passes over a token fetches no model

class AttentionHeads extends Widget {
  seen = null; // [layer][head]: how much each token looks at each, once the model has been asked
  pointed = null; // the number of the token that is pointed at

  connectedCallback() {
    const row = this.querySelector(".looks"), { layers, heads, copying, place } = row.dataset;
    const [layer, head] = copying.split(" ")[0].split(".");
    this.typed = h("textarea", { rows: 2, value: this.getAttribute("text"), oninput: () => this.read() });
    this.text = this.typed.value; // whose tokens are shown
    this.layer = Object.assign(choice([...Array(Number(layers)).keys()], () => this.look()), { value: layer });
    this.head = Object.assign(choice([...Array(Number(heads)).keys()], () => this.look()), { value: head });
    this.row = h("fieldset", { className: "tokens looks" });
    this.detail = h("p", { "aria-live": "polite" }, row.nextElementSibling.textContent);
    this.told = h("div", { className: "columns" });
    this.replaceChildren(
      this.heading, labelled("A text", this.typed),
      h("div", { className: "controls" }, labelled("layer", this.layer), labelled("head", this.head)),
      this.row, this.detail, switches(layers, heads, copying.split(" ")),
      button("Complete with and without them", () => this.tellBoth()), this.told, this.bar, this.status,
    );
    const tokens = [...row.querySelectorAll(".token")];
    this.showTokens(tokens.map(({ dataset }) => dataset.text), Number(place));
    this.shade(tokens.map(({ style }) => style.getPropertyValue("--share")));
  }

  /** Ask the model where the tokens of the text look; one of them is chosen. */
  read(chosen) {
    const text = this.typed.value;
    return this.withModel(async ({ model, tokenizer }) => {
      const ids = [tokenizer.end, ...tokenizer.encode(text)], seen = await model.attention(ids);
      if (text !== this.typed.value) return; // it has been edited meanwhile
      this.seen = seen;
      const others = text !== this.text || chosen === undefined;
      if (others) this.showTokens(ids.map((id) => pieceOf(id, tokenizer)), ids.length - 1);
      this.text = text;
      this.look();
    });
  }

  showTokens(pieces, chosen) {
    Object.assign(this, { pieces, pointed: null });
    const chips = pieces.map((piece, i) => {
      const radio = h("input", { type: "radio", name: "looking", checked: i === chosen, onchange: () => this.choose() });
      const hover = { onmouseenter: () => this.point(i), onmouseleave: () => this.point(null) };
      return h("label", { className: "token", ...hover }, radio, h("b", {}, piece));
    });
    this.row.replaceChildren(h("legend", {}, "Where does a token look? Choose one, or point at it."), ...chips);
  }

  /** A token is pointed at, or none any more: then `place` is null, which is no reason to fetch the model. */
  async point(place) {
    this.pointed = place;
    if (!this.seen) await pause(RESTS);
    if (this.pointed === place && (this.seen || place !== null)) await this.look();
  }

  /** Another one is chosen, though the pointer may still lie where it was. */
  choose() {
    this.pointed = null;
    return this.look();
  }

  /** Show where the token looks that is pointed at, or else the chosen one. */
  look() {
    const chosen = [...this.row.querySelectorAll("input")].findIndex(({ checked }) => checked);
    return this.seen ? this.show(this.pointed ?? chosen) : this.read(chosen);
  }

  show(place) {
    const layer = this.layer.value, head = this.head.value, T = this.pieces.length;
    const shares = this.seen[layer][head].slice(place * T, (place + 1) * T);
    const best = [...shares.keys()].sort((a, b) => shares[b] - shares[a]).slice(0, SAID);
    const looks = best.filter((i) => shares[i] >= 0.01).map((i) => `${this.pieces[i]} (${percent(shares[i])})`);
    this.detail.textContent = `Layer ${layer}, head ${head}: ${this.pieces[place]} looks at ${looks.join(", ")}.`;
    this.shade(shares);
  }

  shade(shares) {
    this.row.querySelectorAll(".token").forEach((token, i) => token.style.setProperty("--share", shares[i]));
  }

  /** How the text goes on, with every head and without those that are switched off. */
  tellBoth() {
    const off = [...this.querySelectorAll(".heads :checked")].map(({ value }) => value.split(".").map(Number));
    const asked = [this.typed.value, { temperature: 0, max_tokens: LENGTH }];
    const ways = { "all heads": asked, "without those switched off": [...asked, off] };
    return this.tell(this.told, ways, "Both texts are told.");
  }
}

/** A box for each head; those that copy are checked. */
function switches(layers, heads, copying) {
  const box = (name) => {
    const input = h("input", { type: "checkbox", value: name, checked: copying.includes(name) });
    return h("label", { className: copying.includes(name) ? "copies" : "" }, input, name);
  };
  const rows = Array.from({ length: layers }, (_, layer) => (
    h("div", {}, ...Array.from({ length: heads }, (_, head) => box(`${layer}.${head}`)))
  ));
  const legend = `Switched off, layer.head (those that copy: ${copying.join(" and ")})`;
  return h("fieldset", { className: "options heads" }, h("legend", {}, legend), ...rows);
}

customElements.define("attention-heads", AttentionHeads);
