/**
 * The page's end of `worker.js`.
 *
 *     const model = new RemoteModel(new Worker(new URL("worker.js", import.meta.url), { type: "module" }));
 *     await model.load(folder, (share) => (bar.value = share));
 *     for await (const { text } of model.complete("Once upon a time", { temperature: 0.8 })) page.append(text);
 *
 * Leaving the loop cancels the completion.
 */

import { UserError } from "./errors.js";

export class RemoteModel {
  /** `port`: a Worker that runs worker.js, or a MessagePort to one. */
  constructor(port) {
    this.port = port;
    this.listeners = new Map(); // id of a request -> what hears its messages
    this.requests = 0;
    port.onmessage = ({ data }) => this.listeners.get(data.id)?.(data);
  }

  /** Load the model in `folder`, an absolute URL, unless one is loaded already. Returns its config, kept in .config. */
  async load(folder, onProgress = () => {}) {
    this.config = await this.result(this.ask({ ask: "load", folder: String(folder) }), onProgress);
    return this.config;
  }

  /** The logits (V) of the token that follows `prompt`, a text or ids. */
  async logits(prompt) {
    return this.result(this.ask({ ask: "logits", prompt }));
  }

  /** How much each token of `prompt` looks at each one before it: [layer][head], a Float32Array (T, T). */
  async attention(prompt) {
    return this.result(this.ask({ ask: "attention", prompt }));
  }

  /** Continue `prompt`: an async generator of {token, text}, which returns what `generation.js` does. `off`: heads. */
  complete(prompt, settings, off) {
    return this.ask({ ask: "complete", prompt, settings, off });
  }

  /** What is asked now will not be answered: whoever waits is told why. */
  fail(error) {
    this.listeners.forEach((hear) => hear({ error }));
  }

  /** Post a request: an async generator of its events, which returns its result or throws its error. */
  async *ask(request) {
    const id = this.requests++, arrived = [];
    let wake;
    this.listeners.set(id, (message) => {
      arrived.push(message);
      wake?.();
    });
    this.port.postMessage({ ...request, id });
    try {
      for (;;) {
        while (!arrived.length) await new Promise((resolve) => (wake = resolve));
        const message = arrived.shift();
        if ("error" in message) throw new UserError(message.error);
        if ("done" in message) return message.done;
        yield message.event;
      }
    } finally {
      this.listeners.delete(id);
      this.port.postMessage({ cancel: id });
    }
  }

  /** What a generator returns in the end; its events go to `onEvent`. */
  async result(events, onEvent) {
    for (;;) {
      const { done, value } = await events.next();
      if (done) return value;
      onEvent(value);
    }
  }
}
