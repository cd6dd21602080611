"""Answers to the tasks of assignment I that are not the solution: by task another correct one, and wrong ones, each
with a name and with a piece of what its author has to be told.
"""

MORE_THAN_HALF = """
given = variant["prompts"]
sure = {letter: bool(max(model.next_token(given[letter]).probabilities) > 0.5) for letter in reversed(given)}
"""
SURE = {
    "another": MORE_THAN_HALF,
    "wrong": {
        "all sure": ('sure = dict.fromkeys("ABCDEF", True)', "the model does not agree with"),
        "all unsure": ('sure = dict.fromkeys("ABCDEF", False)', "the model does not agree with"),
        "the wrong way round": (
            MORE_THAN_HALF.replace("> 0.5", "< 0.5"),
            "the model does not agree with 6 of the 6",
        ),
        "texts for truth": (
            MORE_THAN_HALF.replace("bool", "str"),
            "sure has no prediction for A, B, C, D, E, F",
        ),
        "by prompt, not by letter": (
            MORE_THAN_HALF + "sure = {given[letter]: sure[letter] for letter in given}\n",
            "sure has nothing yet for A, B, C, D, E, F",
        ),
        "one missing": (MORE_THAN_HALF + 'del sure["F"]\n', "sure has nothing yet for F"),
    },
}

BY_HAND = {
    "another": """
shares = np.array([0.5, 0.25, 0.125, 0.125])
by_hand = {"perplexity": 4.0, "bits": (-np.log2(shares)), "shares": shares, "sharper": (0.727, 0.182, 0.045, 0.045)}
""",
    "wrong": {
        "temperature after softmax": (
            "by_hand = dict(shares=[1/2, 1/4, 1/8, 1/8], sharper=[1/2, 1/4, 1/8, 1/8], bits=[1, 2, 3, 3], perplexity=4)",
            "the logits are divided by the temperature first",
        ),
        "multiplied by the temperature": (
            "by_hand = dict(shares=[1/2, 1/4, 1/8, 1/8], sharper=[0.37, 0.26, 0.185, 0.185], bits=[1, 2, 3, 3], perplexity=4)",
            "the logits are divided by the temperature first",
        ),
        "not scaled": (
            "by_hand = dict(shares=[8, 4, 2, 2], sharper=[64, 16, 4, 4], bits=[1, 2, 3, 3], perplexity=4)",
            "shares sum to 16.00, not to 1",
        ),
        "nats": (
            (
                "by_hand = dict(shares=[1/2, 1/4, 1/8, 1/8], sharper=[8/11, 2/11, 1/22, 1/22], bits=[0.69, 1.39, 2.08, 2.08],"
                " perplexity=4)"
            ),
            "a bit is a halving",
        ),
        "perplexity of the sum": (
            "by_hand = dict(shares=[1/2, 1/4, 1/8, 1/8], sharper=[8/11, 2/11, 1/22, 1/22], bits=[1, 2, 3, 3], perplexity=256)",
            "take the mean of the bits",
        ),
        "perplexity of the mean share": (
            "by_hand = dict(shares=[1/2, 1/4, 1/8, 1/8], sharper=[8/11, 2/11, 1/22, 1/22], bits=[1, 2, 3, 3], perplexity=3.2)",
            "the perplexity of the text",
        ),
    },
}

