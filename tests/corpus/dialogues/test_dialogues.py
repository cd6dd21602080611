"""The dialogues: the same for the same seed, in the shape of OpenAI's API, short, with names and numbers of all kinds."""

import hashlib
import itertools
import json
import re
import time

import pytest

from nexttoken.__main__ import main
from nexttoken.chat import training_example
from nexttoken.corpus.dialogues import EXERCISES, SKILLS, dialogue, generate
from nexttoken.errors import UserError
from nexttoken.model import PRETRAINED
from nexttoken.tokenizer import Tokenizer
from nexttoken.training.base import ROW

TOKENIZER = Tokenizer.load(PRETRAINED / "tokenizer.json")


def lines(dialogues):
    return [json.dumps(vars(made)) for made in dialogues]


def everything(dialogues, split="train"):
    return itertools.chain.from_iterable(dialogues[split].values())


def said_by(role, made):
    return [message["content"] for message in made.messages if message["role"] == role and message["content"]]


def test_the_same_seed_gives_the_same_bytes_everywhere():
    """The digest was taken once: another platform, Python or hash seed has to find the same."""
    digest = hashlib.sha256("\n".join(lines(generate(1000, seed=7))).encode()).hexdigest()
    assert digest == "da0bccf9471a2e05d5e4a1eef5252408ef3b209ae06d25cc5c9109fc4057fb56"


def test_a_dialogue_depends_on_its_seed_split_and_number_alone():
    fifth = next(itertools.islice(generate(9, seed=3, split="heldout"), 5, None))
    assert fifth == dialogue(3, "heldout", 5)
    others = [dialogue(4, "heldout", 5), dialogue(3, "train", 5), dialogue(3, "heldout", 6)]
    assert len(set(lines([fifth, *others]))) == 4


def test_a_skill_can_be_asked_for_and_all_of_them_come_by_themselves():
    for skill in SKILLS:
        assert {made.skill for made in generate(5, skill=skill)} == {skill}
    assert {made.skill for made in generate(500)} == {*SKILLS} - {*EXERCISES}, "which training asks for"


@pytest.mark.parametrize("arguments, problem", [
    ({"count": 0}, "count is 0: ask for at least 1 dialogue"),
    ({"count": 1, "split": "test"}, "split is 'test': use one of train, validation, heldout"),
    ({"count": 1, "skill": "tools"}, "skill is 'tools': use one of facts, references, "),
    ({"count": 1, "skill": "avoiding", "split": "heldout"}, "skill is 'avoiding', which is an exercise: .* train split"),
    ({"count": 1, "skill": "avoiding", "split": "test"}, "split is 'test': use one of train, validation, heldout"),
])  # fmt: skip
def test_what_there_is_not_is_refused(arguments, problem):
    with pytest.raises(UserError, match=problem):
        generate(**arguments)


def test_the_command_prints_json_lines(capsys):
    assert main(["corpus", "dialogues", "--count", "3", "--seed", "5", "--split", "heldout", "--skill", "context"]) == 0
    assert capsys.readouterr().out.splitlines() == lines(generate(3, 5, "heldout", "context"))


def test_the_command_refuses_held_out_exercises_and_its_help_lists_them_apart(capsys):
    for split in ("validation", "heldout"):
        assert main(["corpus", "dialogues", "--split", split, "--skill", "quoting"]) == 2
        out, err = capsys.readouterr()
        assert out == "" and err.endswith("is an exercise: there is only the train split\n") and err.count("\n") == 1
    with pytest.raises(SystemExit):
        main(["corpus", "dialogues", "--help"])
    skills, exercises = " ".join(capsys.readouterr().out.split()).split("exercises, in the train split only: ")
    assert "facts, references, " in skills and not [name for name in EXERCISES if f"{name}," in skills]
    assert exercises.startswith(", ".join(EXERCISES))


def test_ten_megabytes_take_seconds():
    start = time.process_time()
    size = sum(map(len, lines(generate(2000, seed=2))))
    assert size / (time.process_time() - start) > 5e5  # 4e6 on the machine that it was written on


def test_every_dialogue_fits_into_a_row_and_those_that_are_tested_many_times(dialogues):
    made = list(everything(dialogues))
    sizes = [len(training_example(one.messages, TOKENIZER, one.tools)[0]) for one in made]
    tested = [size for size, one in zip(sizes, made, strict=True) if one.skill not in EXERCISES]
    assert max(sizes) <= ROW and sum(tested) / len(tested) < ROW / 4


