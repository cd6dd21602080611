/**
 * A page with one model and one prompt: compare.html?who=ours&tokens=128. What was measured is left in `measured`:
 * milliseconds from the beginning of the navigation to the first token, and tokens per second once all is warm.
 *
 * A contender is a function that loads its model and returns another: (prompt, count, onToken), which calls onToken
 * with each id, the most probable one each time. All run on one thread.
 */

const MODEL = "base", PROMPT = "A long time ago, there were three princesses in a distant kingdom:";
const MODULES = "/node_modules/", ORT = `${MODULES}onnxruntime-web/dist/`;

// Sixty-four bytes at a time, combined by an instruction that takes hardly any time; the result is stored, or a browser
// might leave all of it out.
const READ = { $r0: "v128", $r1: "v128", $r2: "v128", $r3: "v128" };
const lines = (text) => [0, 1, 2, 3].map(text).join("\n");
const READING = `
(loop
  ${lines((n) => `(local.set $r${n} (v128.and (local.get $r${n}) (v128.load ${16 * n} (local.get $i))))`)}
  (local.set $i (i32.add (local.get $i) (i32.const 64)))
  (br_if 0 (i32.lt_u (local.get $i) (local.get $end))))
${lines((n) => `(f32.store ${64 + 4 * n} (local.get $end) (f32x4.extract_lane 0 (local.get $r${n})))`)}`;

const contenders = {
  /** As on the pages of the book: in a worker. */
  async ours() {
    const { RemoteModel } = await import("/web/remote.js");
    const model = new RemoteModel(new Worker("/web/worker.js", { type: "module" }));
    await model.load(new URL(`/pretrained/${MODEL}/`, location));
    return async (prompt, count, onToken) => {
      for await (const { token } of model.complete(prompt, { temperature: 0, max_tokens: count })) {
        if (token !== undefined) onToken(token);
      }
    };
  },

  /** Of ours the products of matrices alone, which read each weight once for a token: our limit. */
  async products() {
    const { load } = await import("/web/model.js");
    const { engine } = await load(new URL(`/pretrained/${MODEL}/`, location).href);
    const { h, gate, logits } = engine.buffers;
    h.rows = gate.rows = 1;
    const layers = engine.layers.flatMap(({ q, k, v, out, gate, up, down }) => [q, k, v, out, gate, up, down]);
    return async (prompt, count, onToken) => {
      for (let i = 0; i < count; i++) {
        for (const each of [engine.embed, ...layers]) engine.multiply(each.columns === h.columns ? h : gate, each, logits);
        onToken();
      }
    };
  },

  /** The bytes of the weights, read from beginning to end and used for nothing: the limit of any engine. */
  async reading() {
    const { assemble } = await import("/web/assemble.js");
    const weights = await (await fetch(`/pretrained/${MODEL}/model.safetensors`)).arrayBuffer();
    const end = weights.byteLength - (weights.byteLength % 64);
    const memory = new WebAssembly.Memory({ initial: Math.ceil(weights.byteLength / 65536) + 1 }); // a page for the result
    new Uint8Array(memory.buffer).set(new Uint8Array(weights));
    const module = new WebAssembly.Module(assemble(["$i", "$end"], READ, READING));
    const { run } = new WebAssembly.Instance(module, { js: { memory } }).exports;
    return async (prompt, count, onToken) => {
      for (let i = 0; i < count; i++) {
        run(0, end);
        onToken();
      }
    };
  },

  async "transformers.js"() {
    const { AutoModelForCausalLM, AutoTokenizer, TextStreamer, env } =
      await import(`${MODULES}@huggingface/transformers/dist/transformers.min.js`);
    Object.assign(env, { allowRemoteModels: false, allowLocalModels: true, localModelPath: "/models/" });
    Object.assign(env.backends.onnx.wasm, { wasmPaths: ORT, numThreads: 1 });
    const how = { dtype: "fp32", device: "wasm" }; // float32 is what is computed with; the file has float16
    const parts = [AutoTokenizer.from_pretrained(MODEL), AutoModelForCausalLM.from_pretrained(MODEL, how)];
    const [tokenizer, model] = await Promise.all(parts);
    return async (prompt, count, onToken) => {
      const hear = { callback_function() {}, token_callback_function: (ids) => ids.forEach((id) => onToken(Number(id))) };
      const streamer = new TextStreamer(tokenizer, { skip_prompt: true, ...hear });
      await model.generate({ ...tokenizer(prompt), max_new_tokens: count, do_sample: false, streamer });
    };
  },

  /** The engine of transformers.js in its smallest package, with our tokenizer and a loop by hand. */
  async "onnxruntime-web"() {
    const modules = [`${ORT}ort.wasm.bundle.min.mjs`, "/web/tokenizer.js"];
    const [ort, { Tokenizer }] = await Promise.all(modules.map((name) => import(name)));
    Object.assign(ort.env.wasm, { wasmPaths: ORT, numThreads: 1 });
    const json = async (path) => (await fetch(path)).json();
    const [tokenizer, config, session] = await Promise.all([
      json("/pretrained/tokenizer.json").then((read) => new Tokenizer(read)), json(`/models/${MODEL}/config.json`),
      ort.InferenceSession.create(`/models/${MODEL}/onnx/model.onnx`),
    ]);
    const caches = session.inputNames.filter((name) => name.startsWith("past"));
    const empty = () => new ort.Tensor("float32", [], [1, config.num_key_value_heads, 0, config.head_dim]);
    const row = (ids) => new ort.Tensor("int64", BigInt64Array.from(ids, BigInt), [1, ids.length]);
    return async (prompt, count, onToken) => {
      let next = [tokenizer.end, ...tokenizer.encode(prompt)], total = 0;
      let past = Object.fromEntries(caches.map((name) => [name, empty()]));
      for (let i = 0; i < count; i++) {
        total += next.length;
        const out = await session.run({ input_ids: row(next), attention_mask: row(Array(total).fill(1)), ...past });
        const scores = out.logits.data.subarray(-config.vocab_size);
        next = [scores.indexOf(scores.reduce((a, b) => Math.max(a, b)))];
        onToken(next[0]);
        past = Object.fromEntries(caches.map((name) => [name, out[name.replace("past_key_values", "present")]]));
      }
    };
  },
};

async function measure(who, count) {
  const complete = await contenders[who]();
  const first = [], times = [], ids = [];
  await complete(PROMPT, count, () => first.push(performance.now()));
  await complete(PROMPT, count, (id) => (ids.push(id), times.push(performance.now())));
  return { first: first[0], speed: (1000 * (times.length - 1)) / (times.at(-1) - times[0]), ids };
}

const asked = new URLSearchParams(location.search);
const problem = (error) => ({ error: String(error.stack ?? error) });
window.measured = await measure(asked.get("who"), Number(asked.get("tokens"))).catch(problem);
