"""The checks of assignment I, on completion: one function for each task, which raises `NotYet`.

They look at what has to be so whatever the answer is (shares sum to 1, an order is kept) and at calls whose result the
reader can see in the book anyway. They hold no answer, so that whoever reads this file has still everything to do. Only
what the model finds probable, in `sure`, they ask the model, as the task says to do after predicting.
"""

import unicodedata

import numpy as np

from nexttoken.exercises.expect import call, filled, letter, load, need, numbers, with_own


def sure(given):
    prompts, answers = given
    filled(answers, tuple(prompts), "sure")
    other = [letter for letter in prompts if answers[letter] not in (True, False)]
    need(not other, f"sure has no prediction for {', '.join(other)}.", "write True or False, without quotation marks.")
    best = {letter: load("base").next_token(prompt).top(1)[0][2] for letter, prompt in prompts.items()}
    wrong = sum((best[letter] > 0.5) != answers[letter] for letter in prompts)
    need(not wrong, f"the model does not agree with {wrong} of the 6.",
         'ask it: model.next_token(variant["prompts"]["A"]).top(3)')  # fmt: skip


def by_hand(given):
    variant, answers = given
    filled(answers, ("shares", "sharper", "bits", "perplexity"), "by_hand")
    powers = np.array(variant["powers"])
    falling, best = np.argsort(-powers), powers.argmax()
    shares, sharper = (numbers(answers[key], len(powers), f'by_hand["{key}"]') for key in ("shares", "sharper"))
    for name, each in (("shares", shares), ("sharper", sharper)):
        need(abs(each.sum() - 1) < 0.03, f"{name} sum to {each.sum():.2f}, not to 1.", "divide each by the sum of all.")
        need((np.diff(each[falling]) < 0.01).all(), f"{name} are not in the order of the logits.",
             "a higher logit gets more.")  # fmt: skip
    need(sharper[best] > shares[best] + 0.01,
         f"the best has {sharper[best]:.2f} when sharper, and {shares[best]:.2f} before.",
         "the logits are divided by the temperature first, and a half makes them larger.")  # fmt: skip
    bits = numbers(answers["bits"], len(powers), 'by_hand["bits"]')
    back = 2.0**-bits
    off = np.abs(back - shares).argmax()
    need(abs(back[off] - shares[off]) < 0.02,
         f"2 to the power of -{bits[off]:g} is {back[off]:.2f}, not {shares[off]:.2f}.",
         "a bit is a halving: how often is 1 halved until the share is reached?")  # fmt: skip
    [perplexity] = numbers([answers["perplexity"]], 1, 'by_hand["perplexity"]')
    least, most = 1 / shares.max(), 1 / shares.min()
    need(least <= perplexity <= most, f"perplexity {perplexity:g} is not between {least:g} and {most:g}.",
         "it is among how many equally probable tokens the model would have to choose: "
         "take the mean of the bits.")  # fmt: skip


def softmax(function):
    reads, returned = call(function, [2, 1, 0], 1)
    shares = numbers(returned, 3, reads)
    need(abs(shares.sum() - 1) < 1e-6, f"{reads} sums to {shares.sum():.3f}.",
         "probabilities sum to 1: divide by the sum.")  # fmt: skip
    need(abs(shares[0] / shares[1] - np.e) < 1e-4,
         f"{reads}: the first is {shares[0] / shares[1]:.3f} times the second.",
         "where logits differ by 1 at temperature 1, probabilities differ by the factor e.")  # fmt: skip
    reads, returned = call(function, [2, 1, 0], 0.5)
    cold = numbers(returned, 3, reads)
    need(cold[0] > shares[0], f"{reads} gives the best {cold[0]:.3f}; at temperature 1 it had {shares[0]:.3f}.",
         "below 1 the best gains. "
         "The temperature works on the logits, before the exponential: divide them by it.")  # fmt: skip
    need(abs(cold.sum() - 1) < 1e-6, f"{reads} sums to {cold.sum():.3f}.", "divide by the sum at the very end.")
    reads, returned = call(function, [1000, 1000, 1000, 1000], 1)
    need(np.allclose(numbers(returned, 4, reads), 0.25), f"{reads} is not even.",
         "e to the power of 1000 is too large: taking the same number off all logits changes no share.")  # fmt: skip
    reads, returned = call(function, [1, 1], 0)
    need(np.allclose(numbers(returned, 2, reads), 0.5), f"{reads} is {returned}, where both are the best.",
         "temperature 0 is a case of its own: nothing can be divided by 0. Equals share evenly.")  # fmt: skip


def top_p(function):
    reads, returned = call(function, [0.2, 0.5, 0.3], 0.7)
    shares = numbers(returned, 3, reads)
    need(shares[0] == 0, f"{reads} keeps the first.", "the other two hold 0.8 together, which is enough.")
    need(shares[2] > 0, f"{reads} drops the last.",
         "0.5 alone is less than 0.7: the one with which p is reached stays.")  # fmt: skip
    need(shares[1] > shares[2], f"{reads} changes the order.", "each stays at its place, and the rest become 0.")
    need(abs(shares.sum() - 1) < 1e-6, f"{reads} sums to {shares.sum():.2f}.", "scale what was kept up to 1.")
    reads, returned = call(function, [0.25, 0.5, 0.25], 0.5)
    kept = int(np.count_nonzero(numbers(returned, 3, reads)))
    need(kept == 1, f"{reads} keeps {kept} tokens.", "at least p: 0.5 is enough for 0.5.")
    reads, returned = call(function, [0.25, 0.25, 0.25, 0.25], 0.4)
    kept = np.flatnonzero(numbers(returned, 4, reads)).tolist()
    need(kept == [0, 1], f"{reads} keeps the places {kept}.",
         "two hold 0.5, which is enough; of equals, the first ones.")  # fmt: skip


