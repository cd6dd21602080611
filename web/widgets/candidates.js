/** The most probable tokens as a list, a bar for each, which may be chosen. */

import { h, percent, visible } from "./widget.js";

/** A list to show {id, text, probability} in, with `show(candidates)`; `choose` is given the one that is clicked. */
export function candidateList(choose) {
  const list = h("ol", { className: "candidates" });
  list.show = (candidates) => {
    const focused = [...list.children].findIndex((item) => item.contains(document.activeElement));
    list.replaceChildren(...candidates.map((candidate) => h("li", {}, candidateButton(candidate, choose))));
    list.children[focused]?.firstChild.focus(); // whoever uses keys stays in place
  };
  return list;
}

function candidateButton({ id, text, probability }, choose) {
  const bar = h("span", { className: "share" });
  bar.style.setProperty("--share", probability);
  const parts = [h("span", { className: "piece" }, visible(text)), bar, h("span", {}, percent(probability))];
  return h("button", { type: "button", onclick: () => choose({ id, text, probability }) }, ...parts);
}

/** The candidates that the page shows without scripts: `<li data-id="5" data-text=" time" data-probability="0.9">`. */
export function candidatesIn(element) {
  return [...element.querySelectorAll("li")].map(({ dataset: { id, text, probability } }) => (
    { id: Number(id), text, probability: Number(probability) }
  ));
}