def test_the_user_and_the_assistant_take_turns(dialogues):
    """In between stand results, after the calls that asked for them, and messages of the system before a user's."""
    signs = {"system": "s", "developer": "s", "user": "u", "assistant": "a", "tool": "t"}
    for made in everything(dialogues):
        roles = ["c" if message.get("tool_calls") else signs[message["role"]] for message in made.messages]
        own_rule = "u?" if made.skill == "deciding" else ""
        assert re.fullmatch(rf"s?{own_rule}u(ct{{1,2}})?a(s?u(ct{{1,2}})?a)*", "".join(roles)), roles


def test_the_judged_message_is_the_assistants_and_of_the_skills_kind(dialogues):
    for made in everything(dialogues):
        judged = made.messages[made.facts["judged"]]
        assert judged["role"] == "assistant" and bool(judged.get("tool_calls")) == (made.skill == "tool_call")
        roles = [message["role"] for message in made.messages]
        assert roles.count("assistant") == len(made.facts["expected"]) and roles[-1] == "assistant"


def test_messages_are_short(dialogues):
    for made in everything(dialogues):
        for role in ("user", "assistant"):
            assert all(1 <= len(text.split()) <= 32 for text in said_by(role, made)), made


def test_what_is_said_is_whole(dialogues):
    """No slot is left open, no letter small where a sentence begins, nothing said twice."""
    for made in everything(dialogues):
        for text in said_by("user", made) + said_by("assistant", made) + said_by("system", made):
            text = text.replace(" ...", "")  # which some rule may ask for
            assert not re.search(r"\{\w*\}|  |[.?!],| [.,?!]|\ba [aeiou][a-z]+\b|\bthe the\b", text), text
        if not any("rules" in expected for expected in made.facts["expected"]):
            for text in said_by("assistant", made):
                core = text.replace('"', "") if made.skill == "quoting" else text  # which quotes in quotation marks
                assert re.match("[A-Z0-9]", core) and core[-1] in ".!?", text


def test_references_go_back_two_to_eight_turns(dialogues):
    turns = {len(said_by("user", made)) for made in dialogues["train"]["references"]}
    assert turns >= {2, 3, 4, 5, 6, 7, 8} and max(turns) <= 12


def test_tools_are_called_once_twice_and_not_at_all(dialogues):
    calls = [message.get("tool_calls") for made in dialogues["train"]["tool_call"] for message in made.messages]
    assert {len(made) for made in calls if made} == {1, 2}
    assert all(made.tools for made in dialogues["train"]["no_tool"])
    assert not any(message.get("tool_calls") for made in dialogues["train"]["no_tool"] for message in made.messages)


def test_calls_name_declared_tools_and_all_their_parameters(dialogues):
    for made in itertools.chain.from_iterable(
        dialogues["train"][skill] for skill in ("tool_call", "tool_result", "matching")
    ):
        declared = {tool["function"]["name"]: tool["function"]["parameters"]["required"] for tool in made.tools}
        for call in itertools.chain.from_iterable(message.get("tool_calls", ()) for message in made.messages):
            assert list(json.loads(call["function"]["arguments"])) == declared[call["function"]["name"]]


def test_results_surprise_and_fail_now_and_then(dialogues):
    expected = itertools.chain.from_iterable(made.facts["expected"] for made in dialogues["train"]["tool_result"])
    used = [one for one in expected if {"all", "no_numbers"} & one.keys()]  # of the answers those that report results
    failed, surprised = (sum(sign in one for one in used) for sign in ("no_numbers", "wrong"))
    assert 0.05 < failed / len(used) < 0.3 and 0.1 < surprised / len(used) < 0.5


def test_names_need_spellings_of_many_token_lengths(dialogues):
    expected = [one for made in dialogues["train"]["context"] for one in made.facts["expected"]]
    names = {one["given"][1] for one in expected if "given" in one and one["given"][0] in ("name", "pet", "relative")}
    sizes = {len(TOKENIZER.encode(" " + name)) for name in names}
    assert sizes >= {2, 3, 4, 5, 6, 7, 8} and len(names) > 50
