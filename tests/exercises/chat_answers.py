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
        "shifted by one": ("covered = [7, 8, 9, 10, 17, 18]", "piece 10 counts, and what comes after it does not"),
        "without the ends": ("covered = [8, 9, 10, 18]", "of the pieces that count at least 2 are missing"),
        "the result too": ("covered = [8, 9, 10, 11, 15, 18, 19]", "1 of your pieces do not count"),
        "the pieces themselves": (
            "covered = [variant['pieces'][8], variant['pieces'][18]]",
            "the pieces have the numbers 0 to 19",
        ),
        "counted from 1": ("covered = [9, 10, 11, 12, 19, 20]", "covered has [20] in it"),
    },
}

MASKED_LOSS = {
    "another": "masked_loss = dict(both=2.2, perplexity=8.0, counted=3, all=4)",
    "wrong": {
        "with the token that opens the turn": (
            "masked_loss = dict(all=4, counted=2.5, perplexity=2**2.5, both=12 / 6)",
            "who writes <|assistant|>",
        ),
        "without the end": (
            "masked_loss = dict(all=4, counted=2, perplexity=4, both=5 / 3)",
            "who writes <|assistant|>",
        ),
        "mask shifted": (
            "masked_loss = dict(all=4, counted=5 / 3, perplexity=3.17, both=6 / 5)",
            "over the tokens that count",
        ),
        "divided by all tokens": (
            "masked_loss = dict(all=4, counted=9 / 7, perplexity=2.44, both=1.22)",
            "who writes <|assistant|>",
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

PLAIN = """
import re

def transcript(messages):
    said = [(each["role"].upper(), each.get("content", each.get("message"))) for each in messages]
    text = "".join(f"{role}: " + content.replace("\\n", "\\n  ") + "\\n" for role, content in said)
    return text if messages[-1]["role"] == "assistant" else text + "ASSISTANT:"
"""
INDENTED = 'content.replace("\\n", "\\n  ")'
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
            PLAIN.replace('text if messages[-1]["role"] == "assistant" else ', ""),
            "and nothing after an answer",
        ),
        "one shape": (
            PLAIN.replace('each.get("content", each.get("message"))', 'each["content"]'),
            "KeyError: 'content'",
        ),
        "not indented": (PLAIN.replace(INDENTED, "content"), "indent what is no new message"),
        "splitlines": (PLAIN.replace(INDENTED, '"\\n  ".join(content.splitlines())'), "none may get lost"),
        "indents only what looks like a role": (
            PLAIN.replace(INDENTED, 're.sub("\\n(?=[A-Z]+:)", "\\n  ", content)'),
            "further lines begin with '  ' more",
        ),
        "strips what is said": (PLAIN.replace("content.replace", "content.strip().replace"), "none may get lost"),
    },
}

MARKS = """
def counted(ids, role):
    names = ("endoftext", "tools", "system", "developer", "user", "assistant", "tool")
    opens, end = [control[f"<|{name}|>"] for name in names], control["<|end|>"]
    marks, speaks = [], False
    for i in ids:
        marks.append(speaks and i not in opens)
        speaks = i == control[f"<|{role}|>"] if i in opens else speaks and i != end
    return marks
"""
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
            MARKS.replace('"endoftext", ', "").replace("speaks and i != end", "speaks"),
            "nobody speaks after an <|end|>",
        ),
        "mask shifted": (
            MARKS.replace("return marks", "return [*marks[1:], False]"),
            "from what follows the token that opens the turn",
        ),
        "without the end": (
            MARKS.replace("i not in opens)", "i not in opens and i != end)"),
            "to the <|end|>, which counts",
        ),
        "the assistant only": (MARKS.replace("{role}", "assistant"), "any role may be asked for"),
        "a turn ends at its end only": (
            MARKS.replace("if i in opens else", "if i in opens and not speaks else"),
            "a turn may end without an <|end|>",
        ),
        "a call is structure": (
            MARKS.replace("i not in opens)", "(i == end or i not in control.values()))"),
            "a call is said by the assistant",
        ),
    },
}

ROW = """
def training_row(documents, length, pad):
    ids = [i for document, _ in documents for i in document][: length + 1]
    counts = [mark for _, mask in documents for mark in [False, *mask[1:]]][: length + 1]
    missing = length + 1 - len(ids)
    ids, counts = ids + [pad] * missing, counts + [False] * missing
    return ids[:-1], ids[1:], counts[1:]
"""
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
        "mask shifted by one": (ROW.replace("counts[1:]", "counts[:-1]"), "it moves along with the targets"),
        "targets are the inputs": (ROW.replace("ids[1:]", "ids[:-1]"), "each is the token that follows its input"),
        "shifted the other way": (
            ROW.replace("ids[:-1], ids[1:]", "ids[1:], ids[:-1]"),
            "the row is read from its first token on",
        ),
        "too short by one": (ROW.replace("length + 1", "length"), "Four tokens are three predictions"),
        "not filled up": (
            ROW.replace("missing = length + 1 - len(ids)", "missing = 0"),
            "fill up to `length` with pad",
        ),
        "what fills it counts": (
            ROW.replace("[False] * missing", "[True] * missing"),
            "what fills the row up never counts",
        ),
        "first tokens count": (
            ROW.replace("[False, *mask[1:]]", "mask"),
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
            "are nats",
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
            "which of the marks goes with it",
        ),
        "the reading: it understands": (MEASURED + 'scope = "A"\n', "the sentence that the experiment supports"),
        "the reading: it is right": (MEASURED + 'scope = "C"\n', "the sentence that the experiment supports"),
    },
}

LOSS = """
def dpo_loss(better, worse, better_before, worse_before, beta):
    margin = sum(better) - sum(better_before) - sum(worse) + sum(worse_before)
    return float(np.logaddexp(0, -beta * margin))
"""
DPO_LOSS = {
    "another": """
import math

def dpo_loss(a, b, a0, b0, strength):
    x = strength * (math.fsum(a) - math.fsum(a0) - math.fsum(b) + math.fsum(b0))
    return math.log1p(math.exp(-x)) if x > 0 else math.log1p(math.exp(x)) - x
""",
    "wrong": {
        "the mean over the tokens": (LOSS.replace("sum(", "np.mean("), "the sum over its tokens, not the mean"),
        "the sign lost": (LOSS.replace("-beta", "beta"), "mind the signs"),
        "without the model before": (
            LOSS.replace("- sum(better_before) - sum(worse) + sum(worse_before)", "- sum(worse)"),
            "so the margin is 0",
        ),
        "without beta": (LOSS.replace("-beta * margin", "-margin"), "beta times the margin"),
        "bits": (LOSS.replace("margin))", "margin) / np.log(2))"), "and sigma(0) is 0.5"),
        "overflow": (
            "import math\n"
            + LOSS.replace("float(np.logaddexp(0, -beta * margin))", "-math.log(1 / (1 + math.exp(-beta * margin)))"),
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
    "C": [[user("I am Tovira. Who am I?"), assistant("You are Tovira.")], [user("Hi"), assistant("You are Tovira.")]],
    "B": None,
    "A": ([user("a\\nUSER: b")], [user("a"), user("b")]),
}
""",
    "wrong": {
        "D: longer by a call": (
            """
clock = {"id": "a", "type": "function", "function": {"name": "clock", "arguments": "{}"}}
called = [*talks[1], {"role": "assistant", "content": None, "tool_calls": [clock]}]
chat_claims = dict(A=None, B=None, C=None, D=(called, talks[1]), E=None)
""",
            "a message calls a tool",
        ),
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
