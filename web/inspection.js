/**
 * Watching a model at work: what its attention heads look at, and what it says without some of them.
 *
 *     attention(engine, ids)[1][0]        of head 0 in layer 1: a Float32Array (T, T), from each token to each token
 *     switchOff(engine, [[1, 0], [1, 2]]) as if these heads, [layer, head], were not there, until others are named
 *
 * The twin of `nexttoken/inspection.py`. What this file does not do: say what a head is *for*.
 */

/** How much each token of `ids` looks at each one before it, for each layer and head. */
export function attention(engine, ids) {
  const { onHead, config: { num_attention_heads: H } } = engine, T = ids.length;
  const seen = engine.layers.map(() => Array.from({ length: H }, () => new Float32Array(T * T)));
  engine.ids.length = 0; // all of them are to be run
  engine.onHead = (layer, head, start) => {
    onHead(layer, head, start);
    copyShares(engine, seen[engine.layers.indexOf(layer)][head], start, T);
  };
  engine.logits(ids);
  engine.onHead = onHead;
  return seen;
}

/** The shares of tokens `start` and on, row by row; beyond themselves they see nothing. */
function copyShares({ memory, buffers: { scores } }, shares, start, T) {
  for (let t = 0; t < scores.rows; t++) {
    const from = scores.at + t * scores.stride;
    shares.set(memory.subarray(from, from + start + t + 1), (start + t) * T);
  }
}

/** Let these heads add nothing: what they say is multiplied by 0. */
export function switchOff(engine, heads) {
  const off = heads.map(([layer, head]) => `${layer}.${head}`);
  if (String(off) === String(engine.off)) return; // what is remembered holds
  engine.ids.length = 0;
  engine.off = off;
  engine.onHead = (layer, head) => {
    if (off.includes(`${engine.layers.indexOf(layer)}.${head}`)) silence(engine, head);
  };
}

/** What the head says to the tokens that are run now. */
function silence({ memory, config: { head_dim }, buffers: { mixed } }, head) {
  for (let t = 0; t < mixed.rows; t++) {
    const from = mixed.at + t * mixed.stride + head * head_dim;
    memory.fill(0, from, from + head_dim);
  }
}
