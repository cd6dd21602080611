/**
 * The models of this page: for each one worker, for all of its widgets, which is started, and the weights fetched, when
 * the first of them asks. The tokenizer, which is small, can be had alone.
 *
 * On the site the folders `web` and `pretrained` lie side by side. Nothing here knows of elements.
 */

import { download } from "../download.js";
import { RemoteModel } from "../remote.js";
import { Tokenizer } from "../tokenizer.js";

const PRETRAINED = new URL("../../pretrained/", import.meta.url);

const models = { base: shared("base"), chat: shared("chat") };

/** The model of that name; `onProgress` is called with the share of its weights that is here. Throws UserError. */
export async function pageModel(name, onProgress) {
  const { load, listeners } = models[name];
  listeners.add(onProgress);
  try {
    return await load();
  } finally {
    listeners.delete(onProgress);
  }
}

/** A model for all who ask, and who of them listens to how much of it is here. */
function shared(name) {
  const listeners = new Set();
  return { listeners, load: once(() => start(name, (share) => listeners.forEach((hear) => hear(share)))) };
}

/** The tokenizer of all models. */
export const pageTokenizer = once(async () => {
  const bytes = await download(new URL("tokenizer.json", PRETRAINED));
  return new Tokenizer(JSON.parse(new TextDecoder().decode(bytes)));
});

/** Do it when first asked, and again only if that failed. */
function once(task) {
  let result;
  return () => (result ??= task().catch((error) => ((result = undefined), Promise.reject(error))));
}

async function start(name, progress) {
  const worker = new Worker(new URL("../worker.js", import.meta.url), { type: "module" });
  const model = new RemoteModel(worker);
  worker.onerror = () => model.fail("the model cannot run here: check the connection, or use a browser of 2023 or newer");
  try {
    await model.load(new URL(`${name}/`, PRETRAINED), progress);
    return model;
  } catch (error) {
    worker.terminate();
    throw error;
  }
}
