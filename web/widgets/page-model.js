/**
 * The model of this page: one worker for all of its widgets, which is started, and the weights fetched, when the first
 * of them asks. The tokenizer, which is small, can be had alone.
 *
 * On the site the folders `web` and `pretrained` lie side by side. Nothing here knows of elements.
 */

import { download } from "../download.js";
import { UserError } from "../errors.js";
import { RemoteModel } from "../remote.js";
import { Tokenizer } from "../tokenizer.js";

const PRETRAINED = new URL("../../pretrained/", import.meta.url);

const listeners = new Set(); // to how much of the weights is here
const loadOnce = once(start);

/** The model; `onProgress` is called with the share of the weights that is here. Throws UserError. */
export async function pageModel(onProgress) {
  listeners.add(onProgress);
  try {
    return await loadOnce();
  } finally {
    listeners.delete(onProgress);
  }
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

async function start() {
  const worker = new Worker(new URL("../worker.js", import.meta.url), { type: "module" });
  const model = new RemoteModel(worker);
  const broken = new Promise((_, reject) => {
    worker.onerror = () => reject(new UserError("the model cannot run here: use a browser of 2023 or newer"));
  });
  const progress = (share) => listeners.forEach((hear) => hear(share));
  try {
    await Promise.race([model.load(new URL("base/", PRETRAINED), progress), broken]);
    return model;
  } catch (error) {
    worker.terminate();
    throw error;
  }
}