SOFTMAX = {
    "another": """
def softmax_at(z, T):
    z = np.asarray(z, float)
    if not T:
        return (z == z.max()) / (z == z.max()).sum()
    return 1 / np.exp((z[None] - z[:, None]) / T).clip(max=1e300).sum(axis=1)
""",
    "wrong": {
        "temperature after softmax": (
            """
def softmax_at(logits, temperature):
    powers = np.exp(np.array(logits) - max(logits))
    shares = powers / powers.sum() / (temperature or 1)
    return shares / shares.sum()
""",
            "The temperature works on the logits, before the exponential",
        ),
        "multiplied by the temperature": (
            """
def softmax_at(logits, temperature):
    powers = np.exp((np.array(logits) - max(logits)) * temperature)
    return powers / powers.sum()
""",
            "divide them by it",
        ),
        "not scaled": (
            "def softmax_at(logits, temperature): return [np.exp(x / temperature) for x in logits]",
            "sums to 11.1",
        ),
        "overflow": (
            """
import math

def softmax_at(logits, temperature):
    if temperature == 0:
        return [(logit == max(logits)) / logits.count(max(logits)) for logit in logits]
    powers = [math.exp(logit / temperature) for logit in logits]
    return [power / sum(powers) for power in powers]
""",
            "softmax_at([1000, 1000, 1000, 1000], 1) raised OverflowError",
        ),
        "at temperature 0 the first takes all": (
            """
def softmax_at(logits, temperature):
    if temperature == 0:
        return np.eye(len(logits))[np.argmax(logits)]
    powers = np.exp((np.array(logits) - max(logits)) / temperature)
    return powers / powers.sum()
""",
            "softmax_at([1, 1], 0) is [1. 0.], where both are the best",
        ),
        "the package's own": (
            """
from nexttoken import sampling

def softmax_at(logits, temperature):
    return sampling.distribution(np.array(logits, float), temperature)
""",
            "Equals share evenly",
        ),
        "prints": ("def softmax_at(logits, temperature): print(logits)", "softmax_at([2, 1, 0], 1) returned nothing"),
    },
}

TOP_P = {
    "another": """
def nucleus(probabilities, p):
    shares = np.array(probabilities)
    order = np.argsort(-shares, kind="stable")
    count = int((np.cumsum(shares[order])[:-1] < p).sum()) + 1
    keep = np.isin(np.arange(len(shares)), order[:count])
    return np.where(keep, shares, 0) / shares[keep].sum()
""",
    "wrong": {
        "without the one that reaches p": (
            """
def nucleus(probabilities, p):
    shares, held = np.zeros(len(probabilities)), 0
    for place in np.argsort(-np.array(probabilities), kind="stable"):
        held += probabilities[place]
        if held >= p:
            break
        shares[place] = probabilities[place]
    return shares / shares.sum() if shares.any() else shares
""",
            "the one with which p is reached stays",
        ),
        "one too many where p is met": (
            """
def nucleus(probabilities, p):
    shares, held = np.zeros(len(probabilities)), 0
    for place in np.argsort(-np.array(probabilities), kind="stable"):
        if held > p:
            break
        held += probabilities[place]
        shares[place] = probabilities[place]
    return shares / shares.sum()
""",
            "at least p: 0.5 is enough for 0.5",
        ),
        "not scaled": (
            """
def nucleus(probabilities, p):
    shares, held = np.zeros(len(probabilities)), 0
    for place in np.argsort(-np.array(probabilities), kind="stable"):
        shares[place] = probabilities[place]
        held += probabilities[place]
        if held >= p:
            return shares
    return shares
""",
            "sums to 0.80",
        ),
        "p as a threshold": (
            "def nucleus(probabilities, p): return [share * (share >= 1 - p) for share in probabilities]",
            "0.5 alone is less than 0.7",
        ),
        "sorted": (
            """
def nucleus(probabilities, p):
    kept = []
    for share in sorted(probabilities, reverse=True):
        kept.append(share)
        if sum(kept) >= p:
            break
    return [share / sum(kept) for share in kept] + [0] * (len(probabilities) - len(kept))
""",
            "nucleus([0.2, 0.5, 0.3], 0.7) keeps the first",
        ),
        "all that tie, as the package does": (
            """
from nexttoken.sampling import keep_top_p

def nucleus(probabilities, p):
    return keep_top_p(np.array(probabilities), p)
""",
            "of equals, the first ones",
        ),
    },
}

