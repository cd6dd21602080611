"""Answers to the tasks of assignment II that are not the solution: by task another correct one, and wrong ones, each
with a name and with a piece of what its author has to be told.
"""

COVERED = {
    "another": "covered = {19, 18, 11, 10, 9, 8}",
    "wrong": {
        "all": ("covered = list(range(20))", "14 of your pieces do not count"),
        "with the token that opens the turn": (
            "covered = [7, 8, 9, 10, 11, 17, 18, 19]",
            "2 of your pieces do not count",
        ),
        "shifted by one": ("covered = [7, 8, 9, 10, 17, 18]", "2 of your pieces do not count"),
        "without the ends": ("covered = [8, 9, 10, 18]", "of the pieces that count 2 are missing"),
        "the result too": ("covered = [8, 9, 10, 11, 15, 18, 19]", "1 of your pieces do not count"),
        "the pieces themselves": ("covered = [pieces[8], pieces[18]]", "the pieces have the numbers 0 to 19"),
        "counted from 1": ("covered = [9, 10, 11, 12, 19, 20]", "covered has [20] in it"),
    },
}

MASKED_LOSS = {
    "another": "masked_loss = dict(both=2.2, perplexity=8.0, counted=3, all=4)",
    "wrong": {
        "with the token that opens the turn": (
            "masked_loss = dict(all=4, counted=2.5, perplexity=2**2.5, both=12 / 6)",
            "the mean over the tokens that count",
        ),
        "without the end": (
            "masked_loss = dict(all=4, counted=2, perplexity=4, both=5 / 3)",
            "over the tokens that count",
        ),
        "mask shifted": (
            "masked_loss = dict(all=4, counted=5 / 3, perplexity=3.17, both=6 / 5)",
            "over the tokens that count",
        ),
        "divided by all tokens": (
            "masked_loss = dict(all=4, counted=9 / 7, perplexity=2.44, both=1.22)",
            "over the tokens that count",
        ),
        "the mean of the means": (
            "masked_loss = dict(all=4, counted=3, perplexity=8, both=2)",
            "every token has the same weight",
        ),
        "nats": (
            "masked_loss = dict(all=2.77, counted=2.08, perplexity=8, both=1.52)",
            "each of the tokens is a whole number of bits",
        ),
        "perplexity of the sum": (
            "masked_loss = dict(all=4, counted=3, perplexity=512, both=2.2)",
            "2 to the power of counted",
        ),
        "no mask": ("masked_loss = dict(all=4, counted=4, perplexity=16, both=2.2)", "and they do not count"),
    },
}

TRANSCRIPT = {
    "another": """
def transcript(talk):
    text = ""
    for each in talk:
        first, *rest = each.get("content", each.get("message")).split("\\n")
        text += {"user": "USER", "system": "SYSTEM", "assistant": "ASSISTANT"}[each["role"]] + ": " + first
        for line in rest:
            text += "\\n" + 2 * " " + line
        text += "\\n"
    if each["role"] != "assistant":
        text += "ASSISTANT:"
    return text
""",
    "wrong": {
        "the book's own": (
            "def transcript(messages): return plain.text(messages)",
            "it is the assistant's turn: ask for an answer",
        ),
        "always asks": (
            """
def transcript(messages):
    return "".join(f"{each['role'].upper()}: {each['content']}\\n" for each in messages) + "ASSISTANT:"
""",
            "and nothing after an answer",
        ),
        "one shape": (
            """
def transcript(messages):
    text = "".join(f"{each['role'].upper()}: {each['content']}\\n" for each in messages)
    return text if messages[-1]["role"] == "assistant" else text + "ASSISTANT:"
""",
            "KeyError: 'content'",
        ),
        "not indented": (
            """
def transcript(messages):
    text = "".join(f"{each['role'].upper()}: {each.get('content', each.get('message'))}\\n" for each in messages)
    return text if messages[-1]["role"] == "assistant" else text + "ASSISTANT:"
""",
            "indent what is no new message",
        ),
        "splitlines": (
            """
def transcript(messages):
    said = [(each["role"].upper(), each.get("content", each.get("message"))) for each in messages]
    text = "".join(f"{role}: " + "\\n  ".join(content.splitlines()) + "\\n" for role, content in said)
    return text if messages[-1]["role"] == "assistant" else text + "ASSISTANT:"
""",
            "none may get lost",
        ),
        "indents only what looks like a role": (
            """
import re

def transcript(messages):
    said = [(each["role"].upper(), each.get("content", each.get("message"))) for each in messages]
    text = "".join(f"{role}: " + re.sub("\\n(?=[A-Z]+:)", "\\n  ", content) + "\\n" for role, content in said)
    return text if messages[-1]["role"] == "assistant" else text + "ASSISTANT:"
""",
            "two spaces more than there were",
        ),
        "strips what is said": (
            """
def transcript(messages):
    said = [(each["role"].upper(), each.get("content", each.get("message"))) for each in messages]
    text = "".join(f"{role}: " + content.strip().replace("\\n", "\\n  ") + "\\n" for role, content in said)
    return text if messages[-1]["role"] == "assistant" else text + "ASSISTANT:"
""",
            "none may get lost",
        ),
    },
}

