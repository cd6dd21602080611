/**
 * Calls as the model writes them, recognised while it writes.
 *
 *     const text = new CallText();
 *     ["wea", 'ther{"', 'city":"Os', 'lo"}'].every((piece) => text.push(piece)); // true: it can still become a call
 *     text.call(); // {name: "weather", arguments: '{"city":"Oslo"}'}
 *     new CallText().push("weather in Oslo"); // false
 *
 * The arguments are kept to the letter. A name alone is a call too, with the arguments `{}`, where it has come to its
 * end: cut off, it may be half a name.
 *
 * The twin of `nexttoken/chat/calls.py`. What this file does not do: know which tools there are.
 */

import { NAME } from "./fields.js";
import { JsonObject } from "./json-object.js";

const NAME_BEGINS = /^[A-Za-z0-9_-]*/;

/** Text that is a call, or may become one. */
export class CallText {
  text = "";
  name = "";
  arguments = null;

  /** Take more text, and return whether all of it, continued in some way, is a call. */
  push(text) {
    this.text += text;
    if (this.arguments === null) {
      const soFar = this.name + text;
      [this.name] = NAME_BEGINS.exec(soFar);
      text = soFar.slice(this.name.length);
      if (!text || !NAME.test(this.name)) return NAME.test(this.name);
      this.arguments = new JsonObject();
    }
    return this.arguments.push(text);
  }

  /** The call that it is by now, or null. To be asked only of what `push` has not refused. */
  call(cutOff = false) {
    if (this.name && (this.arguments?.blank ?? true)) return cutOff ? null : { name: this.name, arguments: "{}" };
    return this.arguments?.whole ? { name: this.name, arguments: this.text.slice(this.name.length) } : null;
  }
}
