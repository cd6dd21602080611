"""The checks of assignment II, from completion to chat: one function for each task, which raises `NotYet`.

Like those of `completion.py` they look at what has to be so whatever the answer is, at what the package says of the
reader's own conversations, and at calls whose result is plain to see. They hold no answer, but where a task is about
the template's mask they ask the template, as its readers are told to: how many pieces count, and not which.
"""

from itertools import accumulate

import numpy as np

from nexttoken import inspection
from nexttoken.chat import parse, plain, read, render, to_json
from nexttoken.exercises.expect import answered, call, filled, letter, load, need, numbers, with_own


def covered(answers):
    pieces, given = answers
    answered(given, "covered")
    need(isinstance(given, list | tuple | set), f"covered is {given!r}.", "a list of numbers, such as [0, 1].")
    strange = [each for each in given if each not in range(len(pieces))]
    need(not strange, f"covered has {strange[:1]} in it.", f"the pieces have the numbers 0 to {len(pieces) - 1}.")
    extra = len(set(given)) - how_many_count(pieces)
    need(extra <= 0, f"at least {extra} of your pieces do not count.",
         "who is to learn to say it? Not what the program writes itself.")  # fmt: skip
    need(extra >= 0, f"of the pieces that count at least {-extra} are missing.",
         "the model has to write all of its turn: its words, its calls, and what makes it stop.")  # fmt: skip
    endless = [each for each in given if pieces[int(each)] != "<|end|>" and each + 1 not in given]
    need(not endless, f"piece {min(endless, default=0)} counts, and what comes after it does not.",
         "whoever is to say it goes on until the turn has ended.")  # fmt: skip


def how_many_count(pieces):
    """How many pieces of a conversation the mask of the template is true for."""
    tokenizer = load("chat").tokenizer
    ids = [[tokenizer.control[each]] if each in tokenizer.control else tokenizer.encode(each) for each in pieces]
    _, mask = render(to_json(parse([i for each in ids for i in each], tokenizer)), tokenizer)
    starts = accumulate(map(len, ids[:-1]), initial=0)
    return sum(mask[start] for start in starts)


def masked_loss(given):
    variant, answers = given
    first, second = variant["first"], variant["second"]
    filled(answers, ("all", "counted", "perplexity", "both"), "masked_loss")
    each = {key: numbers([answers[key]], 1, f'masked_loss["{key}"]')[0] for key in answers}
    total = len(first) * each["all"]
    need(abs(total - round(total)) < 0.05, f"all is {each['all']:g}, which is no mean of {len(first)} whole numbers.",
         "1/2 is one bit, 1/4 two, 1/8 three: each of the tokens is a whole number of bits.")  # fmt: skip
    need(each["counted"] < each["all"], f"counted is {each['counted']:g}, and all is {each['all']:g}.",
         "the tokens of the user are the more surprising ones, and they do not count.")  # fmt: skip
    need(abs(each["perplexity"] - 2 ** each["counted"]) < 0.2,
         f"2 to the power of counted is {2 ** each['counted']:.2f}, perplexity is {each['perplexity']:g}.",
         "perplexity is 2 to the power of the mean surprise in bits.")  # fmt: skip
    other = np.log2([one_in for _, one_in in second]).mean()
    middle = (each["counted"] + other) / 2
    need(middle + 0.01 < each["both"] < each["counted"],
         f"both is {each['both']:g}, where the conversations alone have {each['counted']:g} and {other:g}.",
         "every token has the same weight, so the conversation of which more tokens count has more.")  # fmt: skip
    by_these = len(second) * (each["both"] - other) / (each["counted"] - each["both"])  # so many tokens of the first
    right = how_many_count(["<|endoftext|>", *(token for token, _ in first)])
    need(abs(by_these - right) < 0.3,
         f"by counted and both, {by_these:.3g} tokens of the first conversation would count.",
         "who writes <|assistant|>, and who the <|end|> of an answer?")  # fmt: skip


