/**
 * Text that is certain: bytes come in token by token, text goes out as soon as nothing can take it back.
 *
 * Two things make text uncertain. A character can be spread over several tokens, so its first bytes wait for the rest.
 * And what looks like the beginning of a stop string waits until it is one (it is cut off) or is not (it goes out):
 *
 *     const certain = new CertainText(["THE END"]);
 *     ["so ", "THE", " cat. ", "THE", " END of"].map((piece) => certain.push(new TextEncoder().encode(piece)));
 *     // ["so ", "", "THE cat. ", "", ""], and certain.stopped is true
 *
 * The twin of `nexttoken/stopping.py`.
 */

export class CertainText {
  /** `stops`: the text is cut before the first of these strings to be complete. */
  constructor(stops = []) {
    this.stops = stops;
    this.stopped = false;
    this.decoder = new TextDecoder("utf-8", { ignoreBOM: true });
    this.held = "";
  }

  /** Take the bytes of a token and return the text that is certain by now. `final`: no more will come. */
  push(bytes, final = false) {
    if (this.stopped) return "";
    const text = this.held + this.decoder.decode(bytes, { stream: !final });
    const found = this.stops.map((stop) => ({ stop, start: text.indexOf(stop) })).filter(({ start }) => start >= 0);
    if (found.length) {
      this.stopped = true;
      return text.slice(0, firstComplete(found));
    }
    const hold = final ? 0 : Math.max(0, ...this.stops.map((stop) => overlap(text, stop)));
    this.held = text.slice(text.length - hold);
    return text.slice(0, text.length - hold);
  }
}

/** Where the stop string starts that is complete first; of two that are, the longer one. */
function firstComplete(found) {
  const end = ({ stop, start }) => start + stop.length;
  return found.reduce((a, b) => (end(a) - end(b) || a.start - b.start) <= 0 ? a : b).start;
}

/** How many characters at the end of `text` are also the beginning of `stop`. */
function overlap(text, stop) {
  let n = Math.min(text.length, stop.length - 1);
  while (!text.endsWith(stop.slice(0, n))) n--;
  return n;
}
