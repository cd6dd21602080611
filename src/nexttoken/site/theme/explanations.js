/**
 * Shows what explains a word, the title of its link: below the word under the mouse, on focus, and at a first touch.
 * A second touch follows the link. Escape hides it.
 *
 * Nothing is fetched, for the explanations are in the page (explanations.py). Where no script runs, browsers show the
 * titles themselves.
 */

const MARGIN = 8; // pixels between an explanation and the edge of the window

const tip = document.createElement("div");
let shown = null; // the link whose explanation is seen
let touched = null; // how the last click began: {link that was shown then}, or null if it was no touch

function show(link) {
  hide();
  shown = link;
  tip.textContent = link.dataset.explanation;
  tip.hidden = false;
  link.setAttribute("aria-describedby", tip.id);
  const lines = [...link.getClientRects()], last = lines.at(-1), { clientWidth, clientHeight } = document.documentElement;
  const below = last.bottom + tip.offsetHeight <= clientHeight || lines[0].top < tip.offsetHeight;
  const left = Math.max(MARGIN, Math.min(last.left, clientWidth - tip.offsetWidth - MARGIN));
  tip.style.left = `${left + window.scrollX}px`;
  tip.style.top = `${(below ? last.bottom : lines[0].top - tip.offsetHeight) + window.scrollY}px`;
}

function hide() {
  shown?.removeAttribute("aria-describedby");
  shown = null;
  tip.hidden = true;
}

/** Show what explains the place; else hide, unless it is the explanation itself. */
function look({ target }) {
  const link = target.closest?.("a.explained");
  if (link) link === shown || show(link);
  else if (!tip.contains(target)) hide();
}

function click(event) {
  const link = event.target.closest("a.explained");
  if (!link || !event.detail || !touched || touched.shown === link) return; // detail 0: by keys, whatever came before
  event.preventDefault();
  show(link);
}

function start() {
  for (const link of document.querySelectorAll("a.explained")) {
    link.dataset.explanation = link.title;
    link.removeAttribute("title");
  }
  Object.assign(tip, { id: "explanation", className: "explanation", role: "tooltip", hidden: true });
  document.body.append(tip);
  document.addEventListener("pointerover", (event) => event.pointerType === "mouse" && look(event));
  document.addEventListener("pointerdown", (event) => {
    touched = event.pointerType === "touch" ? { shown } : null;
    if (!event.target.closest("a.explained")) look(event);
  });
  document.addEventListener("focusin", look);
  document.addEventListener("focusout", hide);
  document.addEventListener("click", click);
  document.addEventListener("keydown", (event) => event.key === "Escape" && hide());
}

start();