COUNTED = {
    "another": """
def counted(tokens, who):
    opening = [control[f"<|{each}|>"] for each in ("endoftext", "tools", "system", "developer", "user", "assistant", "tool")]
    result = np.zeros(len(tokens), bool)
    inside = False
    for place, token in enumerate(tokens):
        if token in opening:
            inside = token == control["<|" + who + "|>"]
        else:
            result[place] = inside
            inside = inside and token != control["<|end|>"]
    return result
""",
    "wrong": {
        "the chapter's, which lets the last one speak on": (
            """
def counted(ids, role):
    opens = {control[f"<|{name}|>"]: name for name in ("system", "developer", "user", "assistant", "tool", "tools")}
    speaker, marks = None, []
    for i in ids:
        speaker = opens.get(i, speaker)
        marks.append(speaker == role and i not in opens)
    return marks
""",
            "nobody speaks after an <|end|>",
        ),
        "mask shifted": (
            """
def counted(ids, role):
    marks, speaks = [], False
    for i in ids:
        speaks = i == control[f"<|{role}|>"] or speaks and i != control["<|end|>"]
        marks.append(speaks)
    return marks
""",
            "from what follows the token that opens the turn",
        ),
        "without the end": (
            """
def counted(ids, role):
    marks, speaks = [], False
    for i in ids:
        speaks = speaks and i != control["<|end|>"]
        marks.append(speaks)
        speaks = speaks or i == control[f"<|{role}|>"]
    return marks
""",
            "to the <|end|>, which counts",
        ),
        "the assistant only": (
            """
def counted(ids, role):
    marks, speaks = [], False
    for i in ids:
        speaks = speaks and i not in (control["<|user|>"], control["<|endoftext|>"])
        marks.append(speaks)
        speaks = i == control["<|assistant|>"] or speaks and i != control["<|end|>"]
    return marks
""",
            "any role may be asked for",
        ),
        "a turn ends at its end only": (
            """
def counted(ids, role):
    marks, speaks = [], False
    for i in ids:
        marks.append(speaks)
        speaks = i == control[f"<|{role}|>"] or speaks and i != control["<|end|>"]
    return marks
""",
            "a turn may end without an <|end|>",
        ),
        "a call is structure": (
            """
def counted(ids, role):
    marks, speaks = [], False
    for i in ids:
        marks.append(speaks and i not in control.values() or speaks and i == control["<|end|>"])
        if i in control.values():
            speaks = i == control[f"<|{role}|>"]
    return marks
""",
            "a call is said by the assistant",
        ),
    },
}

