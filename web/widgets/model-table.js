/**
 * <model-table>: the table of models that stands in it, to search, filter and sort.
 *
 * Nothing is fetched: what can be chosen, and what rows are sorted by, is read off the cells.
 */

import { choice, h, labelled, Widget } from "./widget.js";

const ANY = "any";
const CHOSEN_FROM = ["Developer", "Chat", "Responses", "Tools", "Logprobs", "Roles"];
const collator = new Intl.Collator("en", { numeric: true });

class ModelTable extends Widget {
  connectedCallback() {
    this.rows = [...this.querySelectorAll("tbody tr")];
    this.heads = [...this.querySelectorAll("thead th")];
    this.search = h("input", { type: "search", oninput: () => this.look() });
    this.filters = CHOSEN_FROM.map((title) => this.filter(title));
    this.heads.forEach((head, column) => this.makeSortable(head, column));
    const fields = this.filters.map(({ title, select }) => labelled(title, select));
    const controls = h("div", { className: "controls" }, labelled("Search", this.search), ...fields);
    this.heading.after(controls, this.status); // how many there are is said before the table
    this.look();
  }

  /** One of the columns, and what its cells may have to say. */
  filter(title) {
    const column = this.heads.findIndex((head) => head.textContent === title);
    const found = new Set(this.rows.flatMap((row) => words(row.cells[column])));
    const select = choice([ANY, ...[...found].filter(Boolean).sort(collator.compare)], () => this.look());
    return { title, column, select };
  }

  /** Show the rows that fit, and say how many. */
  look() {
    const wanted = this.search.value.toLowerCase().split(/\s+/);
    const filters = this.filters.filter(({ select }) => select.value !== ANY);
    for (const row of this.rows) {
      const found = wanted.every((word) => row.textContent.toLowerCase().includes(word));
      row.hidden = !found || !filters.every(({ column, select }) => words(row.cells[column]).includes(select.value));
    }
    const shown = this.rows.filter((row) => !row.hidden).length;
    this.say(`${shown} of ${this.rows.length} models${shown ? "" : ": take back a filter, or a word of the search"}`);
  }

  makeSortable(head, column) {
    const sort = h("button", { type: "button", onclick: () => this.sort(column) }, ...head.childNodes);
    head.replaceChildren(sort);
  }

  /** Sort by a column; if that is how it is sorted, the other way round. */
  sort(column) {
    const head = this.heads[column], sign = head.getAttribute("aria-sort") === "ascending" ? -1 : 1;
    this.heads.forEach((each) => each.removeAttribute("aria-sort"));
    head.setAttribute("aria-sort", sign > 0 ? "ascending" : "descending");
    const order = (a, b) => sign * collator.compare(key(a.cells[column]), key(b.cells[column]));
    this.querySelector("tbody").append(...this.rows.toSorted(order));
  }
}

function words(cell) {
  return cell.textContent.split(", ");
}

function key(cell) {
  return cell.querySelector("data")?.value ?? cell.textContent;
}

customElements.define("model-table", ModelTable);
