// What a page could do with the model in a worker, and what came of it. Node.js runs it over a MessageChannel:
// node session.mjs URL_OF_THE_FOLDER
import { serve } from "../../web/worker.js";
import { RemoteModel } from "../../web/remote.js";

const PROMPT = "Once upon a time, there was a";
const SETTINGS = { temperature: 0.8, seed: 3, max_tokens: 30 };
const NO_END = { max_tokens: 400, stop_tokens: [] };

export async function session(port, folder) {
  const sent = [], heard = [], shares = [];
  const recording = {
    postMessage: (message) => (sent.push(message), port.postMessage(message)),
    set onmessage(hear) {
      port.onmessage = (event) => (heard.push(event.data), hear(event));
    },
  };
  const model = new RemoteModel(recording);
  const early = await problem(model.logits(PROMPT));
  const missing = await problem(model.load(`${folder}nowhere/`));
  const config = await model.load(folder, (share) => shares.push(share));
  const two = await Promise.all([3, 4].map((seed) => whole(model.complete(PROMPT, { ...SETTINGS, seed }))));
  for await (const { token } of model.complete(PROMPT, { ...NO_END, logit_bias: { [config.eos_token_id]: -100 } })) {
    if (token !== undefined) break;
  }
  const logits = Array.from(await model.logits(PROMPT)); // answered after what was left has ended
  const cancelled = sent.find((message) => message.ask === "complete" && message.settings.max_tokens === 400).id;
  const afterwards = heard.filter((message) => message.id === cancelled);
  const refused = await problem(model.logits(""));
  return { early, missing, config, shares, two, logits, afterwards, refused };
}

async function problem(promise) {
  return promise.then(() => "no problem", (error) => error.message);
}

async function whole(events) {
  let text = "";
  for (;;) {
    const { done, value } = await events.next();
    if (done) return { text, ...value };
    text += value.text;
  }
}

if (globalThis.process) {
  const { port1, port2 } = new MessageChannel();
  serve(port1);
  console.log(JSON.stringify(await session(port2, process.argv[2])));
  process.exit();
}
