/**
 * Byte-level byte-pair encoding (BPE): text to token ids and back, by the `tokenizer.json` that Python learned.
 *
 * Text is cut into words, a word is a row of UTF-8 bytes, and merges are applied to it in the order in which they were
 * learned. Ids 0 to 255 are the bytes themselves, then come the merges in order: of two merges the one that was learned
 * first has the smaller id. The last ids are control tokens, to which no text encodes.
 *
 *     const tokenizer = new Tokenizer(JSON.parse(textOfTokenizerJson));
 *     tokenizer.decode(tokenizer.encode("a tail")); // "a tail"
 *
 * The twin of `nexttoken/tokenizer.py`. What this file does not do: learn merges, or read tokenizers other than ours.
 */

import { UserError } from "./errors.js";

const utf8 = new TextEncoder();
const NOTHING = new Uint8Array();

export class Tokenizer {
  /** `data`: the content of tokenizer.json. */
  constructor(data) {
    const ids = new Map(Object.entries(data.model.vocab)); // spelling -> id
    this.vocabSize = ids.size;
    this.control = new Map(data.added_tokens.map(({ content, id }) => [content, id]));
    this.end = this.control.get("<|endoftext|>");
    this.tokens = new Array(ids.size); // the bytes of each id; a control token stands for none
    // the file spells each byte as a character, whose id is the byte
    for (const [spelling, id] of ids) this.tokens[id] = Uint8Array.from(spelling, (character) => ids.get(character));
    for (const id of this.control.values()) this.tokens[id] = NOTHING;
    this.findWords = new RegExp(data.pre_tokenizer.pretokenizers[0].pattern.Regex, "gu");
    this.merges = new Map(); // a pair of ids, as one number -> the id of the two merged
    for (const [left, right] of data.model.merges.map((line) => line.split(" "))) {
      this.merges.set(this.pair(ids.get(left), ids.get(right)), ids.get(left + right));
    }
  }

  pair(left, right) {
    return left * this.vocabSize + right;
  }

  /** The ids of `text`; never a control id. Throws UserError where `text` has half of a surrogate pair. */
  encode(text) {
    const half = text.search(/\p{Surrogate}/u);
    if (half >= 0) throw new UserError(`text has half a surrogate pair, at position ${half}: remove or replace it`);
    return this.words(text).flatMap((word) => this.encodeWord(word));
  }

  /** The words of a text, across which nothing is merged. */
  words(text) {
    return text.match(this.findWords) ?? [];
  }

  encodeWord(word) {
    return Array.from(this.mergings(word)).at(-1);
  }

  /** The ids of a word as it grows together: its bytes, and again after each merge. */
  *mergings(word) {
    let ids = Array.from(utf8.encode(word));
    for (let first = 0; first !== Infinity; ids = this.merge(ids, first)) {
      yield ids;
      const merged = ids.slice(1).map((right, i) => this.merges.get(this.pair(ids[i], right)) ?? Infinity);
      first = Math.min(...merged);
    }
  }

  /** `ids` with every pair that merges to `merged`, from the left, made one. */
  merge(ids, merged) {
    const out = ids.slice(0, 1);
    for (const id of ids.slice(1)) {
      if (this.merges.get(this.pair(out.at(-1), id)) === merged) out[out.length - 1] = merged;
      else out.push(id);
    }
    return out;
  }

  /** The bytes that `ids` stand for; a control id stands for none. Throws UserError for an id out of range. */
  decodeBytes(ids) {
    const unknown = ids.find((id) => !(id in this.tokens));
    if (unknown !== undefined) {
      throw new UserError(`token id ${unknown} is not in the vocabulary: use 0 to ${this.vocabSize - 1}`);
    }
    return Uint8Array.from(ids.flatMap((id) => Array.from(this.tokens[id])));
  }

  /** The text that `ids` stand for, with U+FFFD where their bytes are not UTF-8. */
  decode(ids) {
    return new TextDecoder("utf-8", { ignoreBOM: true }).decode(this.decodeBytes(ids)); // a BOM is text, too
  }

  /** A token as text: a control token by its name, bytes that are no whole character as U+FFFD. */
  tokenText(id) {
    const name = [...this.control.keys()].find((name) => this.control.get(name) === id);
    return name ?? this.decode([id]);
  }
}
