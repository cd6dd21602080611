/**
 * The product of matrices in WebAssembly, several times as fast as in plain JavaScript (`multiply.js`).
 *
 * It has words for what JavaScript has none for: SIMD, single instruction, multiple data. Each of `sum0` to `sum3`
 * holds four sums, to which an instruction adds four products; at the end of a row all are added up.
 *
 * What then limits it is in the end reading: a token needs every weight once, and the caches that are nearest to a core
 * are too small for them (`make bench-browser` prints how many bytes a second that is, and how many could be read).
 * So they are read strictly one after the other, which a processor foresees, and stay the float16 that they are in the
 * file, half as many bytes. They become float32 when they are multiplied: a shift puts exponent and fraction where
 * float32 has them, a mask clears the copies of the sign that the shift left between, and since float32 counts its
 * exponents from 127 and float16 from 15, a product with 2 ** 112 sets them right.
 */

import { assemble } from "./assemble.js";
import { count } from "./multiply.js";

// sizes, strides and places are in bytes, `rows` and `tokens` are counts
const PARAMETERS = ["$w", "$wStride", "$rows", "$x", "$xStride", "$tokens", "$size", "$out", "$outStride"];
const LOCALS = {
  $xRow: "i32", $outRow: "i32", $left: "i32", $i: "i32", $end: "i32", $j: "i32",
  $sum0: "v128", $sum1: "v128", $sum2: "v128", $sum3: "v128", $mask: "v128", $scale: "v128",
};

const get = (name) => `(local.get ${name})`;
const set = (name, value) => `(local.set ${name} ${value})`;
const increase = (name, by) => set(name, `(i32.add ${get(name)} ${by})`);
const decrease = (name) => set(name, `(i32.sub ${get(name)} (i32.const 1))`);
const again = (condition) => `(br_if 0 ${condition})`; // to the beginning of the loop
const four = (number) => `(i32x4.splat (i32.const ${number}))`;
const add = (a, b) => `(f32x4.add ${a} ${b})`;
const lane = (i) => `(f32x4.extract_lane ${i} ${get("$sum0")})`;
const each = (text) => [0, 1, 2, 3].map(text).join("\n");

const floats = (n) => `(v128.load ${16 * n} ${get("$j")})`;
const bits = (n) => `(i32x4.shl (v128.load16x4_s ${8 * n} ${get("$j")}) (i32.const 13))`;
const halves = (n) => `(f32x4.mul (v128.and ${bits(n)} ${get("$mask")}) ${get("$scale")})`;

/** `load(n)`: how to read four weights, the n-th four at j; `bytes`: how many a weight has. */
const multiplication = (load, bytes) => `
${set("$mask", four(0x8fffe000 | 0))}
${set("$scale", four((112 + 127) << 23))}
(loop
  ${set("$xRow", get("$x"))}
  ${set("$outRow", get("$out"))}
  ${set("$left", get("$tokens"))}
  (loop
    ${each((n) => set(`$sum${n}`, four(0)))}
    ${set("$i", get("$xRow"))}
    ${set("$end", `(i32.add ${get("$xRow")} ${get("$size")})`)}
    ${set("$j", get("$w"))}
    (loop
      ${each((n) => set(`$sum${n}`, add(get(`$sum${n}`), `(f32x4.mul (v128.load ${16 * n} ${get("$i")}) ${load(n)})`)))}
      ${increase("$i", "(i32.const 64)")}
      ${increase("$j", `(i32.const ${16 * bytes})`)}
      ${again(`(i32.lt_u ${get("$i")} ${get("$end")})`)})
    ${set("$sum0", add(add(get("$sum0"), get("$sum1")), add(get("$sum2"), get("$sum3"))))}
    (f32.store 0 ${get("$outRow")} (f32.add (f32.add ${lane(0)} ${lane(1)}) (f32.add ${lane(2)} ${lane(3)})))
    ${increase("$xRow", get("$xStride"))}
    ${increase("$outRow", get("$outStride"))}
    ${decrease("$left")}
    ${again(get("$left"))})
  ${increase("$w", get("$wStride"))}
  ${increase("$out", "(i32.const 4)")}
  ${decrease("$rows")}
  ${again(get("$rows"))})`;

const FLOATS = assemble(PARAMETERS, LOCALS, multiplication(floats, 4));
const HALVES = assemble(PARAMETERS, LOCALS, multiplication(halves, 2));
const PAGE = 65536; // bytes

/** Whether this browser can run it; if not, there is `plain`. */
export function simdWorks() {
  return globalThis.WebAssembly?.validate(HALVES) ?? false;
}

/** The same as `plain(size, tensors)`; tensors, which have `halves`, are multiplied as such. */
export function simd(size, tensors) {
  const memory = new WebAssembly.Memory({ initial: Math.ceil((4 * size + 2 * count(tensors)) / PAGE) });
  let end = 2 * size; // in numbers of two bytes
  for (const tensor of tensors) {
    tensor.at = end;
    end += tensor.halves.length;
    const copy = new Uint16Array(memory.buffer, 2 * tensor.at, tensor.halves.length);
    copy.set(tensor.halves);
    tensor.halves = copy;
  }
  const start = (bytes) => new WebAssembly.Instance(new WebAssembly.Module(bytes), { js: { memory } }).exports.run;
  const runFloats = start(FLOATS), runHalves = start(HALVES);

  function multiply(x, weights, out) {
    const bytes = weights.halves ? 2 : 4, run = weights.halves ? runHalves : runFloats;
    run(bytes * weights.at, bytes * weights.stride, weights.rows, 4 * x.at, 4 * x.stride, x.rows, 4 * x.columns,
      4 * out.at, 4 * out.stride);
  }

  return { memory: new Float32Array(memory.buffer), multiply };
}