def merge(function, least=1):
    reads, returned = call(function, [(["l", "o", "w"], least), (["n", "o"], 5 * least)])
    need(isinstance(returned, tuple) and len(returned) == 2, f"{reads} returned {returned!r}.", "return pair, words")
    pair, words = returned
    need(pair == ("n", "o"), f"{reads} found {pair!r}.", "count a pair as often as its word occurs; a tuple of two.")
    need(list(map(list, words)) == [[["l", "o", "w"], least], [["no"], 5 * least]], f"{reads} made the words {words!r}.",
         "the pair becomes one token; all else, the counts too, stays in its form.")  # fmt: skip
    reads, (pair, words) = call(function, [(["y", "x"], 2 * least), (["b", "a"], 2 * least)])
    need(pair == ("b", "a"), f"{reads} found {pair!r}; both pairs occur as often.", "of equals, the smaller tuple.")
    reads, (pair, words) = call(function, [(["a", "n", "a", "n", "as"], 2 * least), (["n", "a"], least)])
    need(list(words[0][0]) == ["an", "an", "as"], f"{reads} made of the first word {words[0][0]!r}.",
         "every occurrence is merged, and only where both are whole tokens.")  # fmt: skip
    seldom = [(["b", "c"], least - 1)] if least > 1 else []
    reads, (pair, words) = call(function, [(["a"], 2), *seldom])
    need(pair is None, f"{reads} found {pair!r}, where there is nothing to merge.", "then the pair is None.")


def bits(function):
    reads, returned = call(function, "Once upon a", " dragon")
    [surprise] = numbers([returned], 1, reads)
    share = load("base").next_token("Once upon a")[" dragon"]
    need(not np.isclose(surprise, -np.log(share), rtol=0.02), f"{reads} is {surprise:.2f}: those are nats.",
         "divide by the natural logarithm of 2, or take np.log2.")  # fmt: skip
    need(np.isclose(surprise, -np.log2(share), rtol=0.02),
         f"{reads} is {surprise:.2f}; the token has a share of {share:.2g}.",
         "one half is 1 bit, a quarter 2. Is it the share of this token, after what stands before it?")  # fmt: skip
    reads, returned = call(function, "Once upon a", " dragon dragon")
    [both] = numbers([returned], 1, reads)
    again = -np.log2(load("base").next_token("Once upon a dragon")[" dragon"])
    need(np.isclose(both, surprise + again, rtol=0.02), f"{reads} is {both:.2f}, expected {surprise + again:.2f}.",
         "surprises of one token after the other add up, and each token is read before the next.")  # fmt: skip


def copying(answers):
    measured, copied, reading = answers
    lists = {key: numbers(measured.get(key), 12, f'measured["{key}"]') for key in ("first", "second", "control")}
    for key, each in lists.items():
        need((each > 0).all(), f'measured["{key}"] has {each.min():.2f} in it.',
             "a surprise is never negative: is a sign lost?")  # fmt: skip
    _, second, control = lists.values()
    need(second.mean() < control.mean(),
         f"second mention costs {second.mean():.1f} bits, control {control.mean():.1f}.",
         "look at one of the texts: is the same name in it for second, and another one for control?")  # fmt: skip
    half = int((second < control / 2).sum())
    need(copied == half, f"copied is {copied}; by your own lists it is {half}.", "less than half: 2 * second < control")
    letter(reading, "ABCD", "reading")


def claims(answers, own=None):
    filled(answers, "ABCDE", "claims")
    with_own(answers, own)
    tokenizer = load("base").tokenizer
    for name, answer in answers.items():
        pair = isinstance(answer, tuple | list) and [type(each) for each in answer] == [str, str]
        need(answer is None or pair, f"{name} is {answer!r}.", "None where it is true, or a tuple of two texts.")
    if answers["B"]:
        longer, shorter = (len(tokenizer.encode(text)) for text in answers["B"])
        need(longer > shorter, f"B: the first text has {longer} tokens, the second {shorter}.", "the longer one first.")
    if answers["C"]:
        one, two = (unicodedata.normalize("NFC", text) for text in answers["C"])
        need(one == two, "C: the two texts look different.", "how many ways are there to write an accent?")
    if answers["E"]:
        left, right = answers["E"]
        joined = tokenizer.encode(left) + tokenizer.encode(right) == tokenizer.encode(left + right)
        need(not joined, f"E: {left!r} and {right!r} are no counterexample.", "cut where no word ends.")


CHECKS = {check.__name__: check for check in (sure, by_hand, softmax, top_p, merge, bits, copying, claims)}