COUNTED = """
def one_merge(words):
    counts = {}
    for tokens, count in words:
        for pair in pairwise(tokens):
            counts[pair] = counts.get(pair, 0) + count
"""
MERGED = """
    def merged(tokens):
        done = []
        for token in tokens:
            if done and (done[-1], token) == best:
                done[-1] += token
            else:
                done.append(token)
        return done

    return best, [(merged(tokens), count) for tokens, count in words]
"""
MERGE = {
    "another": """
from collections import Counter
from nexttoken.tokenizer import merge as merge_list

def one_merge(text):
    pairs = Counter()
    for word, n in text:
        for i in range(len(word) - 1):
            pairs[word[i], word[i + 1]] += n
    if not pairs:
        return None, text
    top = sorted(pair for pair in pairs if pairs[pair] == max(pairs.values()))[0]
    return top, [(merge_list(word, top), n) for word, n in text]
""",
    "wrong": {
        "words counted once": (
            f"""
def one_merge(words):
    counts = {{}}
    for tokens, _ in words:
        for pair in pairwise(tokens):
            counts[pair] = counts.get(pair, 0) + 1
    if not counts:
        return None, words
    best = min(counts, key=lambda pair: (-counts[pair], pair))
{MERGED}""",
            "count a pair as often as its word occurs",
        ),
        "of equals the first met": (
            f"""{COUNTED}    if not counts:
        return None, words
    best = max(counts, key=counts.get)
{MERGED}""",
            "of equals, the smaller tuple",
        ),
        "only the first occurrence": (
            f"""{COUNTED}    if not counts:
        return None, words
    best = min(counts, key=lambda pair: (-counts[pair], pair))
    done = []
    for tokens, count in words:
        places = [place for place, pair in enumerate(pairwise(tokens)) if pair == best][:1]
        for place in places:
            tokens = tokens[:place] + ["".join(best)] + tokens[place + 2 :]
        done.append((tokens, count))
    return best, done
""",
            "every occurrence is merged",
        ),
        "as text, across other tokens": (
            f"""{COUNTED}    if not counts:
        return None, words
    best = min(counts, key=lambda pair: (-counts[pair], pair))
    return best, [(" ".join(tokens).replace(" ".join(best), "".join(best)).split(), count) for tokens, count in words]
""",
            "never across another token",
        ),
        "nothing left is no case": (
            f"""{COUNTED}    best = min(counts, key=lambda pair: (-counts[pair], pair))
{MERGED}""",
            "one_merge([(['a'], 2)]) raised ValueError",
        ),
        "the pair as one text": (
            f"""{COUNTED}    best = min(counts, key=lambda pair: (-counts[pair], pair), default=None)
    return "".join(best or ""), words
""",
            "a tuple of two",
        ),
    },
}

BITS = {
    "another": """
from nexttoken.sampling import log_probabilities

def bits(start, rest):
    first, ids = len(model.prompt_ids(start)), model.prompt_ids(start) + model.tokenizer.encode(rest)
    return -sum(log_probabilities(model.next_logits(ids[:n]))[ids[n]] for n in range(first, len(ids))) / np.log(2)
""",
    "wrong": {
        "nats": (
            """
from nexttoken.sampling import log_probabilities

def bits(before, text):
    ids, total = model.prompt_ids(before), 0
    for token in model.tokenizer.encode(text):
        total -= log_probabilities(model.next_logits(ids))[token]
        ids.append(token)
    return total
""",
            "those are nats",
        ),
        "off by one": (
            """
from nexttoken.sampling import log_probabilities

def bits(before, text):
    ids, total = model.prompt_ids(before), 0
    for token in model.tokenizer.encode(text):
        ids.append(token)
        total -= log_probabilities(model.next_logits(ids))[token] / np.log(2)
    return total
""",
            "after what stands before it",
        ),
        "the mean": (
            """
from nexttoken.sampling import log_probabilities

def bits(before, text):
    ids, each = model.prompt_ids(before), []
    for token in model.tokenizer.encode(text):
        each.append(-log_probabilities(model.next_logits(ids))[token] / np.log(2))
        ids.append(token)
    return np.mean(each)
""",
            "surprises of one token after the other add up",
        ),
        "the first token alone": (
            "def bits(before, text): return -np.log2(model.next_token(before).probabilities[model.tokenizer.encode(text)[0]])",
            "surprises of one token after the other add up",
        ),
        "no token is read before the next": (
            """
def bits(before, text):
    return -np.log2(model.next_token(before).probabilities[model.tokenizer.encode(text)]).sum()
""",
            "each token is read before the next",
        ),
    },
}

