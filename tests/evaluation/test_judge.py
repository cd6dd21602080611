"""The judge of replies: what the dialogues themselves say passes, other good words pass, and every planted fault fails."""

import json

import pytest

from nexttoken.corpus.dialogues import EXERCISES, SKILLS, Dialogue, generate
from nexttoken.corpus.splits import SPLITS
from nexttoken.evaluation.dialogues import judge, prompt


def expecting(**expected):
    """A dialogue of one exchange, of whose reply this is expected."""
    messages = [{"role": "user", "content": "?"}, {"role": "assistant", "content": "!"}]
    return Dialogue(messages, [], "test", {"expected": [expected], "judged": 1, "held": []})


def verdict(text, **expected):
    return judge(expecting(**expected), {"role": "assistant", "content": text})


def calling(*calls):
    functions = [{"name": name, "arguments": arguments} for name, arguments in calls]
    calls = [{"id": f"call_{i}", "type": "function", "function": function} for i, function in enumerate(functions)]
    return {"role": "assistant", "content": None, "tool_calls": calls}


SKY = {"answers": ["blue"], "fact": ["color", "the sky"]}
FRUITS = {"members": "fruits", "count": 3}
CALL = {"calls": [{"name": "convert", "arguments": {"value": 3, "from": "meters"}}]}


@pytest.mark.parametrize("split", SPLITS)
def test_every_message_of_the_assistant_passes(split):
    for skill in SKILLS if split == "train" else {*SKILLS} - {*EXERCISES}:
        for made in generate(120, 9, split, skill):
            for number, message in enumerate(made.messages):
                if message["role"] == "assistant":
                    assert judge(made, message, number) == (True, ""), (made, number)


def test_the_prompt_ends_before_the_message_that_is_judged():
    made = next(generate(1, 0, "heldout", "tool_call"))
    assert prompt(made)[-1]["role"] == "user"
    assert judge(made, made.messages[len(prompt(made))]) == (True, "")


@pytest.mark.parametrize(
    "text, expected",
    [
        ("blue", SKY),
        ("It's blue, of course!", SKY),
        ("The answer is: Blue", SKY),
        ("8", {"answers": ["eight"], "fact": ["legs", "a spider"]}),
        ("It has eight.", {"answers": ["eight"], "fact": ["legs", "a spider"]}),
        ("Kennel.", {"answers": ["a kennel"], "fact": ["home", "a dog"]}),
        ("I would say plums... no: pear, apple and plum", {"members": "fruits", "count": 3}),
        ("That makes 55,233.", {"all": ["55233"]}),
        ("I am afraid I do not know.", {"unknown": True}),
        ("I cannot tell.", {"unknown": True}),
        ("I can only help with animals.", {"decline": "animals", "wrong": ["blue"]}),
        ("BLUE!", SKY | {"rules": {"upper": True, "one_word": True}}),
        ("- apple\n- plum\n- pear", FRUITS | {"rules": {"dashes": True}}),
        ("Arr:\n1. apple\n2. plum\n3. pear", FRUITS | {"rules": {"numbers": True, "persona": "Arr"}}),
        ("(Ada, it is blue. Bye!)", SKY | {"rules": {"brackets": True, "name": "Ada", "end": "Bye!"}}),
        ("Moo, a dog says woof.", {"answers": ["woof"], "fact": ["sound", "a dog"], "rules": {"persona": "Moo"}}),
        ("ADA, THE SKY IS BLUE. BYE!", SKY | {"rules": {"upper": True, "name": "Ada", "end": "Bye!"}}),
        ("The sky is blue.", SKY | {"rules": {"sentence": True, "at_most": 4}}),
        ("[Look! It's Blue. Bye!]", SKY | {"rules": {"title": True, "wrap": "[]", "begin": "Look!", "end": "Bye!"}}),
        ("> apple\n> plum\n> pear", FRUITS | {"rules": {"bullets": "> "}}),
    ],
)
def test_other_words_for_a_right_answer_pass(text, expected):
    assert verdict(text, **expected) == (True, "")