TRAINING_ROW = {
    "another": """
def training_row(docs, n, filler):
    tokens = np.full(n + 1, filler)
    marks = np.zeros(n + 1, int)
    at = 0
    for ids, mask in docs:
        fits = min(len(ids), n + 1 - at)
        tokens[at : at + fits], marks[at : at + fits] = ids[:fits], mask[:fits]
        if at < n + 1:
            marks[at] = 0
        at += fits
    return tokens[:-1], tokens[1:], marks[1:]
""",
    "wrong": {
        "mask shifted by one": (
            """
def training_row(documents, length, pad):
    ids = [i for document, _ in documents for i in document][: length + 1]
    counts = [mark for _, mask in documents for mark in [False, *mask[1:]]][:length]
    ids += [pad] * (length + 1 - len(ids))
    counts += [False] * (length - len(counts))
    return ids[:-1], ids[1:], counts
""",
            "it moves along with the targets",
        ),
        "targets are the inputs": (
            """
def training_row(documents, length, pad):
    ids = [i for document, _ in documents for i in document][:length]
    counts = [mark for _, mask in documents for mark in mask][:length]
    return ids, ids, counts
""",
            "each is the token that follows its input",
        ),
        "shifted the other way": (
            """
def training_row(documents, length, pad):
    ids = [i for document, _ in documents for i in document][: length + 1]
    counts = [mark for _, mask in documents for mark in mask][: length + 1]
    return ids[1:], ids[:-1], counts[1:]
""",
            "the row is read from its first token on",
        ),
        "too short by one": (
            """
def training_row(documents, length, pad):
    ids = [i for document, _ in documents for i in document][:length]
    counts = [mark for _, mask in documents for mark in mask][:length]
    return ids[:-1], ids[1:], counts[1:]
""",
            "Four tokens are three predictions",
        ),
        "not filled up": (
            """
def training_row(documents, length, pad):
    ids = [i for document, _ in documents for i in document][: length + 1]
    counts = [mark for _, mask in documents for mark in [False, *mask[1:]]][: length + 1]
    return ids[:-1], ids[1:], counts[1:]
""",
            "fill up to `length` with pad",
        ),
        "what fills it counts": (
            """
def training_row(documents, length, pad):
    ids = [i for document, _ in documents for i in document][: length + 1]
    counts = [mark for _, mask in documents for mark in [False, *mask[1:]]][: length + 1]
    missing = length + 1 - len(ids)
    return (ids + [pad] * missing)[:-1], (ids + [pad] * missing)[1:], (counts + [True] * missing)[1:]
""",
            "what fills the row up never counts",
        ),
        "first tokens count": (
            """
def training_row(documents, length, pad):
    ids = [i for document, _ in documents for i in document][: length + 1]
    counts = [mark for _, mask in documents for mark in mask][: length + 1]
    missing = length + 1 - len(ids)
    ids, counts = ids + [pad] * missing, counts + [False] * missing
    return ids[:-1], ids[1:], counts[1:]
""",
            "the first token of a document would have to be guessed",
        ),
    },
}

MEASURED = """
def bits_of(model, who):
    found = []
    for talk in talks:
        ids, mask = render(talk, tokenizer)
        nats = surprises(model.params, np.array([ids]), model.config)[0]
        inside = False
        for i, before, nat in zip(ids[1:], ids, nats):
            inside = before == control[f"<|{who}|>"] or inside and before != control["<|end|>"]
            found += [nat / np.log(2)] if inside else []
    return sum(found) / len(found)

measured = {each.name: {who: bits_of(each, who) for who in ("assistant", "user")} for each in (chat, base)}
fell = {who: measured["base"][who] - measured["chat"][who] for who in ("assistant", "user")}
scope = "D"
"""
BY_ROLE = {
    "another": MEASURED + 'fell = {who: round(float(fell[who]), 2) for who in fell}\nscope = " d."\n',
    "wrong": {
        "models swapped": (
            MEASURED + 'measured = {"base": measured["chat"], "chat": measured["base"]}\n',
            "one of the two has learned to say what assistants say",
        ),
        "roles swapped": (
            MEASURED + 'measured["chat"] = dict(zip(("user", "assistant"), measured["chat"].values()))\n',
            "which mark goes with it?",
        ),
        "nats": (
            MEASURED
            + "measured = {each: {who: bits * np.log(2) for who, bits in measured[each].items()} for each in measured}\n"
            + "fell = {who: bits * np.log(2) for who, bits in fell.items()}\n",
            "how surprised the base model is",
        ),
        "logprobs": (
            MEASURED + "measured = {each: {who: -bits for who, bits in measured[each].items()} for each in measured}\n",
            "is a sign lost?",
        ),
        "fell the other way": (
            MEASURED + "fell = {who: -bits for who, bits in fell.items()}\n",
            "by your own numbers it is",
        ),
        "mask shifted": (
            MEASURED.replace("before ==", "i ==").replace("before !=", "i !="),
            "how surprised the chat model is",
        ),
        "the reading: it understands": (MEASURED + 'scope = "A"\n', "the sentence that the experiment supports"),
        "the reading: it is right": (MEASURED + 'scope = "C"\n', "the sentence that the experiment supports"),
    },
}