EASY = """
from nexttoken.inspection import surprises

def easy(start, rest):
    ids = model.prompt_ids(start) + model.tokenizer.encode(rest)
    return surprises(model.params, np.array([ids]), model.config)[0, len(model.prompt_ids(start)) - 1 :].sum() / np.log(2)

opening = "Long ago there were two sisters:"
first = [easy(opening, " " + name) for name in names]
second = [easy(f"{opening} {name} and Mina.", " " + name) for name in names]
control = [easy(f"{opening} Odette and Mina.", " " + name) for name in names]
measured = dict(first=first, second=second, control=control)
copied, reading = int((np.array(second) < np.array(control) / 2).sum()), "C"
"""
COPYING = {
    "another": EASY
    + 'measured = {key: np.array(measured[key]) for key in ("control", "second", "first")}\nreading = "c."\n',
    "wrong": {
        "second and control swapped": (
            EASY + "measured = dict(first=first, second=control, control=second)\n",
            "is the same name in it for second",
        ),
        "in nats": (
            EASY + "measured = {key: np.log(2) * np.array(measured[key]) for key in measured}\n",
            "at first mention",
        ),
        "less, not less than half": (
            EASY + "copied = sum(np.array(second) < control) + 1\n",
            "by your own lists it is",
        ),
        "the reading: by heart": (EASY + 'reading = "A"\n', "the sentence that the experiment supports"),
        "the reading: any word, any text": (EASY + 'reading = "D"\n', "the sentence that the experiment supports"),
        "no space before the name": (
            EASY + "measured['first'] = [easy(opening, name) for name in names]\n",
            "the surprise at first mention",
        ),
        "logprobs": (EASY + "measured['first'] = [-each for each in first]\n", "is a sign lost?"),
    },
}

CLAIMS = {
    "another": """
claims = dict(A=None, B=["Once upon a time, there was", "Zq"], C=("\\u00c5", "A\\u030a"), D=None, E=["Once up", "on a time"])
""",
    "wrong": {
        "all true": ("claims = dict.fromkeys('ABCDE')", "claim B"),
        "all wrong": ("claims = dict.fromkeys('ABCDE', (' prin', 'cess'))", "the longer one first"),
        "B the wrong way round": (
            'claims = dict(A=None, B=("qzx", "Once upon a time, there was a princess named"), C=None, D=None, E=None)',
            "the longer one first",
        ),
        "B: longer and less probable": (
            'claims = dict(A=None, B=("qzx qzx qzx", "Once upon a time"), C=None, D=None, E=(" prin", "cess"))',
            "claim B",
        ),
        "C: they look different": (
            'claims = dict(A=None, B=None, C=("princess", " princess"), D=None, E=(" prin", "cess"))',
            "C: the two texts look different",
        ),
        "E: cut between words": (
            'claims = dict(A=None, B=None, C=None, D=None, E=("a tall", " tower"))',
            "cut where no word ends",
        ),
    },
}

ANSWERS = {
    "sure": SURE,
    "by_hand": BY_HAND,
    "softmax": SOFTMAX,
    "top_p": TOP_P,
    "merge": MERGE,
    "bits": BITS,
    "copying": COPYING,
    "claims": CLAIMS,
}
