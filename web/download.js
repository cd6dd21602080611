/** Fetching a file while telling how far it is. */

import { UserError } from "./errors.js";

/** The bytes (ArrayBuffer) at `url`. `onBytes(n)` is called whenever n more have arrived. */
export async function download(url, onBytes = () => {}) {
  try {
    const response = await fetch(url);
    if (!response.ok) throw new Error(`the server answers ${response.status}`);
    const chunks = [];
    for (const reader = response.body.getReader(); ; ) {
      const { done, value } = await reader.read();
      if (done) return await new Blob(chunks).arrayBuffer();
      chunks.push(value);
      onBytes(value.length);
    }
  } catch (error) {
    throw new UserError(`cannot load ${url} (${error.message}): check the connection and try again`);
  }
}
