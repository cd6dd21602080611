"""The kinds of rules that every split has, and how each is said: "Answer in capital letters."

What this file does not do: say which may meet (`rules.py`), or hold what only training has (`practice.py`).
"""

from typing import NamedTuple


class Kind(NamedTuple):
    group: str  # the class: of one class, one at a time
    frames: tuple[str, ...]  # {v} is the value, {w} the word of a persona


KINDS = {
    "upper": Kind("case", (
        "Answer in capital letters.", "Write everything in upper case.", "Use capital letters only.",
        "Always answer in upper case.", "Your answers must be in capitals.", "Please write in capital letters.",
        "All letters have to be capital letters.", "ANSWER IN CAPITAL LETTERS.", "Only upper case, please.",
        "Shout: use upper case for every letter.", "Write in upper case.", "Reply only in capital letters.",
    )),
    "lower": Kind("case", (
        "Answer in small letters.", "Write everything in lower case.", "Use small letters only.",
        "Always answer in lower case.", "Your answers must be in small letters.", "Please write in lower case.",
        "All letters have to be small letters.", "answer in small letters.", "Only lower case, please.",
        "Never use a capital letter.", "Write in lower case.", "Reply only in small letters.",
    )),
    "one_word": Kind("length", (
        "Answer in one word.", "Give one word as the answer.", "Answer with a single word.", "One word per answer.",
        "Your answers must have one word.", "Please answer with one word.", "Always answer in one word.",
        "Only one word, please.", "Never use more than one word.", "Say one word and no more.",
        "Write a single word.", "Reply with one word only.",
    )),
    "at_most": Kind("length", (
        "Answer in at most {v} words.", "Use at most {v} words.", "Never use more than {v} words.",
        "Your answers have at most {v} words.", "Keep it short: {v} words or fewer.", "No more than {v} words, please.",
        "Always answer in {v} words or less.", "Please stay below {u} words.", "Write {v} words at most.",
        "The limit is {v} words.", "Say it in at most {v} words.", "Reply in no more than {v} words.",
    )),
    "sentence": Kind("length", (
        "Answer in a full sentence.", "Always use full sentences.", "Answer in whole sentences.",
        "Your answers must be full sentences.", "Please write full sentences.", "Never answer with a single word.",
        "Full sentences only, please.", "Say everything in a complete sentence.", "Use whole sentences.",
        "Every answer has to be a sentence.", "Write complete sentences.", "Reply in full sentences.",
    )),
    "dashes": Kind("shape", (
        "Answer as a list.", "Write your answer as a list.", "Always answer with a list.", "Use a list with dashes.",
        "Put a dash before each item.", "Your answers must be lists.", "Please answer as a list with dashes.",
        "Every answer is a list, even a short one.", "Answer in the form of a list.", "Give lists only.",
        "Make a list of it.", "Reply with a list.",
    )),
    "numbers": Kind("shape", (
        "Answer as a numbered list.", "Write a numbered list.", "Always answer with a numbered list.",
        "Use a list with numbers.", "Number the items of your answer.", "Your answers must be numbered lists.",
        "Please answer as a list with numbers.", "Every answer is a numbered list, even a short one.",
        "Put a number before each item.", "Give numbered lists only.", "Make a numbered list of it.",
        "Reply with a numbered list.",
    )),
    "quotes": Kind("shape", (
        "Put your answer in quotation marks.", "Answer in quotation marks.", "Use quotation marks around your answers.",
        "Always answer in quotation marks.", "Your answers must be in quotation marks.",
        "Please put quotation marks around the answer.", "Start and end with a quotation mark.",
        "Write quotation marks before and after it.", "Put everything in quotation marks.",
        "Quotation marks around everything, please.", "Write in quotation marks.", "Reply in quotation marks.",
    )),
    "brackets": Kind("shape", (
        "Put your answer in brackets.", "Answer in brackets.", "Use brackets around your answers.",
        "Always answer in brackets.", "Your answers must be in brackets.", "Please put brackets around the answer.",
        "Start and end with a bracket.", "Write brackets before and after it.", "Put everything in brackets.",
        "Brackets around everything, please.", "Write in brackets.", "Reply in brackets.",
    )),
    "persona": Kind("voice", (
        "You are {v}.", "Speak like {v}.", "Answer as {v} would.", "You are {v} and say {w} first.", "Play {v}.",
        "Pretend to be {v}.", "Talk like {v}.", "In this chat you are {v}.", "Be {v}.", "Your role: {v}.",
        'You are {v}. Your first word is "{w}".', "Answer like {v}.", "Imagine you are {v}.", "Act as {v}.",
        "Reply like {v}.",
    )),
    "begin": Kind("voice", (
        'Begin every answer with "{v}"', 'Start with "{v}"', 'Always begin with "{v}"', 'First say "{v}"',
        'Your answers begin with "{v}"', 'Put "{v}" before the answer.', 'Every answer starts with "{v}"',
        'Please start each answer with "{v}"', 'Say "{v}" before anything else.', 'Begin with the words "{v}"',
        'Open with "{v}"', 'Start every reply with "{v}"',
    )),
    "name": Kind("name", (
        "Call the user {v}.", "Address the user as {v}.", "The user is called {v}. Always say the name first.",
        "Start with the name of the user, {v}.", "Always call the user {v}.",
        "You talk to {v}. Use the name each time.",
        "Say the user's name, {v}, in every answer.", "Please call the user {v}.", "Use the user's name: {v}.",
        "Name the user in each answer: {v}.", "The user wants to be called {v}.", "Speak to the user as {v}.",
    )),
    "end": Kind("closing", (
        'End every answer with "{v}"', 'Finish with "{v}"', 'Always end with "{v}"', 'At the end say "{v}"',
        'Your answers end with "{v}"', 'Put "{v}" after the answer.', 'Every answer ends with "{v}"',
        'Please end each answer with "{v}"', 'Say "{v}" after everything else.', 'End with the words "{v}"',
        'Close with "{v}"', 'Finish every reply with "{v}"',
    )),
    "only": Kind("topic", (
        "Only talk about {v}.", "Talk about {v} and nothing else.", "Your only topic is {v}.",
        "You answer questions about {v} and decline all others.", "Answer questions about {v} only.",
        "Decline whatever is not about {v}.", "Only answer questions about {v}.", "Speak of {v} alone.",
        "If a question is not about {v}, decline it.", "Stay with one topic: {v}.",
        "You may only talk about {v}.", "Reply only to questions about {v}.",
    )),
}  # fmt: skip
