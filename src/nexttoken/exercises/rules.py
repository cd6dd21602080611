"""What rule of their own a student's program keeps to, drawn by chance: a function for each task that had no other.

    top_p(Random("anna"))["most = None"]        "most = 27"

Each gives {what stands in the source: what stands there instead}, as those of `wordings.py` do: the text of the task
gets the rule; check, solution and hidden tests get its number, or its word. In the source, whose text has no such rule,
they have one that changes nothing. Each is drawn out of many, so that few students have the same by chance.

What this file does not do: know an answer, or whose rule it is (`variants.py`).
"""

from nexttoken.exercises.draws import WORDS
from nexttoken.exercises.wordings import instead

_IN_TALES = """
wolf bear horse cat dog owl rabbit duck goose giant queen dwarf miller brother castle forest river mountain garden house
bridge ring mirror bell candle stone
"""
_SPEAKERS = "document page picture letter memory source note search table map diary record"
_ROLES = """
narrator teacher doctor judge pilot expert guest host editor poet critic witch baker captain clerk cook friend mayor
nurse sailor singer tailor visitor witness
"""
_SIGNS = "?#*~^@%$&+=/_!.:-"
_ERRORS = """
failure fault mistake trouble mishap slip obstacle reason complaint problem warning defect hitch snag hindrance flaw
accident blunder setback upset worry misfortune hurdle refusal excuse
"""
_ENDS = """
END FINISHED OVER STOP CLOSED BYE COMPLETE LAST FINAL EOF FIN QUIT EXIT CLOSE READY ENOUGH COMPLETED ENDED SILENCE
NOTHING ALL HALT GONE THANKS
"""
_FIELDS = """
reasoning thinking thought refusal aside draft notes plan sketch comment remark rationale summary doubt musing outline
preface caption subtitle gist reflection monologue memo whisper
"""


def softmax(random):
    """Up to which temperature there is no chance left."""
    coldest = random.randint(11, 99) / 1000
    return {"At 0 the most": f"At {coldest} and below the most"} | instead(0, coldest, "coldest = {}")


def top_p(random):
    """How many tokens may stay."""
    most = random.randint(6, 60)
    return after("at least `p` together", f", but no more than {most}") | instead(None, most, "most = {}")


def merge(random):
    """How often a pair has to occur."""
    least = random.randint(3, 40)
    return (
        {"Where no two tokens are neighbours,": f"Where no pair occurs {least} times or more,"}
        | instead(1, least, "least = {}")
        | checked('check("merge", one_merge)', f"least={least}")
    )


def bits(random):
    """Which token is no surprise."""
    known = f" {random.choice(_IN_TALES.split())}"
    said = f'\nThe token `"{known}"` is read as all others are, but not counted: it is known that one will come.'
    return (
        after("given all that stands before it.", said)
        | instead("", known, 'known = model.tokenizer.encode("{}")')
        | {'known = ""': f'known = "{known}"'}
    )


def transcript(random):
    """What further lines begin with."""
    spaces, sign = random.randint(2, 9), random.choice("|>*+~%^=")
    indent = spaces * " " + sign
    return (
        {"begins with two spaces more": f"begins with {spaces} spaces and `{sign}` more"}
        | instead("  ", indent, 'indent, turns = "{}"', 'indent = "{}"')
        | checked('check("transcript", transcript)', f'indent="{indent}"')
    )


def counted(random):
    """What else opens a turn, and whose."""
    token, role = f"<|reserved_{random.randint(10, 15)}|>", random.choice(_SPEAKERS.split())
    said = f" `{token}` opens one too, for the role `{role}`."
    return after("but it does end the turn before it.", said) | {"further = {}": f'further = {{"{token}": "{role}"}}'}


def training_row(random):
    """How many tokens of a document are used."""
    most = random.randint(8, 50)
    said = f"- Of each document no more than the first {most} tokens are used.\n- All three"
    return {"- All three": said} | instead(None, most, "most = {}")


