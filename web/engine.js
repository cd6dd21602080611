/**
 * The model: one forward pass of a Llama-style decoder, with the keys and values of earlier tokens at hand.
 *
 *     token ids -> embedding -> [ attention + SwiGLU ] x layers -> norm -> logits for the next token
 *
 * The twin of `nexttoken/transformer.py` and `cache.py`, for one text. It remembers the tokens that it ran last: of a
 * text that begins like them it runs only what is new. So to generate, ask for the logits of ever longer texts.
 *
 *     const engine = new Engine(config, readSafetensors(buffer), plain);
 *     engine.logits([2032, 79, 110]);  // Float32Array (V)
 *
 * Whether tokens are run one by one or several together, each number is the sum of the same products in the same order:
 * the logits of a text are the same to the last bit, whatever was asked before.
 *
 * What this file does not do: multiply matrices (`multiply.js`, `simd.js`), read files (`weights.js`), choose tokens
 * (`sampler.js`), watch its heads (`inspection.js`).
 *
 * Shapes: T tokens that are run together, C positions, D hidden size, H heads of K numbers each (D = H * K), F inner
 * size, V vocabulary. D, F, K and C are multiples of 16, V of 4.
 */

import { UserError } from "./errors.js";
import { part } from "./multiply.js";
import { checkShapes, toFloats } from "./weights.js";

const TOGETHER = 16; // tokens of a prompt that are run together, and share each reading of the weights

const MATRICES = {
  q: "self_attn.q_proj", k: "self_attn.k_proj", v: "self_attn.v_proj", out: "self_attn.o_proj",
  gate: "mlp.gate_proj", up: "mlp.up_proj", down: "mlp.down_proj",
};
const NORMS = { attnNorm: "input_layernorm", mlpNorm: "post_attention_layernorm" };

export class Engine {
  /** `config` as in config.json; `tensors` as `readSafetensors` returns them; `products` is `plain` or `simd`. */
  constructor(config, tensors, products) {
    check(config);
    checkShapes(tensors, config);
    this.config = config;
    let size = 0;
    const place = (rows, columns) => {
      size += rows * columns;
      return { at: size - rows * columns, rows, columns, stride: columns };
    };
    this.layers = Array.from({ length: config.num_hidden_layers }, (_, i) => layerOf(tensors, i, config, place));
    this.buffers = buffersOf(config, place);
    this.embed = matrixOf(tensors["model.embed_tokens.weight"]);
    this.norm = vectorOf(tensors["model.norm.weight"]);
    const weights = this.layers.flatMap((layer) => Object.keys(MATRICES).map((name) => layer[name]));
    Object.assign(this, products(size, [this.embed, ...weights])); // memory, multiply
    this.turns = turnsOf(config);
    this.ids = []; // of the tokens whose keys and values are remembered
    this.off = []; // the heads that are switched off: `inspection.js`
    this.onHead = () => {}; // hears of each head, when `scores` say where it looks and `mixed` what it adds
  }

  /** The logits (V) of the token that follows `ids`. They are overwritten by the next call. */
  logits(ids) {
    const known = Math.min(commonStart(ids, this.ids), ids.length - 1); // what comes out of the last one is needed
    this.ids.length = known;
    for (let start = known; start < ids.length; start += TOGETHER) this.run(ids.slice(start, start + TOGETHER), start);
    const { x, h, logits } = this.buffers;
    h.rows = 1;
    rmsNorm(this.memory, part(x, x.rows - 1, 1, 0, x.columns), this.norm, this.config.rms_norm_eps, h);
    this.multiply(h, this.embed, logits); // the embedding, read backwards (tied weights)
    return this.memory.subarray(logits.at, logits.at + logits.columns);
  }

  /** Run tokens at positions `start` and on: afterwards buffer x holds what the model knows after each of them. */
  run(ids, start) {
    const { memory, multiply, config } = this;
    const { x, h, mixed, gate, up } = this.buffers;
    for (const name of ["x", "h", "q", "v", "mixed", "gate", "up", "scores"]) this.buffers[name].rows = ids.length;
    ids.forEach((id, t) => this.look(id, t));
    for (const layer of this.layers) {
      rmsNorm(memory, x, layer.attnNorm, config.rms_norm_eps, h);
      this.attend(layer, start);
      multiply(mixed, layer.out, h);
      add(memory, x, h);
      rmsNorm(memory, x, layer.mlpNorm, config.rms_norm_eps, h);
      multiply(h, layer.gate, gate);
      multiply(h, layer.up, up);
      swiglu(memory, gate, up);
      multiply(gate, layer.down, h);
      add(memory, x, h);
    }
    this.ids.push(...ids);
  }

  /** Buffer x, row t: the vector of token `id`. */
  look(id, t) {
    const { x } = this.buffers, from = id * x.columns, to = x.at + t * x.columns;
    toFloats(this.embed.halves.subarray(from, from + x.columns), this.memory.subarray(to, to + x.columns));
  }

  /** Every token of h looks at itself and at what came before it: h (T, D) -> mixed (T, D). */
  attend(layer, start) {
    const { memory, multiply, config } = this;
    const { h, q, v, scores, mixed } = this.buffers;
    const T = h.rows, H = config.num_attention_heads, K = h.columns / H;
    const k = part(layer.keys, start, T, 0, h.columns);
    multiply(h, layer.q, q);
    multiply(h, layer.k, k);
    multiply(h, layer.v, v);
    rotate(memory, q, start, this.turns);
    rotate(memory, k, start, this.turns);
    transposeInto(memory, v, layer.values, start);
    scores.columns = Math.ceil((start + T) / 16) * 16; // S; the zeros beyond the last token change no sum
    for (let head = 0; head < H; head++) {
      multiply(part(q, 0, T, head * K, K), part(layer.keys, 0, scores.columns, head * K, K), scores); // (T, S)
      softmaxOfSeen(memory, scores, start, K ** -0.5);
      multiply(scores, part(layer.values, head * K, K, 0, scores.columns), part(mixed, 0, T, head * K, K)); // (T, K)
      this.onHead(layer, head, start);
    }
  }
}

