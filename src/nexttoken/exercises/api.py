"""The checks of assignment IV, on the API: one function for each task, which raises `NotYet`.

Like those of `completion.py` they look at what has to be so whatever the answer is, at what the package makes of the
same input, and at calls whose result is plain to see. They hold no answer; what is worked out on paper they compare
with what is certainly too little, or too much.
"""

import numpy as np

from nexttoken import sampling
from nexttoken.chat import render_prompt
from nexttoken.exercises.expect import call, filled, letter, load, need, numbers, with_own


def bill(given):
    variant, answers = given
    system, user, answer = (variant[name] for name in ("system", "user", "answer"))
    keys = ("read", "written", "cents", "read_in_eight")
    filled(answers, keys, "bill")
    read, written, cents, in_eight = (numbers([answers[key]], 1, f'bill["{key}"]')[0] for key in keys)
    need(abs(written / 4 - round(written / 4)) < 0.01,
         f"written is {written:g}, which four equal turns do not add up to.",
         "the model writes as much in each turn.")  # fmt: skip
    need(read > 4 * (system + 2 * user + answer), f"read is {read:g}, less than four times the second request.",
         "each request sends all that was said before it, what the model said too.")  # fmt: skip
    need(read < 4 * (system + 3 * user + 2 * answer), f"read is {read:g}, more than four times the third request.",
         "what the model is about to say is read by the requests after it, and not by its own.")  # fmt: skip
    own = read / 1000 * variant["cents_read"] + written / 1000 * variant["cents_written"]
    need(abs(cents - own) < 0.01, f"cents is {cents:g}; with your own numbers it would be {own:.2f}.",
         "two prices, per thousand tokens.")  # fmt: skip
    need(in_eight > 2 * read, f"read_in_eight is {in_eight:g}, and read is {read:g}.",
         "later turns read more than earlier ones.")  # fmt: skip


def events(function, end="[DONE]"):
    reads, said = call(function, [b'data: {"a": 1}\n\n', b"data: 2\n\n", f"data: {end}\n\n".encode()])
    need(list(said) == [{"a": 1}, 2], f"{reads} returned {said!r}.",
         f"the data of each event, read as JSON, up to {end}.")  # fmt: skip
    reads, said = call(function, [b'data: "Zo\xc3', b'\xab"\r', b"\n\r\nda", b"ta: 2\r\n\r\n"])
    need(list(said) == ["Zoë", 2], f"{reads} returned {said!r}.", "pieces end anywhere, and lines may end in \\r\\n.")
    reads, said = call(function, [b": hello\n\nevent: x\ndata:1\n\n"])
    need(list(said) == [1], f"{reads} returned {said!r}.",
         "what begins with a colon, or with another name, is passed over; "
         "the space after data: may be missing.")  # fmt: skip
    reads, said = call(function, [b"data: [1,\ndata: 2]\n\n"])
    need(list(said) == [[1, 2]], f"{reads} returned {said!r}.", "an event goes on up to the empty line.")
    reads, said = call(function, [f"data: 1\n\ndata: {end}\n\ndata: 2\n\n".encode()])
    need(list(said) == [1], f"{reads} returned {said!r}.", f"after {end} nothing is read.")
    reads, said = call(function, [b"data: 1\n\ndata: 2\n"])
    need(list(said) == [1], f"{reads} returned {said!r}.", "the second event has not been ended.")


def assembled(function):
    def chunk(delta, index=0, reason=None):
        return {"choices": [{"index": index, "delta": delta, "finish_reason": reason}]}

    def part(arguments, **first):
        return {"tool_calls": [{"index": 0, "function": {"arguments": arguments} | first}]}

    reads, said = call(
        function, [chunk({"role": "assistant", "content": "H"}), chunk({"content": "i"}), chunk({}, 0, "stop")]
    )
    message = {"role": "assistant", "content": "Hi"}
    need(said == [{"finish_reason": "stop", "message": message}], f"{reads} returned {said!r}.",
         "one choice, with its message and its reason.")  # fmt: skip
    reads, said = call(
        function, [chunk({"content": "b"}, 1, "stop"), chunk({"content": "a"}, 0, "stop"), {"choices": []}]
    )
    texts = [each["message"]["content"] for each in said]
    need(texts == ["a", "b"], f"{reads}: the contents are {texts}.", "each chunk says to which choice it belongs.")
    begin = chunk(part("", name="clock") | {"content": None})
    begin["choices"][0]["delta"]["tool_calls"][0] |= {"id": "call_7", "type": "function"}
    reads, said = call(function, [begin, chunk(part("{")), chunk(part("}"), 0, "tool_calls")])
    calls = said[0]["message"].get("tool_calls")
    function_of_it = {"name": "clock", "arguments": "{}"}
    need(calls == [{"id": "call_7", "type": "function", "function": function_of_it}],
         f"{reads}: the calls are {calls!r}.",
         "id and name come once, the text of the arguments in parts.")  # fmt: skip
    need(said[0]["message"]["content"] is None, f"{reads}: the content is {said[0]['message']['content']!r}.",
         "no text was said, so it is None.")  # fmt: skip