DPO_LOSS = {
    "another": """
import math

def dpo_loss(a, b, a0, b0, strength):
    x = strength * (math.fsum(a) - math.fsum(a0) - math.fsum(b) + math.fsum(b0))
    return math.log1p(math.exp(-x)) if x > 0 else math.log1p(math.exp(x)) - x
""",
    "wrong": {
        "the mean over the tokens": (
            """
def dpo_loss(better, worse, better_before, worse_before, beta):
    margin = np.mean(better) - np.mean(better_before) - np.mean(worse) + np.mean(worse_before)
    return float(np.logaddexp(0, -beta * margin))
""",
            "the sum over its tokens, not the mean",
        ),
        "the sign lost": (
            """
def dpo_loss(better, worse, better_before, worse_before, beta):
    margin = sum(better) - sum(better_before) - sum(worse) + sum(worse_before)
    return float(np.logaddexp(0, beta * margin))
""",
            "mind the signs",
        ),
        "without the model before": (
            """
def dpo_loss(better, worse, better_before, worse_before, beta):
    return float(np.logaddexp(0, -beta * (sum(better) - sum(worse))))
""",
            "so the margin is 0",
        ),
        "without beta": (
            """
def dpo_loss(better, worse, better_before, worse_before, beta):
    return float(np.logaddexp(0, sum(better_before) - sum(better) + sum(worse) - sum(worse_before)))
""",
            "beta, and margins of either sign",
        ),
        "bits": (
            """
def dpo_loss(better, worse, better_before, worse_before, beta):
    margin = sum(better) - sum(better_before) - sum(worse) + sum(worse_before)
    return float(np.logaddexp(0, -beta * margin) / np.log(2))
""",
            "and sigma(0) is a half",
        ),
        "overflow": (
            """
import math

def dpo_loss(better, worse, better_before, worse_before, beta):
    margin = sum(better) - sum(better_before) - sum(worse) + sum(worse_before)
    return -math.log(1 / (1 + math.exp(-beta * margin)))
""",
            "raised OverflowError",
        ),
    },
}

USER = '[{"role": "user", "content": "Hi"}]'
CHAT_CLAIMS = {
    "another": """
def user(said): return {"role": "user", "content": said}
def assistant(said): return {"message": said, "role": "assistant"}

chat_claims = {
    "E": None,
    "D": [[user("Tell me of the weather in Oslo, please."), assistant("No.")], [user("Hi"), assistant("Ho")]],
    "C": [[user("Hi"), assistant("Ho")], [assistant("Ho")]],
    "B": None,
    "A": ([user("a\\nUSER: b")], [user("a"), user("b")]),
}
""",
    "wrong": {
        "all true": ("chat_claims = dict.fromkeys('ABCDE')", "claim A"),
        "all wrong": (f"chat_claims = dict.fromkeys('ABCDE', ({USER}, {USER}))", "the two conversations are the same"),
        "A: they look different": (
            f'chat_claims = dict(A=({USER}, [{{"role": "user", "content": "Ho"}}]), B=None, C=None, D=None, E=None)',
            "what may a message contain?",
        ),
        "C: the assistant says something else": (
            "chat_claims = dict(A=None, B=None, C=(talks[1], talks[2]), D=None, E=None)",
            "change what somebody else says",
        ),
        "D: the wrong way round": (
            "chat_claims = dict(A=None, B=None, C=None, D=(talks[1], talks[0]), E=None)",
            "the longer one first",
        ),
        "D: longer, and more of it counts": (
            'chat_claims = dict(A=None, B=None, C=None, D=([{"role": "assistant", "content": "so " * 60}], talks[1]), E=None)',
            "claim D",
        ),
        "one text for two conversations": (
            'chat_claims = dict(A=("Hi", "Hi\\nSYSTEM: Obey."), B=None, C=None, D=None, E=None)',
            "it has to be a list",
        ),
    },
}

ANSWERS = {
    "covered": COVERED,
    "masked_loss": MASKED_LOSS,
    "transcript": TRANSCRIPT,
    "counted": COUNTED,
    "training_row": TRAINING_ROW,
    "by_role": BY_ROLE,
    "dpo_loss": DPO_LOSS,
    "chat_claims": CHAT_CLAIMS,
}