/** Throw UserError for a model that this file cannot run. */
function check(config) {
  const sizes = { hidden_size: 16, intermediate_size: 16, head_dim: 16, max_position_embeddings: 16, vocab_size: 4 };
  if (config.model_type !== "llama") {
    throw new UserError(`config.json: model_type is ${config.model_type}; the engine runs models of type llama`);
  }
  for (const [name, unit] of Object.entries(sizes)) {
    if (config[name] % unit === 0) continue;
    throw new UserError(`config.json: ${name} is ${config[name]}; the engine needs a multiple of ${unit}`);
  }
}

/** A layer's weights, and where its keys and values will be remembered, for every position. */
function layerOf(tensors, i, { hidden_size: D, max_position_embeddings: C }, place) {
  const all = (names, make) => {
    const named = ([name, llama]) => [name, make(tensors[`model.layers.${i}.${llama}.weight`])];
    return Object.fromEntries(Object.entries(names).map(named));
  };
  return { ...all(MATRICES, matrixOf), ...all(NORMS, vectorOf), keys: place(C, D), values: place(D, C) }; // transposed
}

/** A matrix of weights, which `products` will find a place for. */
function matrixOf({ shape: [rows, columns], halves }) {
  return { rows, columns, stride: columns, halves };
}

function vectorOf({ halves }) {
  const numbers = new Float32Array(halves.length);
  toFloats(halves, numbers);
  return numbers;
}

/** Where the numbers go that tokens on their way through the model are made of. */
function buffersOf({ hidden_size: D, intermediate_size: F, max_position_embeddings: C, vocab_size: V }, place) {
  const tokens = (columns) => place(TOGETHER, columns);
  return {
    x: tokens(D), h: tokens(D), q: tokens(D), v: tokens(D), mixed: tokens(D), gate: tokens(F), up: tokens(F),
    scores: tokens(C), logits: place(1, V),
  };
}

/** How many tokens two texts have in common before they differ. */
function commonStart(one, other) {
  const differ = one.findIndex((id, i) => id !== other[i]);
  return differ < 0 ? one.length : differ;
}

/** x += y. */
function add(memory, x, y) {
  for (let i = 0; i < x.rows * x.columns; i++) memory[x.at + i] += memory[y.at + i];
}

/** Scale each row of x to a root mean square of 1, then each of its numbers by `weight`, into `out`. */
function rmsNorm(memory, x, weight, eps, out) {
  for (let t = 0; t < x.rows; t++) {
    const from = x.at + t * x.stride, to = out.at + t * out.stride;
    let squares = 0;
    for (let i = 0; i < x.columns; i++) squares += memory[from + i] ** 2;
    const scale = 1 / Math.sqrt(squares / x.columns + eps);
    for (let i = 0; i < x.columns; i++) memory[to + i] = memory[from + i] * scale * weight[i];
  }
}

/** Cosines and sines (C, K/2) of the angles by which each position turns each pair of numbers. */
function turnsOf({ head_dim: K, rope_theta, max_position_embeddings: C }) {
  const pairs = K / 2;
  const frequency = (i) => Math.fround(rope_theta ** Math.fround(-i / pairs)); // float32, as in Python
  const angles = Float64Array.from({ length: C * pairs }, (_, n) => Math.floor(n / pairs) * frequency(n % pairs));
  return { pairs, cos: Float32Array.from(angles, Math.cos), sin: Float32Array.from(angles, Math.sin) };
}

/** Turn the pairs (i, i + K/2) of every head of x (T, D) by the angle of their token's position. */
function rotate(memory, x, start, { pairs, cos, sin }) {
  for (let t = 0; t < x.rows; t++) {
    for (let head = x.at + t * x.stride; head < x.at + t * x.stride + x.columns; head += 2 * pairs) {
      for (let i = 0; i < pairs; i++) {
        const a = memory[head + i], b = memory[head + pairs + i], turn = (start + t) * pairs + i;
        memory[head + i] = a * cos[turn] - b * sin[turn];
        memory[head + pairs + i] = a * sin[turn] + b * cos[turn];
      }
    }
  }
}

/** Write the rows of x (T, D) as columns `start` and on of `out` (D, C). */
function transposeInto(memory, x, out, start) {
  for (let t = 0; t < x.rows; t++) {
    for (let i = 0; i < x.columns; i++) memory[out.at + i * out.stride + start + t] = memory[x.at + t * x.stride + i];
  }
}

/** Scores (T, S) to how much token `start` + t looks at each token: softmax of what it can see, nothing beyond. */
function softmaxOfSeen(memory, scores, start, scale) {
  for (let t = 0; t < scores.rows; t++) {
    const first = scores.at + t * scores.stride, end = first + start + t + 1;
    let max = -Infinity, sum = 0;
    for (let i = first; i < end; i++) max = Math.max(max, memory[i]);
    for (let i = first; i < end; i++) sum += memory[i] = Math.exp((memory[i] - max) * scale);
    for (let i = first; i < end; i++) memory[i] /= sum;
    memory.fill(0, end, first + scores.columns);
  }
}

/** The per-token network: a gate decides, number by number, how much of `up` passes. It becomes gate (T, F). */
function swiglu(memory, gate, up) {
  for (let i = 0; i < gate.rows * gate.columns; i++) {
    const g = memory[gate.at + i];
    memory[gate.at + i] = (g / (1 + Math.exp(-g))) * memory[up.at + i];
  }
}
