/**
 * Matrices, and their product in plain JavaScript: nearly all the time that a model takes is spent here.
 *
 * Every number that the model works with lies in one Float32Array, the memory. A matrix is a place in it: where its
 * first number is (`at`), how many rows and columns it has, and how far apart its rows are (`stride`). So a part of a
 * matrix is a matrix, and nothing is ever copied to take one:
 *
 *     memory   . . . a b c . d e f . . .      {at: 3, rows: 2, columns: 3, stride: 4}
 *
 * `plain(size, tensors)` makes a memory and the product of matrices in it; `simd.js` makes the same, faster.
 *
 * How it is fast, as far as plain JavaScript can be: rows are read from left to right, as memory likes to be read; four
 * of them at a time, so that each number of x is loaded once for four products, and four sums, none of which waits for
 * another. JavaScript has no way to ask for several products in one instruction.
 */

import { toFloats } from "./weights.js";

/** `rows` rows of a matrix from row `row` on, and of each `columns` numbers from `column` on. */
export function part(matrix, row, rows, column, columns) {
  return { at: matrix.at + row * matrix.stride + column, rows, columns, stride: matrix.stride };
}

/** How many numbers the tensors hold together. */
export function count(tensors) {
  return tensors.reduce((sum, { halves }) => sum + halves.length, 0);
}

/**
 * A memory of `size` numbers to work with, followed by the tensors, which are told where they are, and
 * `multiply(x, weights, out)`: out (T, R) = x (T, C) @ weights (R, C) transposed. R is a multiple of 4, C of 16.
 */
export function plain(size, tensors) {
  const memory = new Float32Array(size + count(tensors));
  let end = size;
  for (const tensor of tensors) {
    tensor.at = end;
    end += tensor.halves.length;
    toFloats(tensor.halves, memory.subarray(tensor.at, end));
  }

  function multiply(x, weights, out) {
    for (let row = 0; row < weights.rows; row += 4) {
      const w = weights.at + row * weights.stride;
      for (let t = 0; t < x.rows; t++) {
        multiplyFour(w, weights.stride, x.at + t * x.stride, x.columns, out.at + t * out.stride + row);
      }
    }
  }

  function multiplyFour(w0, stride, x, columns, out) {
    const w1 = w0 + stride, w2 = w1 + stride, w3 = w2 + stride;
    let sum0 = 0, sum1 = 0, sum2 = 0, sum3 = 0;
    for (let i = 0; i < columns; i++) {
      const number = memory[x + i];
      sum0 += number * memory[w0 + i];
      sum1 += number * memory[w1 + i];
      sum2 += number * memory[w2 + i];
      sum3 += number * memory[w3 + i];
    }
    memory[out] = sum0;
    memory[out + 1] = sum1;
    memory[out + 2] = sum2;
    memory[out + 3] = sum3;
  }

  return { memory, multiply };
}
