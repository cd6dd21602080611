"""Exercises in quoting: each text comes back as it was said, and no other."""

from nexttoken.corpus.dialogues import generate
from nexttoken.corpus.dialogues.quoting import words
from nexttoken.corpus.draw import Draw

MADE = list(generate(300, skill="quoting"))


def test_each_answer_quotes_what_was_said_last():
    for made in MADE:
        texts = [one["answers"][0] for one in made.facts["expected"] if made_up(one)]
        assert 2 <= len(texts) <= 4
        last, quoted = None, 0
        for message in made.messages:
            if message["role"] == "user":
                last = next((text for text in texts if text in message["content"]), last)
            elif message["content"].startswith("You said"):
                assert message["content"] == f"You said: {last}."
                quoted += 1
        assert quoted == len(texts)


def made_up(expected):
    return "fact" not in expected and expected.get("word") != "noted"


def test_texts_are_of_one_piece_or_more_and_most_are_new_each_time():
    texts = [words(Draw(f"{number}")) for number in range(300)]
    assert len(set(texts)) > 290
    assert min(len(text.split()) for text in texts) == 1 and max(len(text.split()) for text in texts) > 6
