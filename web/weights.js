/**
 * Weights on disk: `model.safetensors`, as `nexttoken.weights` writes it, with the names and layouts of Llama.
 *
 *     8 bytes: n | n bytes: JSON, {name: {dtype, shape, data_offsets}} | the numbers, float16, each matrix (out, in)
 *
 * What this file does not do: read other kinds of numbers than float16, infinities and NaN among them.
 */

import { UserError } from "./errors.js";

/** The file's content (ArrayBuffer) as {name: {shape, halves}}; `halves` are the 16 bits of each number. */
export function readSafetensors(buffer) {
  try {
    const length = Number(new DataView(buffer).getBigUint64(0, true));
    const header = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 8, length)));
    delete header.__metadata__;
    const halves = ([start, end]) => new Uint16Array(buffer, 8 + length + start, (end - start) / 2);
    const tensor = ({ shape, data_offsets }) => ({ shape, halves: halves(data_offsets) });
    return Object.fromEntries(Object.entries(header).map(([name, entry]) => [name, tensor(entry)]));
  } catch (error) {
    throw new UserError(`model.safetensors is damaged (${error.message}): load it again`);
  }
}

/** The value of each of the 65,536 float16, in the order of their bits: 1 for the sign, 5 for the exponent, 10. */
function valuesOfHalves() {
  return Float32Array.from({ length: 65536 }, (_, half) => {
    const [exponent, fraction] = [(half >> 10) & 31, half & 1023];
    const size = exponent ? 2 ** (exponent - 25) * (1024 + fraction) : 2 ** -24 * fraction;
    return half >> 15 ? -size : size;
  });
}

const VALUES = valuesOfHalves();

/** Write the numbers whose bits are `halves` into `floats`, a Float32Array of the same length. */
export function toFloats(halves, floats) {
  for (let i = 0; i < halves.length; i++) floats[i] = VALUES[halves[i]];
}

/** The shape of each tensor of a model with this config.json: {name: [rows, columns] or [length]}. */
function shapes({ vocab_size: V, hidden_size: D, intermediate_size: F, num_hidden_layers }) {
  const layer = {
    "input_layernorm": [D], "self_attn.q_proj": [D, D], "self_attn.k_proj": [D, D], "self_attn.v_proj": [D, D],
    "self_attn.o_proj": [D, D], "post_attention_layernorm": [D], "mlp.gate_proj": [F, D], "mlp.up_proj": [F, D],
    "mlp.down_proj": [D, F],
  };
  const all = { "model.embed_tokens.weight": [V, D], "model.norm.weight": [D] };
  for (let i = 0; i < num_hidden_layers; i++) {
    for (const name in layer) all[`model.layers.${i}.${name}.weight`] = layer[name];
  }
  return all;
}

/** How many bytes the numbers of all tensors take in the file. */
export function bytesOfWeights(config) {
  const lengths = Object.values(shapes(config)).map((shape) => shape.reduce((a, b) => a * b));
  return 2 * lengths.reduce((a, b) => a + b);
}

/** A file of another model can have every name and still the wrong sizes. */
export function checkShapes(tensors, config) {
  for (const [name, shape] of Object.entries(shapes(config))) {
    const found = String(tensors[name]?.shape ?? "missing");
    if (found !== String(shape)) {
      throw new UserError(`model.safetensors: ${name} is ${found}, config.json asks for ${shape}: load both again`);
    }
  }
}
