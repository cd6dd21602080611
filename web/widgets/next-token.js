/**
 * <next-token text="Once upon a">: what comes next? The most probable tokens, one of which the reader appends, or the
 * lot, again and again.
 *
 * It is the loop of the chapter *The next token*: the model gives scores, the sampler makes probabilities of them, a
 * token is chosen and appended. Only the scores come from the worker.
 */

import { choose, distribution, top, uniform } from "../sampler.js";
import { candidateList, candidatesIn } from "./candidates.js";
import { button, choice, h, labelled, pause, percent, samples, visible, Widget } from "./widget.js";

const SAMPLES = [
  "Once upon a",
  "A long time ago, there were",
  "A long time ago, there were three princesses in a distant kingdom:",
  "Once upon a time, there was a princess named",
];
const SHOWN = 8;
const PACE = 90; // ms for each token, so that eyes can follow
const CHOICES = { // and their temperatures
  "by lot, carefully": 0.6,
  "by lot": 1,
  "always the most probable": 0,
};

class NextToken extends Widget {
  chosen = []; // {id, text, probability}, appended to what was typed
  questions = 0; // how many were asked, so that late answers to old ones are not shown
  answered = 0; // the question that the list answers; null once a token has been appended since
  running = null; // {seed, begins}: the run that goes on

  connectedCallback() {
    const first = candidatesIn(this);
    this.typed = h("textarea", { rows: 2, value: this.getAttribute("text"), oninput: () => this.begin() });
    this.how = choice(Object.keys(CHOICES));
    this.said = h("p", { className: "told", onkeydown: (event) => this.walk(event) });
    this.list = candidateList((candidate) => this.take(candidate));
    this.undoButton = button("Undo", () => this.undo());
    this.runButton = button("Let it run", () => (this.running ? this.stop() : this.run()));
    this.replaceChildren(
      this.heading,
      h("div", { className: "controls" }, labelled("A text", this.typed), samples(SAMPLES, (text) => this.begin(text))),
      this.said, this.list,
      h("div", { className: "controls" }, labelled("Choose", this.how), this.runButton, this.undoButton),
      this.bar, this.status,
    );
    this.showText();
    this.list.show(first);
  }

  /** Another text from which to go on. */
  begin(text = this.typed.value) {
    this.stop();
    this.typed.value = text;
    this.chosen = [];
    return this.look("");
  }

  take(candidate) {
    this.stop();
    if (this.answered !== this.questions) return this.look(""); // the list is of another text
    this.chosen.push(candidate);
    return this.look(`Chosen: ${visible(candidate.text)}, ${percent(candidate.probability)}`);
  }

  undo() {
    if (!this.chosen.length) return null;
    this.stop();
    return this.look(`Taken back: ${visible(this.chosen.pop().text)}`);
  }

  /** Show the text, and what may follow it. */
  look(news) {
    const question = ++this.questions;
    this.showText();
    return this.withModel(async (page) => {
      await this.ask(page, question);
      this.say(news);
    });
  }

  /** Show what comes next, and return its logits; nothing, if something else has been asked meanwhile. */
  async ask({ model, tokenizer }, question) {
    const ids = [tokenizer.end, ...tokenizer.encode(this.typed.value), ...this.chosen.map(({ id }) => id)];
    const logits = await model.logits(ids);
    if (question !== this.questions) return null;
    this.answered = question;
    const best = top(distribution(logits), SHOWN);
    this.list.show(best.map(([id, probability]) => ({ id, text: tokenizer.tokenText(id), probability })));
    return logits;
  }

  /** Choose and append, until the story ends or the reader does something else. */
  async run() {
    const run = { seed: crypto.getRandomValues(new Uint32Array(1))[0], begins: this.chosen.length };
    this.setRunning(run);
    await this.withModel(async (page) => {
      while (this.running === run) await Promise.all([this.step(page, run), pause(PACE)]);
      if (this.answered === null) await this.ask(page, ++this.questions);
    });
    if (this.running === run) this.setRunning(null); // something went wrong, and has been said
  }

  async step(page, run) {
    const logits = await this.ask(page, ++this.questions);
    if (!logits || this.running !== run) return;
    const temperature = CHOICES[this.how.value], u = uniform(run.seed, this.chosen.length);
    const id = choose(distribution(logits, { temperature }), u);
    this.chosen.push({ id, text: page.tokenizer.tokenText(id), probability: distribution(logits)[id] });
    this.answered = null;
    this.showText();
    if (id === page.tokenizer.end) this.stop();
  }

  stop() {
    const appended = this.running ? this.chosen.slice(this.running.begins) : [];
    if (appended.length) {
      const { text, probability } = appended.reduce((one, other) => (other.probability < one.probability ? other : one));
      this.say(`Appended: ${appended.length} tokens, the least probable ${visible(text)}, ${percent(probability)}`);
    }
    this.setRunning(null);
  }

  setRunning(run) {
    this.running = run;
    this.runButton.textContent = run ? "Stop" : "Let it run";
  }

  showText() {
    const pieces = this.chosen.map((each, i) => {
      const text = each.text === "<|endoftext|>" ? " ∎\n\n" : each.text, title = percent(each.probability);
      const tabIndex = i === this.chosen.length - 1 ? 0 : -1; // Tab comes to the last, arrow keys to the others
      const piece = h("span", { title, tabIndex, onfocus: () => this.tellOf(each) }, text);
      piece.style.setProperty("--surprise", Math.min(-Math.log2(each.probability) / 10, 1));
      return piece;
    });
    this.said.hidden = !pieces.length; // else it would say again what stands in the field
    this.said.replaceChildren(h("strong", {}, this.typed.value), ...pieces);
    this.undoButton.ariaDisabled = String(!this.chosen.length); // `disabled` would take the focus away
  }

  /** How probable a token was that has been chosen: who taps it, or comes to it by keys, has no mouse for its title. */
  tellOf({ text, probability }) {
    this.stop();
    this.say(`${visible(text)} had ${percent(probability)}`);
  }

  /** From a chosen token to the one before or after it. */
  walk({ key, target }) {
    const step = { ArrowLeft: "previousElementSibling", ArrowRight: "nextElementSibling" }[key];
    target[step]?.focus(); // the first neighbour is what was given, which takes no focus
  }
}

customElements.define("next-token", NextToken);
