/**
 * A small assembler: one function in WebAssembly's text format, to the bytes of a module that browsers run.
 *
 *     assemble(["$a", "$b"], {}, "(local.set $a (i32.add (local.get $a) (local.get $b)))");  // Uint8Array
 *
 * A browser reads WebAssembly as bytes: opcodes, each after what it works on. The text format names the opcodes and
 * nests them like function calls, so all that is to do is to turn each call inside out and look up the names.
 *
 * What this file does not do: more than one function, instructions that we do not use.
 *
 * Source: the WebAssembly specification, "Binary Format".
 */

const OPCODES = {
  "loop": [0x03], "br_if": [0x0d], "local.get": [0x20], "local.set": [0x21], "f32.store": [0x38], "i32.const": [0x41],
  "i32.lt_u": [0x49], "i32.add": [0x6a], "i32.sub": [0x6b], "f32.add": [0x92], "v128.load": [0xfd, 0x00],
  "v128.load16x4_s": [0xfd, 0x03], "i32x4.splat": [0xfd, 0x11], "f32x4.extract_lane": [0xfd, 0x1f],
  "v128.and": [0xfd, 0x4e], "i32x4.shl": [0xfd, 0xab, 0x01], "f32x4.add": [0xfd, 0xe4, 0x01],
  "f32x4.mul": [0xfd, 0xe6, 0x01],
};
const TYPES = { i32: 0x7f, v128: 0x7b };
const NOTHING = 0x40, END = 0x0b;
const TYPE = 1, IMPORT = 2, FUNCTION = 3, EXPORT = 7, CODE = 10; // sections

/** The module: it imports `memory` from `js` and exports `run`, a function of i32s without a result. */
export function assemble(parameters, locals, text) {
  const names = [...parameters, ...Object.keys(locals)];
  const declared = Object.values(locals).map((type) => [1, TYPES[type]]);
  const body = [...list(declared), ...parse(text).flatMap((call) => bytesOf(call, names)), END];
  return Uint8Array.from([
    ...utf8("\0asm"), 1, 0, 0, 0,
    ...section(TYPE, [0x60, ...list(parameters.map(() => [TYPES.i32])), ...list([])]),
    ...section(IMPORT, [...name("js"), ...name("memory"), 2, 0, 0]),
    ...section(FUNCTION, [0]),
    ...section(EXPORT, [...name("run"), 0, 0]),
    ...section(CODE, [...number(body.length), ...body]),
  ]);
}

/** "(a b (c d))" -> [["a", "b", ["c", "d"]]] */
function parse(text) {
  const stack = [[]];
  for (const symbol of text.match(/[()]|[^\s()]+/g)) {
    if (symbol === "(") stack.push([]);
    else if (symbol === ")") stack.at(-2).push(stack.pop());
    else stack.at(-1).push(symbol);
  }
  return stack[0];
}

/** A call inside out: first what it works on, then its opcode, then its constants. */
function bytesOf([opcode, ...rest], names) {
  const operands = rest.filter(Array.isArray).flatMap((call) => bytesOf(call, names));
  if (opcode === "loop") return [...OPCODES.loop, NOTHING, ...operands, END];
  const constants = rest.filter((symbol) => typeof symbol === "string");
  const numbers = constants.map((symbol) => (symbol.startsWith("$") ? names.indexOf(symbol) : Number(symbol)));
  const alignment = /load|store/.test(opcode) ? [0] : []; // nothing is promised
  return [...operands, ...OPCODES[opcode], ...alignment, ...numbers.flatMap(opcode === "i32.const" ? signed : number)];
}

const section = (id, content) => [id, ...number(content.length + 1), 1, ...content]; // 1: one entry
const list = (entries) => [...number(entries.length), ...entries.flat()];
const utf8 = (text) => [...new TextEncoder().encode(text)];
const name = (text) => list(utf8(text).map((byte) => [byte]));

/** A whole number from 0 on in as many bytes as it needs, 7 bits in each, the lowest first. */
function number(n) {
  return n < 128 ? [n] : [(n & 127) | 128, ...number(n >> 7)];
}

/** The same for numbers below 0, too: the highest of the last 7 bits is the sign. */
function signed(n) {
  return n >= -64 && n < 64 ? [n & 127] : [(n & 127) | 128, ...signed(n >> 7)];
}