def dpo_loss(random):
    """By how much the better answer has to lead."""
    offset = f"{random.randint(3, 60) / 20:g}"
    said = f" (The {offset} is an *offset*: by so much the better answer has to lead.)"
    return (
        after(r"\beta \cdot \text{margin}", f" - {offset}")
        | after("with natural logarithms.", said)
        | instead(0, offset, "offset = {}")
        | checked('check("dpo_loss", dpo_loss)', f"offset={offset}")
    )


def strict(random):
    """Who else may speak."""
    role = random.choice(_ROLES.split())
    return {
        "`USER:` or `ASSISTANT:` begins": f"`USER:`, `ASSISTANT:` or `{role.upper()}:` begins",
        'roles = ("system", "user", "assistant")': f'roles = ("system", "user", "assistant", "{role}")',
    }


def hold_back(random):
    """What is told in the place of bytes that are no letter."""
    before, behind = random.choice(("()", "[]", "<>", "{}", "||"))
    sign = before + random.choice(_SIGNS) + behind
    return {
        "told as U+FFFD, `\ufffd`": f"told as `{sign}`, once wherever Python's decoder has one U+FFFD",
        r'errors="replace"), "\ufffd"': f'errors="replace"), "{sign}"',
        r'sign = "\ufffd"': f'sign = "{sign}"',
    }


def tool_loop(random):
    """Under which name the model reads what was wrong."""
    error = random.choice(_ERRORS.split())
    call = checked('check("tool_loop", tool_loop)', f'error="{error}"')
    return call | instead("error", error, '{{"{}": "..."}}', '{{"{}": f"', '["{}"]')


def events(random):
    """How a stream says that it ends."""
    end = f"[{random.choice(_ENDS.split())}]"
    said = f"but for `{end}` (where OpenAI's API has `[DONE]`),"
    call = checked('check("events", events)', f'end="{end}"')
    return call | {"but for `[DONE]`,": said, "[DONE]": end}


def assembled(random):
    """Which other text a message has."""
    field = random.choice(_FIELDS.split())
    said = f'\n- `"{field}"`: text like it, put together; where no chunk has any, the message has no key `"{field}"`;'
    both = {'texts = ("content",)': f'texts = ("content", "{field}")'}
    return after('- `"content"`: some more text, or `None`;', said) | both


def bias_for(random):
    """The largest bias that there is."""
    most = random.choice([*range(71, 100), *range(101, 136)])
    said = f"The server that you ask takes no bias below -{most} or above {most}, where OpenAI's takes 100:"
    return (
        {"The API takes no bias below -100 or above 100:": said}
        | instead(100, most, "most = {}")
        | checked('check("bias_for", bias_for)', f"most={most}")
    )


def within(random):
    """How much room is left for the answer."""
    free = random.randint(20, 99)
    return (
        after("as there is `room` for", f", with {free} tokens of it left free for an answer")
        | instead(0, free, "free = {}")
        | checked('check("within", within)', f"free={free}")
    )


def split_of(random):
    """Three combinations that are held out, whatever else is."""
    pairs = tuple((random.choice(word), word) for word in random.sample(WORDS, 3))
    one, two, three = (f"*{letter}* in *{word}*" for letter, word in pairs)
    said = (
        f"- {one}, {two} and {three} are held out in any case, also where a word is none of `WORDS`: a test that others "
        "use asks for them;\n"
    )
    return {"- it always says": said + "- it always says"} | instead((), pairs, "named = {}")


def after(text, more):
    """What puts something after this text."""
    return {text: text + more}


def checked(call, own):
    """What gives a check something of the student's own."""
    return {call: f"{call[:-1]}, {own})"}


RULES = {
    "01-completion": (softmax, top_p, merge, bits),
    "02-chat": (transcript, counted, training_row, dpo_loss),
    "03-chat-completion": (strict, hold_back, tool_loop),
    "04-api": (events, assembled, bias_for, within),
    "05-project": (split_of,),
}
