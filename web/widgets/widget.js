/**
 * What all widgets have in common: a line that says what goes on, a bar while the model is fetched, and what is shown
 * in their place where scripts do not run, which is their content when they begin.
 */

import { pageModel, pageTokenizer } from "./page-model.js";

/** An element: h("button", { type: "button", onclick }, "Undo"). Names with a dash are attributes. */
export function h(name, properties = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key.includes("-")) element.setAttribute(key, value);
    else element[key] = value;
  }
  element.append(...children);
  return element;
}

export function button(text, onclick) {
  return h("button", { type: "button", onclick }, text);
}

/** A control with its name before it; the name may be an element. */
export function labelled(name, control) {
  control.id = `control-${controls++}`;
  return h("div", { className: "field" }, h("label", { htmlFor: control.id }, name), control);
}

let controls = 0; // of this page

/** A list from which one is chosen. */
export function choice(names, onchange) {
  return h("select", { onchange }, ...names.map((name) => h("option", {}, name)));
}

/** Texts to choose from, and what to do with the one that is chosen. */
export function samples(texts, choose) {
  const select = choice(["choose …", ...texts], () => select.selectedIndex && choose(select.value));
  select.onblur = () => (select.selectedIndex = 0); // or the same one could not be taken again
  return labelled("or take", select);
}

/** A token's text as it can be seen: spaces and line breaks have signs, and the mark for the end has a name. */
export function visible(text) {
  const seen = text.replaceAll(" ", "␣").replaceAll("\n", "↵").replaceAll("\t", "⇥");
  return text === "<|endoftext|>" ? "the end" : seen;
}

/** What a token stands for, to look at; where that is no whole character, its bytes. */
export function pieceOf(id, tokenizer) {
  const text = tokenizer.tokenText(id);
  return text.includes("\ufffd") ? bytesOf(id, tokenizer) : visible(text);
}

export function bytesOf(id, tokenizer) {
  return Array.from(tokenizer.tokens[id], (byte) => byte.toString(16).padStart(2, "0")).join(" ");
}

export function percent(probability) {
  return `${(100 * probability).toFixed(1)} %`;
}

export function pause(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

export class Widget extends HTMLElement {
  modelName = "base";
  heading = this.querySelector(".title");
  status = this.querySelector("[role=status]") ?? h("p", { role: "status" });
  bar = h("progress", { max: 1, hidden: true, "aria-label": "how much of the model is here" });

  /** Run a task with {model, tokenizer}; what goes wrong is said. The model is fetched first, if it is not here. */
  async withModel(task) {
    try {
      const page = { model: await pageModel(this.modelName, (share) => this.progress(share)), tokenizer: await pageTokenizer() };
      this.say("");
      this.bar.hidden = true;
      await task(page);
    } catch (error) {
      this.say(error.message);
      this.bar.hidden = true;
    }
  }

  /** Texts at a place, one after the other: {name: what `complete` is asked}; until it is asked again. */
  tell(place, ways, done) {
    const told = Object.keys(ways).map((name) => h("p", { className: "told" }, h("strong", {}, name)));
    place.replaceChildren(...told);
    return this.withModel(async ({ model }) => {
      for (const [i, asked] of Object.values(ways).entries()) {
        for await (const { text } of model.complete(...asked)) {
          if (!told[i].isConnected) return;
          told[i].append(h("span", {}, text));
        }
      }
      this.say(done);
    });
  }

  progress(share) {
    if (this.bar.hidden) this.say("The model is on its way, once for all pages."); // once: a screen reader says it
    this.bar.hidden = false;
    this.bar.value = share;
  }

  say(text) {
    this.status.textContent = text;
  }
}
