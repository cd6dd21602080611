/**
 * Tools: the model asks, functions of the page answer, and so on until the model has its reply.
 *
 *     for await (const { prompt, token, events, answer, conversation } of converse(page, messages, [weather])) { ... }
 *
 * tells what happens while it happens:
 *
 *     {prompt}           the model is asked: these are the ids that it reads
 *     {token, events}    it has said a token, and this has become certain (`answer.js`)
 *     {events, answer}   its answer, an `Answer`, has come to its end
 *     {conversation}     more messages are whole: calls with their results, or the answer
 *
 * The twin of `nexttoken/chat/tools.py`, where the rules are explained by which a conversation goes on and ends,
 * whatever the model asks for. `page` is {model, tokenizer}; a tool is explained in `tool-call.js`.
 *
 * What this file does not do: decide which functions are safe. A model can be talked into any call.
 */

import { Answer, stopTokens } from "./answer.js";
import { FieldError } from "./fields.js";
import { toJson } from "./messages.js";
import { shorten } from "./shorten.js";
import { renderPrompt } from "./template.js";
import { problem, result } from "./tool-call.js";

const ROUNDS = 5; // in which the model may ask for calls
const LONGEST = 120; // tokens of an answer, for which there is always room
const DEFAULTS = { temperature: 0, max_tokens: LONGEST }; // a call is no place for imagination
const LENGTHS = [1000, 300, 100, 30]; // characters of a result: the first of these for which there is room
const NO_ROOM = problem("no room for the result");

/** Let a conversation, messages as `read` returns them, go on to its answer. Without tools there are no calls. */
export async function* converse(page, conversation, tools = [], settings = {}, rounds = tools.length && ROUNDS) {
  for (let round = 0; round < rounds; round++) {
    const answer = yield* ask(page, promptIds(page, conversation, tools), settings);
    if (answer.finishReason !== "tool_calls") {
      yield { conversation: [...conversation, spoken(answer)] };
      return;
    }
    const asking = [...conversation, answer.message], fitting = (whole) => fits(page, whole, tools);
    if (!fitting(withResults(asking, answer.calls.map(() => NO_ROOM)))) break;
    const results = [];
    for (const call of answer.calls) results.push(await result(call, tools));
    conversation = shorterAndShorter(asking, results).find(fitting);
    yield { conversation };
  }
  const silent = { ...settings, logit_bias: { [page.tokenizer.control.get("<|call|>")]: -100 } };
  const answer = yield* ask(page, promptIds(page, conversation, tools), silent);
  yield { conversation: [...conversation, spoken(answer)] };
}

/** Ask the model once: an async generator, which returns an `Answer`. Leaving it stops the model. */
export async function* ask({ model, tokenizer }, prompt, settings = {}) {
  const answer = new Answer(tokenizer), stop_tokens = stopTokens(tokenizer);
  const said = model.complete(prompt, { ...DEFAULTS, ...settings, stop_tokens });
  yield { prompt };
  try {
    for (;;) {
      const { done, value } = await said.next();
      if (done) {
        yield { events: answer.finish(value.finish_reason, value.ended_by), answer };
        return answer;
      }
      const { token } = value; // there is none where only text comes, which `answer` knows already
      if (token !== undefined) yield { token, events: answer.push(token) };
    }
  } finally {
    await said.return();
  }
}

/** The prompt, without the oldest exchanges if need be. Throws FieldError where even the last one is too long. */
export function promptIds({ model, tokenizer }, conversation, tools) {
  const schemas = tools.map(({ schema }) => schema), context = model.config.max_position_embeddings;
  return renderPrompt(shorten(toJson(conversation), tokenizer, context, schemas, LONGEST), tokenizer, schemas);
}

function fits(page, conversation, tools) {
  try {
    return Boolean(promptIds(page, conversation, tools));
  } catch (error) {
    if (error instanceof FieldError) return false;
    throw error;
  }
}

function spoken({ content }) {
  return { role: "assistant", content, calls: [], answers: null };
}

/** The conversation with its results, which take less room each time. */
function shorterAndShorter(asking, results) {
  const shortened = LENGTHS.map((longest) => withResults(asking, results.map((text) => cut(text, longest))));
  return [...shortened, withResults(asking, results.map(() => NO_ROOM))];
}

function withResults(asking, results) {
  return [...asking, ...results.map((content, answers) => ({ role: "tool", content, calls: [], answers }))];
}

function cut(text, longest) {
  const characters = [...text], first = characters.slice(0, longest).join("");
  return characters.length <= longest ? text : `${first}… (${characters.length} characters)`;
}
