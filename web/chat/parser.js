/**
 * The parser: token ids back to messages, one token at a time.
 *
 *     parse(render([{ role: "user", content: "Hi" }], tokenizer).ids, tokenizer);
 *     // [{role: "user", content: "Hi", calls: [], answers: null}]
 *
 * That is the same as feeding it token by token. It says at once what has become certain, and takes nothing back:
 *
 *     {start: role, answers}    a turn begins; the role "tools" is that of a declaration, which is no message
 *     {text}                    some more content of the turn
 *     {call}                    a call in it
 *     {message}                 the turn is over
 *
 * The twin of `nexttoken/chat/parser.py`, where it is explained what becomes of tokens that no template would write: a
 * model can write any row of tokens, and none throws an error.
 *
 * What this file does not do: end an answer (`answer.js`).
 */

import { CallText } from "./calls.js";

export const HEADERS = ["tools", "system", "developer", "user", "assistant"]; // that of a tool comes with a number

/** The messages that token ids stand for. Throws UserError for an id that is not in the vocabulary. */
export function parse(ids, tokenizer) {
  const parser = new Parser(tokenizer);
  const events = [...ids.flatMap((id) => parser.push(id)), ...parser.finish()];
  return events.filter((event) => "message" in event).map(({ message }) => message);
}

/** A turn that is being read. */
export class Turn {
  content = "";
  calls = [];

  constructor(role, answers = null, canCall = false) {
    Object.assign(this, { role, answers, canCall });
  }

  message() {
    const { role, content, calls, answers } = this;
    return { role, content: calls.length && !content ? null : content, calls: [...calls], answers };
  }
}

/** Takes tokens and returns events, in lists. */
export class Parser {
  call = null; // text that may be a call
  number = null; // text that may be the number of a result
  results = new Map(); // that number, for each call made just before -> the same as a number, null once it is there

  /**
   * `answering`: read what follows a prompt, the header of which began the assistant's turn. All of it is the model's,
   * so no result in it is a tool's.
   */
  constructor(tokenizer, answering = false) {
    this.tokenizer = tokenizer;
    this.control = new Map([...tokenizer.control].map(([name, id]) => [id, name.slice(2, -2)]));
    this.decoder = new TextDecoder("utf-8", { ignoreBOM: true });
    this.answering = answering;
    this.turn = answering ? new Turn("assistant", null, true) : null;
  }

  /** Take a token, and return the events that have become certain. */
  push(token) {
    const name = this.control.get(token);
    if (name === undefined) {
      return this.read(this.decoder.decode(this.tokenizer.decodeBytes([token]), { stream: true }));
    }
    const events = this.settle(name);
    if (name === "call" && this.turn?.canCall) this.call = new CallText();
    else if (name === "end") events.push(...this.end());
    else if (["tool", "endoftext", ...HEADERS].includes(name)) events.push(...this.cut());
    if (name === "tool") this.number = "";
    return HEADERS.includes(name) ? [...events, ...this.begin(name, null, name === "assistant")] : events;
  }

  /** No more tokens will come: return the last events. */
  finish() {
    return [...this.settle(null), ...this.cut()];
  }

  /** Text, where it stands. */
  read(text) {
    if (this.call) {
      if (!text || this.call.push(text)) return [];
      ({ text } = this.call);
      this.call = null;
    } else if (this.number !== null) {
      this.number += text;
      if (!this.number || this.results.has(this.number)) return [];
      text = this.number;
      this.number = null;
    }
    return this.say(text);
  }

  /** Content. */
  say(text) {
    if (!text) return [];
    const events = this.turn ? [] : this.begin("assistant");
    this.turn.content += text;
    return [...events, { text }];
  }

  /** Decide what the text was that a control token, or null at the end of all, has come after. */
  settle(name) {
    const events = this.read(this.decoder.decode());
    const { call, number } = this;
    this.call = this.number = null;
    if (call) return [...events, ...this.settleCall(call, name)];
    return number === null ? events : [...events, ...this.settleNumber(number, name === "call")];
  }

  settleCall(found, name) {
    const call = name === null ? null : found.call(!["end", "call"].includes(name));
    if (call === null) return this.say(found.text);
    this.turn.calls.push(call);
    return [{ call }];
  }

  settleNumber(number, whole) {
    const answers = whole ? this.results.get(number) ?? null : null;
    if (answers === null) return this.say(number);
    this.results.set(number, null);
    return this.begin("tool", answers);
  }

  begin(role, answers = null, canCall = false) {
    this.turn = new Turn(role, answers, canCall);
    return [{ start: role, answers }];
  }

  /** The turn ends without an `<|end|>`, if there is one. */
  cut() {
    if (this.turn && !this.turn.content && !this.turn.calls.length) this.turn = null;
    return this.end();
  }

  end() {
    const { turn } = this;
    if (!turn) return [];
    this.turn = null;
    if (turn.role !== "tool" && !this.answering) this.results = new Map(turn.calls.map((_, i) => [String(i), i]));
    return turn.role === "tools" ? [] : [{ message: turn.message() }];
  }
}
