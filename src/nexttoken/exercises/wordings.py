"""What a student's notebook says in other words, drawn by chance: a function for each assignment.

    WORDINGS["04-api"](Random("anna"))["first, longest = 0.5, 8"]       "first, longest = 0.75, 10"

Each gives {what stands in the source: what stands there instead}, for all cells: the text of a task, the call of its
check, its solution and its hidden tests. So a threshold, the name of a tool or the fault of a filter differs, and so
does what each counterexample has to have in it. Whatever is drawn, the task is as hard.

What this file does not do: know an answer, or whose words they are (`variants.py`).
"""

from nexttoken.corpus.names import SHE

LONG = [name for name in SHE if len(name) >= 6]  # so that none is by chance in a text about something else
_INVENTED = """
Tavorilla Zorblixa Quendrith Maluvane Brixonda Felquora Ostravine Drumella Wexalind Yolthira Grunvela Kemposia
Alquonda Bravintha Corvessine Dolmarque Elvoska Fendrixa Galthora Hesperonda Ilvantha Jorwexine Kelstrava Lumbrissa
Morvaquin Nystravel Orphelda Pelvarrine Rovalixa Sorbendra Tulvoria Uxmarel Vandrisque Wolmexa Xanvella Zuvarine
"""
INVENTED = _INVENTED.split()  # the first twelve are those in the source
COUNT = ("count", "find", "number", "reckon", "tally", "total")
LETTERS = ("characters", "chars", "letters", "occurrences", "symbols", "times")

FILTER = """\
    for name in ("SYSTEM:", "USER:", "ASSISTANT:", "TOOL:"):
        while name in typed:
            typed = typed.replace(name, "")
    return typed"""
PLANTED = """\
    import re

    names = re.compile(r"{before}(SYSTEM|USER|ASSISTANT|TOOL){after}:"{flags})
    {again} names.search({where}):
        typed = names.sub("", typed)
    return typed"""
BLANKS, ANY_CASE = r"[ \t]*", ", re.IGNORECASE"
FILTERS = [  # each lets something else through
    PLANTED.format(before=before, after=after, flags=flags, again=again, where=where)
    for before, after, flags, again, where in (
        (BLANKS, BLANKS, "", "while", "typed"),
        (BLANKS, "", ANY_CASE, "while", "typed"),
        (BLANKS, BLANKS, ANY_CASE, "if", "typed"),
        ("^", BLANKS, ANY_CASE + " | re.MULTILINE", "while", "typed"),
        (BLANKS, BLANKS, ANY_CASE, "while", "typed[:60]"),
    )
]


def completion(random):
    """Twelve invented names, and a word for the counterexamples."""
    word, names = random.choice(LONG), random.sample(INVENTED, 12)
    return dict(zip(INVENTED, names)) | own("claims", word, f"The word *{word}* is in one of the two.")


def chat(random):
    """A word for the counterexamples."""
    word = random.choice(LONG)
    return own("chat_claims", word, f"Somebody says the word *{word}* in one of the two.")


def chat_completion(random):
    """A word for the counterexamples and the attack, a filter with a fault, and how long an expression may be."""
    word, longest = random.choice(LONG), random.choice([*range(110, 200, 10), *range(210, 300, 10)])
    return (
        own("parsing_claims", word, f"The word *{word}* is in each text.")
        | instead(200, longest, "expressions of more than {} characters", "longest = {}")
        | instead("texts, of", f"texts with the word *{word}* in them, of", "two {} at most 1,000 characters each")
        | instead("defended)", f"defended), own={word!r}", 'check("attack", (understood, cleaned, attack, honest, {})')
        | {FILTER: random.choice(FILTERS)}
    )


def api(random):
    """A number for the counterexamples, and how long a client waits."""
    number = -random.randint(80, 290) / 100
    first, longest = random.choice((0.75, 1.25, 1.5, 1.75, 2, 2.5)), random.choice((5, 6, 7, 9, 10, 11, 12))
    return (
        own("api_claims", number, f"The number {number} is in each counterexample.", example=-1.25)
        | instead(0.5, first, "waits: {} seconds,")
        | instead(8, longest, "never longer than {} seconds")
        | instead("attempts)", f"attempts, first={first}, longest={longest})", 'check("attempts", {}')
        | instead("0.5, 8", f"{first}, {longest}", "first, longest = {}")
    )


def project(random):
    """The name of the tool."""
    tool = f"{random.choice(COUNT)}_{random.choice(LETTERS)}"
    checks = {f'check("{task}", {task})': f'check("{task}", {task}, tool="{tool}")' for task in ("leaks", "verdict")}
    return checks | instead("count_letter", tool, "{}")


def own(task, mine, told, example="Wilma"):
    """What makes a task ask for something of the student's own in each counterexample, a word or a number.

    Hidden tests look for what `own` is. The example is what the solution has in each of them.
    """
    return (
        instead("", f" {told}", "it is not.{} (To find")
        | instead(task, f"{task}, own={mine!r}", f'check("{task}", {{}})')
        | instead(None, repr(mine), "own = {}")
        | instead(example, mine, "{}")
    )


def instead(old, new, *texts):
    """What turns one thing into another where it stands in these texts.

    >>> instead(8, 10, "longer than {} seconds", "longest = {}")
    {'longer than 8 seconds': 'longer than 10 seconds', 'longest = 8': 'longest = 10'}
    """
    return {text.format(old): text.format(new) for text in texts}


WORDINGS = {
    "01-completion": completion,
    "02-chat": chat,
    "03-chat-completion": chat_completion,
    "04-api": api,
    "05-project": project,
}