def transcript(function, indent="  "):
    reads, text = call(function, [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": "Ho"}])
    need(isinstance(text, str), f"{reads} returned {text!r}.", "one string, with line breaks in it.")
    need(text == "USER: Hi\nASSISTANT: Ho\n", f"{reads} returned {text!r}.",
         "role in capitals, colon, space, what is said, line break; and nothing after an answer.")  # fmt: skip
    reads, text = call(function, [{"message": "Hi", "role": "user"}])
    need("USER: Hi\n" in text, f"{reads} returned {text!r}.", "what is said may stand in 'message'.")
    need(text.endswith("\nASSISTANT:"), f"{reads} returned {text!r}.", "it is the assistant's turn: ask for an answer.")
    reads, text = call(function, [{"role": "assistant", "content": "Ho\nUSER: Hi"}])
    need("\nUSER" not in text, f"{reads} returned {text!r}, in which USER begins a line.",
         "indent what is no new message.")  # fmt: skip
    reads, text = call(function, [{"role": "assistant", "content": "a\n\n b\n"}])
    need(text.count("\n") == 4, f"{reads} returned {text!r}: {text.count(chr(10))} line breaks.",
         "three that were there and the one of the message; none may get lost.")  # fmt: skip
    need(f"\n{indent} b" in text, f"{reads} returned {text!r}.", f"further lines begin with {indent!r} more.")


def counted(function):
    asked = ["<|user|>", "Hi", "<|end|>", "<|assistant|>", "+Ho", "+<|end|>"]
    marked(
        function, "assistant", asked, "from what follows the token that opens the turn to the <|end|>, which counts."
    )
    called = ["<|assistant|>", "+<|call|>", "+clock{}", "+<|end|>", "<|tool|>", "0", "<|call|>", "noon", "<|end|>"]
    marked(function, "assistant", called, "a call is said by the assistant, its result is not.")
    marked(
        function,
        "user",
        ["<|user|>", "+Hi", "+<|end|>", "<|assistant|>", "Ho", "<|end|>"],
        "any role may be asked for.",
    )
    marked(function, "assistant", [*asked, "<|endoftext|>", "<|endoftext|>"], "nobody speaks after an <|end|>.")
    broken = ["<|assistant|>", "+Ho", "<|user|>", "Hi", "<|end|>"]
    marked(function, "assistant", broken, "a turn may end without an <|end|>.")


def marked(function, role, parts, hint):
    """Go on only where the function marks the parts with a + before them."""
    tokenizer, ids, marks = load("chat").tokenizer, [], []
    for part in parts:
        name = part.removeprefix("+")
        new = [tokenizer.control[name]] if name in tokenizer.control else tokenizer.encode(name)
        ids, marks = ids + new, marks + [part != name] * len(new)
    reads, returned = call(function, ids, role)
    need(len(returned) == len(ids), f"{reads} returned {len(returned)} marks for {len(ids)} ids.", "one for each.")
    text = "".join(part.removeprefix("+") for part in parts)
    wrong = sum(bool(mark) != right for mark, right in zip(returned, marks))
    need(not wrong,
         f"for the role {role!r}, {wrong} of the {len(ids)} tokens of {text} are not marked as they should be.",
         hint)  # fmt: skip


def training_row(function):
    document = [9, 5, 6, 7], [False, False, True, True]
    reads, returned = call(function, [document], 3, 0)
    need(isinstance(returned, tuple | list) and len(returned) == 3, f"{reads} returned {returned!r}.",
         "return three lists.")  # fmt: skip
    inputs, targets, counts = (list(map(int, each)) for each in returned)
    need([len(inputs), len(targets), len(counts)] == [3, 3, 3],
         f"{reads} returned lists of {len(inputs)}, {len(targets)} and {len(counts)}.",
         "each has `length` entries. Four tokens are three predictions.")  # fmt: skip
    need(inputs == [9, 5, 6], f"{reads}: the inputs are {inputs}.", "the row is read from its first token on.")
    need(targets[:-1] == inputs[1:], f"{reads}: the targets are {targets}.",
         "each is the token that follows its input.")  # fmt: skip
    need(sum(counts) == 2 and counts[2], f"{reads}: the counts are {counts}, for the targets {targets}.",
         "the mask says which tokens are to be predicted, so it moves along with the targets.")  # fmt: skip
    reads, returned = call(function, [document], 6, 0)
    inputs, targets, counts = (list(map(int, each)) for each in returned)
    need(len(inputs) == len(counts) == 6, f"{reads} returned {returned!r}.", "fill up to `length` with pad.")
    need(not any(counts[3:]), f"{reads}: the counts are {counts}.", "what fills the row up never counts.")
    reads, returned = call(function, [([8, 4], [True, True])] * 2, 3, 0)
    need(sum(map(int, returned[2])) == 2, f"{reads}: the counts are {returned[2]}.",
         "the first token of a document would have to be guessed from another document: it never counts.")  # fmt: skip


def by_role(answers):
    talks, measured, fell, scope = answers
    filled(measured, ("base", "chat"), "measured")
    for name in ("base", "chat"):
        filled(measured[name], ("user", "assistant"), f'measured["{name}"]')
    filled(fell, ("user", "assistant"), "fell")
    bits = {
        name: numbers([measured[name]["user"], measured[name]["assistant"]], 2, f'measured["{name}"]')
        for name in measured
    }
    need(all((each > 0).all() for each in bits.values()), "there is a mean surprise below 0.", "is a sign lost?")
    need(bits["chat"][1] < bits["base"][1],
         f"the assistant surprises chat by {bits['chat'][1]:.2f} bits, base by {bits['base'][1]:.2f}.",
         "one of the two has learned to say what assistants say. Are they swapped?")  # fmt: skip
    need(bits["chat"][1] < bits["chat"][0],
         f"chat is surprised by the assistant by {bits['chat'][1]:.2f} bits, by users by {bits['chat'][0]:.2f}.",
         "it was trained on what the assistant says. The first surprise belongs to the second id: which mark goes "
         "with it?")  # fmt: skip
    for name, (_, said) in bits.items():
        right = surprise(name, talks)
        need(not np.isclose(said, right * np.log(2), rtol=0.02), f"{name}: {said:.2f} at the assistant are nats.",
             "divide by the natural logarithm of 2.")  # fmt: skip
        need(np.isclose(said, right, rtol=0.02), f"{name}: the mean at the assistant is not {said:.2f}.",
             "the first surprise is that at the second id: which of the marks goes with it?")  # fmt: skip
    drops = numbers([fell["user"], fell["assistant"]], 2, "fell")
    need(np.allclose(drops, bits["base"] - bits["chat"], atol=0.02),
         f"fell is {drops.round(2)}; by your own numbers it is {(bits['base'] - bits['chat']).round(2)}.",
         "the surprise of base less that of chat.")  # fmt: skip
    letter(scope, "ABCD", "scope")


def surprise(name, talks):
    """The mean surprise of a model, in bits, at what the assistant says in these talks."""
    model, each = load(name), []
    for talk in talks:
        ids, mask = render(talk, model.tokenizer)
        each.append(inspection.surprises(model.params, np.array([ids]), model.config)[0][mask[1:]])
    return np.concatenate(each).mean() / np.log(2)


def dpo_loss(function, offset=0):
    reads, returned = call(function, [-1.0, -2.0], [-0.5], [-1.0, -2.0], [-0.5], 0.1)
    [loss] = numbers([returned], 1, reads)
    before = np.log1p(np.exp(offset))
    need(abs(loss - before) < 1e-6, f"{reads} is {loss:.3f}, where the model is still the one from before.",
         f"both gains are 0, so the margin is 0, and sigma({-offset:g}) is {np.exp(-before):.2g}.")  # fmt: skip
    reads, returned = call(function, [-1.0], [-2.0], [-3.0], [-2.0], 0.5)
    [loss] = numbers([returned], 1, reads)
    need(loss < before, f"{reads} is {loss:.3f}, more than before, where the better answer gains.", "mind the signs.")
    need(abs(1 / (1 + np.exp(offset - 1)) - np.exp(-loss)) < 1e-4, f"{reads} is {loss:.3f}.",
         "the margin is 2, and beta times the margin 1. The logarithm is the natural one.")  # fmt: skip
    reads, returned = call(function, [-1.0, -1.0], [-2.0], [-3.0, -3.0], [-2.0], 0.5)
    [longer] = numbers([returned], 1, reads)
    need(longer < loss - 0.01, f"{reads} is {longer:.3f}: the second token makes no difference.",
         "the logprob of an answer is the sum over its tokens, not the mean.")  # fmt: skip
    reads, returned = call(function, [-1e4], [-1.0], [-1.0], [-1.0], 1)
    numbers([returned], 1, reads)


def chat_claims(answers, own=None):
    filled(answers, "ABCDE", "chat_claims")
    with_own(answers, own)
    conversations = {}
    for name, answer in answers.items():
        pair = isinstance(answer, tuple | list) and len(answer) == 2
        need(answer is None or pair, f"{name} is {answer!r}.",
             "None, or a tuple of two conversations, each a list of messages.")  # fmt: skip
        conversations[name] = [read(each) for each in answer or ()]
    for name, two in conversations.items():
        need(not two or two[0] != two[1], f"{name}: the two conversations are the same.",
             "change one message in one of them.")  # fmt: skip
    if answers["A"]:
        one, two = map(plain.text, answers["A"])
        need(one == two, f"A: they do look different, {one!r} and {two!r}.", "what may a message contain?")
    if answers["C"]:
        one, two = ([each.content for each in messages if each.role == "assistant"] for messages in conversations["C"])
        need(one == two and one, "C: the assistant does not say the same in both.", "change what somebody else says.")
    if answers["D"]:
        longer, shorter = (len(render(each, load("chat").tokenizer)[0]) for each in answers["D"])
        need(longer > shorter, f"D: the first has {longer} tokens, the second {shorter}.", "the longer one first.")


CHECKS = {check.__name__: check for check in (
    covered, masked_loss, transcript, counted, training_row, by_role, dpo_loss, chat_claims)}  # fmt: skip
