/**
 * Choosing a token: scores for every token -> probabilities -> one token.
 *
 *     logits -> + bias -> - penalties -> / temperature -> softmax -> top-k -> top-p -> choice
 *
 * in this order, each step a function of its own. The twin of `nexttoken/sampling.py`, and the same random numbers: one
 * depends on a seed and a position alone, and is made of 32-bit integers, so Python and JavaScript draw the same.
 *
 *     choose(distribution([2, 1, 0, -1], { temperature: 0.5, top_k: 2 }), uniform(7, 0)); // 0
 *
 * Unlike in Python, a step changes the numbers that it is given: thousands of new numbers for each step of each token
 * would keep the garbage collector busy. Only `distribution` leaves its logits as they were.
 *
 * What this file does not do: run the model (`engine.js`) or loop (`generation.js`).
 */

/** Add `bias`, an object {token id: what to add}, to logits (V): -100 forbids a token, +100 forces it. */
export function addBias(logits, bias) {
  for (const token in bias) logits[token] += bias[token];
}

/** Take points off the tokens chosen before; counts (V) says how often each one was. The formula is OpenAI's. */
export function penalise(logits, counts, frequencyPenalty, presencePenalty) {
  for (let i = 0; i < logits.length; i++) {
    if (counts[i]) logits[i] -= frequencyPenalty * counts[i] + presencePenalty;
  }
}

/** Below 1 the differences between logits grow, above 1 they shrink. */
function applyTemperature(logits, temperature) {
  divide(logits, Math.max(temperature, 1e-6)); // less would be no different, and could overflow
}

/** Numbers to probabilities; the maximum is taken away so that exp cannot overflow. */
function softmax(numbers) {
  const max = numbers[best(numbers)];
  for (let i = 0; i < numbers.length; i++) numbers[i] = Math.exp(numbers[i] - max);
  divide(numbers, sum(numbers));
}

/** Only the `k` most probable tokens, and those that tie with the last of them, scaled to a sum of 1. */
function keepTopK(probabilities, k) {
  if (k < probabilities.length) keep(probabilities, ranked(probabilities)[k - 1]);
}

/** The fewest of the most probable tokens that hold a share `p` together, and ties, scaled to a sum of 1. */
function keepTopP(probabilities, p) {
  const descending = ranked(probabilities), all = sum(descending);
  let held = 0;
  keep(probabilities, descending.find((probability) => (held += probability) >= p * all));
}

function ranked(probabilities) {
  return probabilities.slice().sort().reverse();
}

/** What is at least `threshold`, scaled to a sum of 1; the rest becomes 0. */
function keep(probabilities, threshold) {
  for (let i = 0; i < probabilities.length; i++) if (probabilities[i] < threshold) probabilities[i] = 0;
  divide(probabilities, sum(probabilities));
}

/** Logits (V) to the probabilities (V) by which a token is drawn. Temperature 0: the best one has it all. */
export function distribution(logits, { temperature = 1, top_k = null, top_p = 1 } = {}) {
  const numbers = new Float64Array(logits);
  if (temperature === 0) {
    const winner = best(numbers);
    numbers.fill(0)[winner] = 1;
    return numbers;
  }
  applyTemperature(numbers, temperature);
  softmax(numbers);
  if (top_k !== null) keepTopK(numbers, top_k);
  if (top_p < 1) keepTopP(numbers, top_p);
  return numbers;
}

/** Lay the probabilities end to end, in the order of their ids, and take the token in which `u` (0 <= u < 1) falls. */
export function choose(probabilities, u) {
  const target = u * sum(probabilities);
  let token = 0;
  for (let end = probabilities[0]; end <= target; end += probabilities[token]) token++;
  return token;
}

/** The `k` most probable tokens as [id, probability], the most probable first. */
export function top(probabilities, k = 10) {
  const ids = Array.from(probabilities.keys()).sort((a, b) => probabilities[b] - probabilities[a]); // ties by id
  return ids.slice(0, k).map((id) => [id, probabilities[id]]);
}

/** The id of the highest number, the first of equals. */
function best(numbers) {
  let winner = 0;
  for (let i = 1; i < numbers.length; i++) if (numbers[i] > numbers[winner]) winner = i;
  return winner;
}

function sum(numbers) {
  let all = 0;
  for (let i = 0; i < numbers.length; i++) all += numbers[i];
  return all;
}

function divide(numbers, divisor) {
  for (let i = 0; i < numbers.length; i++) numbers[i] /= divisor;
}

/** Scramble a 32-bit number: "lowbias32" of Chris Wellons' hash-prospector. */
function mix(x) {
  x = Math.imul(x ^ (x >>> 16), 0x7feb352d);
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b);
  return x ^ (x >>> 16);
}

/** The random number (0 <= u < 1) for a seed, of which the lowest 32 bits count, and a position (0, 1, 2, ...). */
export function uniform(seed, position) {
  return (mix(mix((seed | 0) + 0x9e3779b9) + position) >>> 0) / 2 ** 32;
}
