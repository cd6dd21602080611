/**
 * <sampling-sliders text="Odette was">: what temperature, top-k and top-p make of a distribution, and three texts that
 * are told with them.
 *
 * The model is asked once for each text; moving a slider only runs the sampler.
 */

import { distribution, top } from "../sampler.js";
import { candidatesIn } from "./candidates.js";
import { button, h, labelled, percent, samples, visible, Widget } from "./widget.js";

const SAMPLES = [
  "Once upon a time, there was a princess named Odette. Odette was",
  "A long time ago, there were",
  "A long time ago, there were three princesses in a distant kingdom:",
];
const ALL = 51; // the place of top_k that stands for no limit
const SLIDERS = {
  temperature: { min: 0, max: 2, step: 0.05, value: 1 },
  top_k: { min: 1, max: ALL, step: 1, value: ALL },
  top_p: { min: 0.05, max: 1, step: 0.05, value: 1 },
};
const SHOWN = 10;
const SEEDS = [1, 2, 3];
const LENGTH = 40;

class SamplingSliders extends Widget {
  logits = null; // of the text, once the model has been asked

  connectedCallback() {
    const first = candidatesIn(this).map((candidate) => ({ ...candidate, before: candidate.probability }));
    const sliders = Object.entries(SLIDERS).map(([name, range]) => this.slider(name, range));
    this.typed = h("textarea", { rows: 2, value: this.getAttribute("text"), oninput: () => this.ask() });
    this.list = h("ol", { className: "candidates" });
    this.left = h("p", {});
    this.told = h("div", { className: "columns" });
    this.replaceChildren(
      this.heading,
      h("div", { className: "controls" }, labelled("A text", this.typed), samples(SAMPLES, (text) => this.take(text))),
      h("div", { className: "controls" }, ...sliders), this.list, this.left,
      button(`Tell with the seeds ${SEEDS.join(", ")}`, () => this.tellAll()), this.told, this.bar, this.status,
    );
    this.list.replaceChildren(...first.map(row));
  }

  slider(name, range) {
    const value = h("span", {}, this.shown(name, range.value));
    const move = ({ target }) => {
      value.textContent = target.ariaValueText = this.shown(name, target.valueAsNumber);
      return this.logits ? this.show() : this.ask();
    };
    const input = h("input", { type: "range", name, ...range, ariaValueText: value.textContent, oninput: move });
    return labelled(h("span", {}, `${name} `, value), input);
  }

  shown(name, value) {
    return name === "top_k" ? (value === ALL ? "all" : String(value)) : value.toFixed(2);
  }

  get settings() {
    const names = Object.keys(SLIDERS);
    const [temperature, top_k, top_p] = names.map((name) => this.querySelector(`[name=${name}]`).valueAsNumber);
    return { temperature, top_k: top_k === ALL ? null : top_k, top_p };
  }

  take(text) {
    this.typed.value = text;
    return this.ask();
  }

  /** Ask the model what follows the text. */
  ask() {
    const text = this.typed.value;
    this.logits = null; // those of another text
    return this.withModel(async ({ model, tokenizer }) => {
      const logits = await model.logits([tokenizer.end, ...tokenizer.encode(text)]);
      if (text !== this.typed.value) return; // it has been edited meanwhile
      Object.assign(this, { logits, tokenizer });
      this.show();
    });
  }

  show() {
    const before = distribution(this.logits), after = distribution(this.logits, this.settings);
    const rows = top(before, SHOWN).map(([id]) => (
      row({ text: this.tokenizer.tokenText(id), before: before[id], probability: after[id] })
    ));
    this.list.replaceChildren(...rows);
    const left = after.filter((probability) => probability > 0).length, all = after.length;
    this.left.textContent = `${left.toLocaleString("en")} of ${all.toLocaleString("en")} tokens can be chosen.`;
  }

  /** A text for each seed. */
  tellAll() {
    const text = this.typed.value, settings = { ...this.settings, max_tokens: LENGTH };
    const ways = SEEDS.map((seed) => [`Seed ${seed}`, [text, { ...settings, seed }]]);
    return this.tell(this.told, Object.fromEntries(ways), "All texts are told.");
  }
}

/** A token with its share before and after. */
function row({ text, before, probability }) {
  const bar = h("span", { className: "share" });
  bar.style.setProperty("--share", probability);
  bar.style.setProperty("--before", before);
  const name = h("span", { className: "piece" }, visible(text));
  const share = probability ? percent(probability) : "excluded";
  return h("li", { className: probability ? "" : "excluded" }, name, bar, h("span", {}, share, h("small", {}, ` before ${percent(before)}`)));
}

customElements.define("sampling-sliders", SamplingSliders);