@pytest.mark.parametrize(
    "text, expected, problem",
    [
        ("", SKY, "says nothing"),
        ("The sky is green.", SKY, "says 'green'"),
        ("The sky is blue and green.", SKY, "says 'green'"),
        ("The sky is bluer.", SKY, "does not say 'blue'"),
        ("I don't know.", SKY, "does not say 'blue'"),
        ("blue " * 41, SKY, "has more than 40 words"),
        ("It has 18 legs.", {"answers": ["eight"], "fact": ["legs", "a spider"]}, "does not say 'eight'"),
        ("June comes after May. July comes after June.", {"answers": ["June"], "fact": ["month_after", "May"]},
         "says 'July'"),
        ("Apple and plum.", FRUITS, "does not name 3 different fruits"),
        ("Apple, plum and apple.", FRUITS, "does not name 3 different fruits"),
        ("Apple, plum, pear and cherry.", FRUITS, "does not name 3 different fruits"),
        ("Apple, plum and carrot.", FRUITS, "does not name 3 different fruits"),
        ("Apple, plum, pear and carrot.", FRUITS, "says 'carrot'"),
        ("It is 12:35.", {"all": ["2:35"]}, "does not say '2:35'"),
        ("It is 120.", {"all": ["12"]}, "does not say '12'"),
        ("There is rain.", {"all": ["rain", "12"]}, "does not say '12'"),
        ("7 times 7 is 49.", {"all": ["50"], "wrong": ["49"]}, "says '49'"),
        ("Sorry, that did not work. It is 12.", {"answers": ["sorry"], "no_numbers": True}, "makes up a number"),
        ("The capital of France is Solana.", {"unknown": True}, "does not say that it does not know"),
        ("I don't know. " + "But listen to what I think of it. " * 2, {"unknown": True},
         "does not say that it does not know"),
        ("The sky is blue.", {"decline": "animals", "wrong": ["blue"]}, "says 'blue'"),
        ("How nice!", {"decline": "animals"}, "does not decline"),
        ("Hello, Ada!", {"answers": ["Adela"]}, "does not say 'Adela'"),
        ("Your cat is called Bo, your dog Ki.", {"answers": ["Bo"], "wrong": ["Ki"]}, "says 'Ki'"),
        ("The Sky is blue.", SKY | {"rules": {"upper": True}}, "is not in capital letters"),
        ("The sky is blue.", SKY | {"rules": {"lower": True}}, "is not in small letters"),
        ("It's blue.", SKY | {"rules": {"one_word": True}}, "has 2 words, not one"),
        ("The sky is blue.", SKY | {"rules": {"at_most": 3}}, "has 4 words"),
        ("Blue.", SKY | {"rules": {"sentence": True}}, "is not a sentence"),
        ("The sky is blue", SKY | {"rules": {"sentence": True}}, "is not a sentence"),
        ("blue", SKY | {"rules": {"dashes": True}}, "is not a list with '-' before each item"),
        ("1. blue", SKY | {"rules": {"dashes": True}}, "is not a list with '-' before each item"),
        ("- apple, plum and pear", FRUITS | {"rules": {"dashes": True}}, "has 1 items"),
        ("1. apple\n1. plum\n3. pear", FRUITS | {"rules": {"numbers": True}}, "is not a numbered list"),
        ('"The sky is blue.', SKY | {"rules": {"quotes": True}}, "is not in quotes"),
        ("The sky is (blue).", SKY | {"rules": {"brackets": True}}, "is not in brackets"),
        ("*The sky is blue.", SKY | {"rules": {"wrap": "**"}}, "is not in wrap"),
        ("- apple\n- plum\n- pear", FRUITS | {"rules": {"bullets": "> "}}, "is not a list with '>' before each item"),
        ("The sky Is Blue.", SKY | {"rules": {"title": True}}, "has a word without a capital letter"),
        ("The sky is blue. Bye.", SKY | {"rules": {"end": "Bye!"}}, "does not end with 'Bye!'"),
        ("Bye! The sky is blue.", SKY | {"rules": {"end": "Bye!"}}, "does not end with 'Bye!'"),
        ("The sky is blue. Oh!", SKY | {"rules": {"begin": "Oh!"}}, "does not begin with 'Oh!'"),
        ("The sky is blue, arr.", SKY | {"rules": {"persona": "Arr"}}, "does not say 'Arr'"),
        ("Adam, the sky is blue.", SKY | {"rules": {"name": "Ada"}}, "does not say 'Ada'"),
        ("Arrgh, the sky is blue.", SKY | {"rules": {"persona": "Arr"}}, "does not say 'Arr'"),
        ("Apple, plum, pear and a hammer.", FRUITS, "says 'hammer'"),
    ],
)  # fmt: skip
def test_planted_faults_are_caught(text, expected, problem):
    assert verdict(text, **expected) == (False, problem)


def test_a_call_is_judged_by_name_and_parsed_arguments():
    for arguments in ('{"value": 3, "from": "meters"}', '{"from":"meters","value":3.0}'):
        assert judge(expecting(**CALL), calling(("convert", arguments))) == (True, "")
    for name, arguments, problem in [
        ("units", '{"value":3,"from":"meters"}', "calls ['units'], not ['convert']"),
        ("convert", '{"value":4,"from":"meters"}', "calls convert with other arguments"),
        ("convert", '{"value":"3","from":"meters"}', "calls convert with other arguments"),
        ("convert", '{"value":true,"from":"meters"}', "calls convert with other arguments"),
        ("convert", '{"value":3}', "calls convert with other arguments"),
        ("convert", '{"value":3', "has arguments that are not JSON"),
    ]:
        passed, said = judge(expecting(**CALL), calling((name, arguments)))
        assert not passed and said.startswith(problem)


def test_calls_may_come_in_any_order_but_not_twice():
    wanted = [{"name": "weather", "arguments": {"city": city}} for city in ("Oslo", "Rome")]
    oslo, rome = (("weather", json.dumps(one["arguments"])) for one in wanted)
    assert judge(expecting(calls=wanted), calling(rome, oslo)) == (True, "")
    for made in ([oslo], [oslo, oslo], [oslo, rome, rome]):
        assert not judge(expecting(calls=wanted), calling(*made))[0]


def test_a_formula_may_have_spaces_but_a_name_may_not_change():
    for given, made, right in [("12 * 7", "12*7", True), ("12 * 7", "12 * 8", False), ("New York", "NewYork", False)]:
        expected = {"calls": [{"name": "ask", "arguments": {"it": given}}]}
        assert judge(expecting(**expected), calling(("ask", json.dumps({"it": made}))))[0] is right


def test_a_call_where_none_is_needed_and_text_where_one_is_are_wrong():
    assert judge(expecting(**SKY), calling(("color", "{}"))) == (False, "calls a tool where none is needed")
    assert verdict("It is 12.", **CALL) == (False, "calls [], not ['convert']")


@pytest.mark.parametrize(
    "skill", ["facts", "references", "unknown", "system", "system_pairs", "context", "tool_result"]
)
def test_the_reply_of_another_dialogue_fails(skill):
    """Whatever is expected, what was right elsewhere is nearly always wrong here."""
    made = list(generate(200, 4, "heldout", skill))
    replies = [one.messages[one.facts["judged"]] for one in generate(200, 5, "heldout", "facts")]
    assert sum(judge(one, reply)[0] for one, reply in zip(made, replies)) < 12
