// What a reader sees of a page: an expression that test_without_scripts.py evaluates where the page's own scripts do not run.
() => {
  const OPENED_LATER = "details:not([open]), .dropdown-menu, dialog"; // by the reader
  const ELSEWHERE = ".quiz-answers, [role=status], .not-loaded"; // on paper, once a script runs, or once it could not
  const MENU = ".dropdown"; // opens while it has the focus

  const seen = (element) => {
    const { width, height } = element.getBoundingClientRect();
    return element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && width > 1 && height > 1;
  };
  const main = document.querySelector("article") ?? document.querySelector("main");
  const find = (selector, within = main) => [...within.querySelectorAll(selector)];
  const told = (element) => element.textContent.trim() || element.alt;
  const named = (elements) => elements.map((element) => element.outerHTML.slice(0, 100));
  const texts = (elements) => elements.map((element) => element.innerText.trim()).join(" ");

  function live(element) {
    const [title, ...rest] = [...element.children].filter(seen);
    const isHint = ({ localName }) => localName === "noscript";
    const still = texts(rest.filter((each) => !isHint(each)));
    return { name: element.localName, title: texts(title ? [title] : []), still, hint: texts(rest.filter(isHint)) };
  }

  function answer(details) {
    const [why] = find("p", details), before = seen(why);
    details.querySelector("summary").click();
    return { before, after: seen(why), why: why.innerText };
  }

  return {
    hidden: named(find("h1, h2, h3, p, li, pre, legend, summary, dt, dd, th, td, img")
      .filter((each) => told(each) && !seen(each) && !each.closest(OPENED_LATER) && !each.closest(ELSEWHERE))),
    empty: named(find("table, figure, article, section, ol, ul, .cell_output")
      .filter((each) => !told(each) && !each.querySelector("img, svg"))),
    dead: named(find("button", document).filter((each) => seen(each) && !each.closest(MENU))),
    characters: main.innerText.length,
    wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    accent: getComputedStyle(document.body).getPropertyValue("--accent"),
    ways: find("a[href]", document).filter((link) => seen(link) && /\/\d\d-[\w-]+\.html$/.test(link.href)).length,
    lives: find("*").filter(({ localName }) => localName.includes("-")).map(live),
    questions: find(".quiz fieldset").map((question) => find("details", question).map(answer)),
  };
}
