"""Kinds of rules that training alone has: more ways to wrap, to list, to write letters, to end.

Whoever has seen quotation marks and brackets, and each beside a few rules, can learn the pairs by heart: of pairs never
seen together, quotation marks with capitals, a model had none right. What stands in stars, hash signs or braces in
turn, beside everything, is a lesson in wrapping.

Each writes something that no kind of `kinds` writes: a rule of the same effect in other words would teach a pair that
is held out.

What this file does not do: test anything. No held-out dialogue has one of these.
"""

from nexttoken.corpus.dialogues.kinds import Kind

WRAPS = {
    "stars": "**", "hash signs": "##", "equals signs": "==", "slashes": "//", "underscores": "__", "bars": "||",
    "plus signs": "++", "dollar signs": "$$", "square brackets": "[]", "curly brackets": "{}", "braces": "{}",
    "pointed brackets": "<>", "single quotes": "''", "backticks": "``",
}  # fmt: skip
BULLETS = {"stars": "* ", "plus signs": "+ ", "hash signs": "# ", "arrows": "> ", "equals signs": "= ", "bars": "| "}

PRACTICE = {
    "title": Kind("case", (
        "Begin each word with a capital letter.", "Write every word with a capital letter.", "Use title case.",
        "Give each word a capital letter.", "Write in title case.", "Every word starts with a capital letter.",
        "Answer in title case.", "Put a capital letter at the start of each word.",
        "Each word of your answers must begin with a capital letter.", "Reply in title case.",
    )),
    "wrap": Kind("shape", (
        "Put your answer in {v}.", "Answer in {v}.", "Use {v} around your answers.", "Always answer in {v}.",
        "Your answers must be in {v}.", "Please put {v} around the answer.", "Put everything between {v}.",
        "Write {v} before and after it.", "Put everything in {v}.", "Write in {v}.", "Reply in {v}.",
    )),
    "bullets": Kind("shape", (
        "Use a list with {v}.", "Answer as a list with {v}.", "Write a list with {v}.", "Make a list with {v} of it.",
        "Your answers must be lists with {v}.", "Always answer with a list that has {v}.", "Please make lists with {v}.",
        "Every answer is a list with {v}, even a short one.", "Give lists with {v} only.", "Reply with a list with {v}.",
    )),
    "sign": Kind("closing", (
        "Sign your answers as {v}.", "You are {v}. Sign each answer with your name.", "Put your name at the end: {v}.",
        "Your name is {v}. Say it at the end of each answer.", "Always sign as {v}.", "Sign with your name, {v}.",
        "At the end say your name, {v}.", "Please sign every answer: {v}.", "Sign as {v}.", "Sign each reply with {v}.",
    )),
}  # fmt: skip
