/**
 * An answer: what the model writes after `<|assistant|>`, read while it writes.
 *
 *     const answer = new Answer(tokenizer);
 *     for await (const { token } of model.complete(renderPrompt(messages, tokenizer), settings)) {
 *       for (const { text, call } of answer.push(token)) page.append(text ?? call.name);
 *     }
 *     answer.finish("stop", tokenizer.control.get("<|end|>"));
 *     answer.message; // {role: "assistant", content: "Hm.", calls: [{name: "clock", arguments: "{}"}], answers: null}
 *     answer.finishReason; // "tool_calls"
 *
 * An answer ends at the first token that ends the assistant's turn. What comes after it is not read: the user's next
 * question, or the tool's result, that a model goes on to invent is nobody's.
 *
 * The twin of `nexttoken/chat/answer.py`. What this file does not do: run the model, or the tools.
 */

import { CertainText } from "../stopping.js";
import { HEADERS, Parser, Turn } from "./parser.js";

const utf8 = new TextEncoder();

/** The tokens that end an answer: all structure but `<|call|>`. */
export function stopTokens(tokenizer) {
  return ["end", "endoftext", "tool", ...HEADERS].map((name) => tokenizer.control.get(`<|${name}|>`));
}

/**
 * One answer; `push` and `finish` return what has become certain, a list of {text} and {call}.
 *
 * content, calls: what has been said until now. finishReason: null while it grows; then "length" where it was cut off,
 * else "tool_calls" if it has calls, else "stop". stop: strings; the content ends before the first that appears.
 */
export class Answer {
  finishReason = null;
  said = new Turn("assistant");

  constructor(tokenizer, stop = []) {
    this.parser = new Parser(tokenizer, true);
    this.ends = stopTokens(tokenizer);
    this.cut = tokenizer.end;
    this.certain = new CertainText(stop);
  }

  get content() {
    return this.said.content;
  }

  get calls() {
    return this.said.calls;
  }

  get message() {
    return this.said.message();
  }

  /** Take a token. After the end of the answer nothing is taken. */
  push(token) {
    if (this.finishReason) return [];
    return this.ends.includes(token) ? this.finish("stop", token) : this.take(this.parser.push(token));
  }

  /**
   * No more tokens will come, because of "length", or because the answer has ended: "stop". `endedBy`: the token that
   * ended it, where that is known. Only after `<|end|>` is a name alone a call.
   */
  finish(reason, endedBy = null) {
    if (this.finishReason) return [];
    const end = this.ends.includes(endedBy) ? endedBy : this.cut; // else it makes no name whole
    const last = reason === "stop" ? this.parser.push(end) : this.parser.finish();
    return [...this.sayAll(last), ...this.end(reason)];
  }

  take(events) {
    const taken = this.sayAll(events);
    return this.certain.stopped ? [...taken, ...this.end("stop")] : taken;
  }

  sayAll(events) {
    const taken = [];
    for (const event of events) {
      if ("text" in event) taken.push(...this.say(event.text));
      if (!("call" in event)) continue;
      this.calls.push(event.call);
      taken.push(event);
    }
    return taken;
  }

  say(text, final = false) {
    if (this.certain.stops.length) text = this.certain.push(utf8.encode(text), final);
    this.said.content += text;
    return text ? [{ text }] : [];
  }

  end(reason) {
    if (this.finishReason) return [];
    this.finishReason = this.calls.length && reason === "stop" ? "tool_calls" : reason;
    return this.say("", true);
  }
}
