"""Exercises in quoting: each text comes back as it was said, or in the letters that a rule asks for, and no other."""

from nexttoken.corpus.dialogues import generate
from nexttoken.corpus.dialogues.quoting import said, words
from nexttoken.corpus.draw import Draw
from nexttoken.evaluation.dialogues import judge

MADE = list(generate(300, skill="quoting"))
CASED = {"upper": str.upper, "lower": str.lower}


def rule(made):
    return next(iter(made.facts["expected"][0].get("rules", {})), None)


def test_each_answer_quotes_what_was_said_last():
    for made in MADE:
        texts = [one["answers"][0] for one in made.facts["expected"] if made_up(one)]
        assert 2 <= len(texts) <= 4
        last, quoted = None, 0
        for at, message in enumerate(made.messages):
            if message["role"] == "user":
                last = max((text for text in texts if text in message["content"]), key=len, default=last)
            elif "you said" in message["content"].lower():
                stop = "" if last.endswith(('."', ".")) else "."
                forms = (f"You said: {last}{stop}", f"{last[0].upper()}{last[1:]} is what you said.")
                assert message["content"] in map(CASED.get(rule(made), str), forms)
                assert judge(made, message, at)[0]
                quoted += 1
        assert quoted == len(texts)


def test_half_of_the_time_all_is_in_capital_or_in_small_letters():
    ruled = [rule(made) for made in MADE if rule(made)]
    assert {*ruled} == {*CASED} and 0.4 < len(ruled) / len(MADE) < 0.6
    for made in filter(rule, MADE):
        answers = [message["content"] for message in made.messages if message["role"] == "assistant"]
        assert answers == list(map(CASED[rule(made)], answers))


def test_a_sentence_in_quotation_marks_has_its_full_stop_inside_and_no_second_one():
    answers = [message["content"] for made in MADE for message in made.messages if message["role"] == "assistant"]
    closed = [text for text in answers if text.endswith('."')]
    assert len(closed) > 50 and not any('".' in text for text in answers)
    assert any(text.isupper() for text in closed), "which no wrapping teaches"


def test_sentences_of_facts_are_said_again_one_two_or_three():
    quoted = [one["answers"][0] for made in MADE for one in made.facts["expected"] if made_up(one)]
    whole = [text.count(". ") + 1 for text in quoted if text.endswith(".")]
    assert {*whole} == {1, 2, 3} and 0.2 < len(whole) / len(quoted) < 0.4


def made_up(expected):
    return "fact" not in expected and expected.get("word") != "noted"


def test_texts_are_of_one_piece_or_more_and_most_are_new_each_time():
    texts = [words(Draw(f"{number}")) for number in range(300)]
    assert len(set(texts)) > 290
    assert min(len(text.split()) for text in texts) == 1 and max(len(text.split()) for text in texts) > 6
    quoted = [text for number in range(300) if (text := said(Draw(f"{number}"))).startswith('"')]
    assert 0.3 < len(quoted) / 300 < 0.5 and all(text[1].isupper() or text[1].isdigit() for text in quoted)
