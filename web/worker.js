/**
 * The model in a Web Worker, so that the page never waits for it.
 *
 * Requests are answered one after the other, each by events while it is worked on and one last message:
 *
 *     {id, ask: "load", folder}                    -> {id, event: share that is loaded} ... {id, done: config}
 *     {id, ask: "logits", prompt}                  -> {id, done: Float32Array (V)}
 *     {id, ask: "attention", prompt}               -> {id, done: [layer][head], Float32Array (T, T)}
 *     {id, ask: "complete", prompt, settings, off} -> {id, event: {token, text}} ... {id, done: as `generation.js` ends}
 *     {cancel: id}                                 -> {id, done: {finish_reason: "cancelled"}} from a completion
 *     what goes wrong                              -> {id, error: "one line"}
 *
 * A prompt is a text or a list of ids; `off` are heads that are switched off, if any (`inspection.js`). `remote.js` is
 * the page's end of it.
 *
 * What this file does not do: anything to the page.
 */

import { UserError } from "./errors.js";
import { switchOff } from "./inspection.js";
import { load } from "./model.js";

/** Answer what comes through `port`: in a worker its own global scope, elsewhere a MessagePort. */
export function serve(port) {
  const wanted = new Set(); // ids of requests that are not cancelled
  let model, queue = Promise.resolve();

  port.onmessage = ({ data }) => {
    if ("cancel" in data) return wanted.delete(data.cancel);
    wanted.add(data.id);
    queue = queue.then(() => answer(data));
  };

  async function answer(request) {
    const { id, ask } = request;
    try {
      port.postMessage({ id, done: await tasks[ask](request, (event) => port.postMessage({ id, event })) });
    } catch (error) {
      port.postMessage({ id, error: error.message });
    }
    wanted.delete(id);
  }

  function loaded(off = []) {
    if (!model) throw new UserError("no model is loaded: load one first");
    switchOff(model.engine, off);
    return model;
  }

  const tasks = {
    async load({ folder }, send) {
      model ??= await load(folder, send);
      return model.config;
    },
    logits({ prompt }) {
      return loaded().logits(prompt).slice();
    },
    attention({ prompt }) {
      return loaded().attention(prompt);
    },
    async complete({ id, prompt, settings, off }, send) {
      const stream = loaded(off).stream(prompt, settings);
      while (wanted.has(id)) {
        const { done, value } = stream.next();
        if (done) return value;
        send(value);
        await otherMessages();
      }
      return { finish_reason: "cancelled" };
    },
  };
}

/** Let messages that are waiting be heard. Not by setTimeout, which browsers make wait for 4 ms. */
function otherMessages() {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

if (globalThis.WorkerGlobalScope) serve(globalThis);