def attempts(function, first=0.5, longest=8):
    own = [first]  # waits
    while len(own) < 6:
        own.append(min(2 * own[-1], longest))
    for answers, most, status, waits, hint in (
        ([(200, {})], 2, 200, [], "what went well is final."),
        ([(404, {}), (200, {})], 2, 404, [], "what the caller got wrong will be as wrong again."),
        ([(503, {}), (200, {})], 2, 200, own[:1], "a server in trouble is asked again, after a wait."),
        ([(429, {}), (200, {})], 2, 200, own[:1], "too many requests at once: that passes."),
        ([(503, {}), (503, {}), (200, {})], 5, 200, own[:2], "each wait is twice as long as the one before it."),
        (
            [(500, {}), (502, {}), (200, {})],
            2,
            200,
            own[:2],
            "`most` is how often it is sent again, after the first time.",
        ),
        ([(500, {}), (500, {}), (500, {}), (500, {})], 2, 500, own[:2], "it is sent again at most `most` times."),
        (
            [(500, {})] * 6 + [(200, {})],
            9,
            200,
            own,
            f"no wait of the client's own is longer than {longest} seconds.",
        ),
        ([(429, {"Retry-After": "3"}), (200, {})], 2, 200, [3], "the server has said how long to wait."),
    ):
        reads, said = call(function, answers, most)
        need(isinstance(said, tuple | list) and len(said) == 2, f"{reads} returned {said!r}.",
             "return two things: status, waits.")  # fmt: skip
        need(said[0] == status, f"{reads}: the last status is {said[0]}.", hint)
        need(np.allclose(numbers(said[1], len(waits), f"{reads}: waits"), waits), f"{reads}: the waits are {said[1]}.",
             hint)  # fmt: skip


def bias_for(function, most=100):
    for p, wanted in ((0.5, 0.5), (0.1, 0.5), (0.5, 0.1), (0.2, 0.9)):
        reads, said = call(function, p, wanted)
        [bias] = numbers([said], 1, reads)
        logits = np.log(np.array([p, 1 - p]))
        found = sampling.distribution(sampling.add_bias(logits, {0: bias}))[0]
        need(abs(found - wanted) < 1e-4,
             f"{reads} is {bias:.3f}, with which the token has a probability of {found:.3f}.",
             "it multiplies the token's share by e to its power; then all are scaled to a sum of 1 again.")  # fmt: skip
    reads, said = call(function, 1e-60, 0.5)
    need(numbers([said], 1, reads)[0] <= most, f"{reads} is {said:g}.", f"the API takes no more than {most}.")


def within(function, free=0):
    talk = [{"role": "system", "tokens": 2}, {"role": "user", "tokens": 3}, {"role": "assistant", "tokens": 4}]
    talk += [{"role": "user", "tokens": 5}]
    besides = f" and {free} for an answer" if free else ""
    for room, kept, hint in (
        (14, talk, "there is room for everything."),
        (13, [talk[0], talk[3]], "an exchange goes as a whole, and the system's message stays."),
        (7, [talk[0], talk[3]], "that fits exactly."),
    ):
        _, said = call(function, talk, room + free)
        tokens = [each["tokens"] for each in said]
        need(said == kept,
             f"in a room of {room}{besides}, of messages with 2 (system), 3, 4 and 5 tokens, {tokens} stay.",
             hint)  # fmt: skip
    said = function(talk, 6 + free)
    need(said is None, f"in a room of 6{besides} the last exchange does not fit, but {said!r} stays.",
         "then the result is None.")  # fmt: skip


def growth(answers):
    exchanges, reads, in_all, factor, finding = answers
    each, sums = numbers(reads, 6, "reads"), numbers(in_all, 6, "in_all")
    first = len(render_prompt([{"role": "user", "content": exchanges[0][0]}], load("chat").tokenizer))
    need(each[0] == first, f"reads begins with {each[0]:g}; the prompt of the first question has {first} tokens.",
         "what stands before the answer is read, the answer is written.")  # fmt: skip
    need((np.diff(each) > 0).all(), f"reads is {reads}.", "each turn reads what the one before has read, and more.")
    need(np.allclose(np.cumsum(each), sums),
         f"in_all is {in_all}; by your own numbers it is {np.cumsum(each).astype(int).tolist()}.",
         "the sums up to each turn.")  # fmt: skip
    [times] = numbers([factor], 1, "factor")
    need(abs(times - sums[5] / sums[2]) < 0.01 * times,
         f"factor is {times:g}; by your own numbers it is {sums[5] / sums[2]:.2f}.",
         "after six turns, divided by after three.")  # fmt: skip
    letter(finding, "ABCD", "finding")


def api_claims(answers, own=None):
    filled(answers, "ABCDE", "api_claims")
    with_own(answers, own)
    for name in "AD":
        pair = isinstance(answers[name], tuple | list) and len(answers[name]) == 2
        need(answers[name] is None or pair, f"{name} is {answers[name]!r}.",
             "None where it is true, or a tuple of two lists.")  # fmt: skip
    if answers["A"] is not None:
        one, two = (numbers(each, len(each), "A") for each in answers["A"])
        need((one <= 0).all() and (two <= 0).all(), "A: a logprob is above 0.", "no probability is above 1.")
        need(one.mean() > two.mean(), f"A: the means are {one.mean():.2f} and {two.mean():.2f}.",
             "the higher mean first.")  # fmt: skip
    if answers["C"] is not None:
        logits = numbers(answers["C"], len(answers["C"]), "C")
        need(logits[0] == logits.max(), f"C: the first logit, {logits[0]:g}, is not the highest.", "put it first.")
    if answers["D"] is not None:
        logits, counts = (numbers(each, len(answers["D"][0]), "D") for each in answers["D"])
        need((counts >= 0).all() and (counts == counts.round()).all(), f"D: {counts} are no counts.", "0, 1, 2, ...")


CHECKS = {check.__name__: check for check in (
    bill, events, assembled, attempts, bias_for, within, growth, api_claims)}  # fmt: skip
