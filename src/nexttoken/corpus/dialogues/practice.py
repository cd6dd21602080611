"""Kinds of rules that training alone has: more ways to wrap, to list, to write letters, to begin,
to end, to decline.

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
BULLETS = {
    "stars": "* ", "plus signs": "+ ", "hash signs": "# ", "arrows": "> ", "equals signs": "= ", "bars": "| ",
    "waves": "~ ", "at signs": "@ ", "percent signs": "% ",
}  # fmt: skip
MARKS = {
    "three stars": "***", "three dots": "...", "an arrow": "->", "two colons": "::", "a wave": "~", "two waves": "~~",
    "three plus signs": "+++", "an at sign": "@", "a percent sign": "%", "three hash signs": "###", "two bars": "||",
}  # fmt: skip
TAILS = {
    "a smile": ":)", "a wink": ";)", "a heart": "<3", "a sad face": ":(", "a laugh": "^^", "three dots": "...",
    "three stars": "***", "two waves": "~~", "an arrow": "<-", "a long dash": "--", "three plus signs": "+++",
}  # fmt: skip
SOUNDS = ("Hmm", "Ah", "Phew", "Wow", "Oops", "Tsk", "Yay", "Eek", "Er", "Whee", "Ugh", "Pff", "Gosh", "Yikes")
ADDRESSES = ("Captain", "Professor", "Milady", "Your Majesty", "Doctor", "Boss", "Sir", "Madam", "Neighbor", "Partner",
             "Chief", "Coach", "Friend", "Darling")  # fmt: skip
TAGS = ("Answer", "Reply", "Text", "Note", "Out", "Said", "Box", "Part", "Line", "B", "P", "Q")

PRACTICE = {
    "title": Kind("case", (
        "Begin each word with a capital letter.", "Write every word with a capital letter.", "Use title case.",
        "Give each word a capital letter.", "Write in title case.", "Every word starts with a capital letter.",
        "Answer in title case.", "Put a capital letter at the start of each word.",
        "Each word of your answers must begin with a capital letter.", "Reply in title case.",
    )),
    "first": Kind("case", (
        "Write your first word in capital letters.", "The first word is all capitals.", "Shout the first word.",
        "Put the first word of each answer in capitals.", "Start in capitals, but only for one word.",
        "The first word must be in upper case.", "Use upper case for the first word only.", "First word in capitals.",
        "Make the first word large: capital letters.", "Write the first word in upper case.",
    )),
    "wrap": Kind("shape", (
        "Put your answer in {v}.", "Answer in {v}.", "Use {v} around your answers.", "Always answer in {v}.",
        "Your answers must be in {v}.", "Please put {v} around the answer.", "Put everything between {v}.",
        "Write {v} before and after it.", "Put everything in {v}.", "Write in {v}.", "Reply in {v}.",
    )),
    "tags": Kind("shape", (
        "Put your answer between <{v}> and </{v}>.", "Use <{v}> before and </{v}> after it.", "Write <{v}>...</{v}>.",
        "Answer like this: <{v}>...</{v}>", "Start with <{v}> and finish with </{v}>.", "Use the tag <{v}>.",
        "Your answers stand between <{v}> and </{v}>.", "Put the tag <{v}> around it.", "Put everything in <{v}>.",
        "Always answer between <{v}> and </{v}>.",
    )),
    "bullets": Kind("shape", (
        "Use a list with {v}.", "Answer as a list with {v}.", "Write a list with {v}.", "Make a list with {v} of it.",
        "Your answers must be lists with {v}.", "Always answer with a list that has {v}.", "Please make lists with {v}.",
        "Every answer is a list with {v}, even a short one.", "Give lists with {v} only.", "Reply with a list with {v}.",
    )),
    "mark": Kind("voice", (
        "Start with {v}.", "Put {v} before the answer.", "Begin with {v}.", "Each answer starts with {v}.",
        "Always start with {v}.", "First write {v}.", "Write {v} first.", "Open with {v}.", "Please begin with {v}.",
        "Put {v} in front.",
    )),
    "tail": Kind("closing", (
        "End with {v}.", "Put {v} after the answer.", "Finish with {v}.", "Each answer ends with {v}.",
        "Always end with {v}.", "At the end write {v}.", "Write {v} last.", "Close with {v}.", "Please finish with {v}.",
        "Add {v} at the end.",
    )),
    "sound": Kind("voice", (
        'Make the sound "{v}" first.', 'Sigh "{v}" before you answer.', 'Each answer starts with the sound "{v}".',
        'Let out a "{v}" first.', 'The first thing one hears of you is "{v}".', 'Go "{v}" first, then answer.',
        'Always make the sound "{v}" at the start.', 'Start with the sound "{v}".', 'Please go "{v}" at the start.',
        'Begin with the sound "{v}".',
    )),
    "address": Kind("name", (
        'Address the user with "{v}".', 'To you the user is "{v}": say so.', 'Say "{v}" to the user each time.',
        'Speak to the user as to one called "{v}".', 'Always say "{v}" to the user.', 'The user is "{v}" to you.',
        'Use "{v}" where others say a name.', 'Please say "{v}" to the user.', 'In place of a name say "{v}".',
        'Say "{v}" when you speak to the user.',
    )),
    "never": Kind("topic", (
        "Never talk about {v}.", "Do not speak of {v}.", "You must not talk about {v}.", "Leave out one topic: {v}.",
        "Decline all questions about {v}, and answer all others.", "If a question is about {v}, decline it.",
        "Talk about anything but {v}.", "Questions about {v} are not for you.", "Say nothing about {v}.",
        "Whatever is about {v} you decline.", "Please do not talk about {v}.",
    )),
    "sign": Kind("closing", (
        "Sign your answers as {v}.", "You are {v}. Sign each answer with your name.", "Put your name at the end: {v}.",
        "Your name is {v}. Say it at the end of each answer.", "Always sign as {v}.", "Sign with your name, {v}.",
        "At the end say your name, {v}.", "Please sign every answer: {v}.", "Sign as {v}.", "Sign each reply with {v}.",
    )),
}  # fmt: skip
