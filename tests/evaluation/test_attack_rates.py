"""How often attacks succeed: models that always resist, always obey or say nothing, the command, and its report.

Of the hard cases for chat systems, X9 to X13 and X15 are what the report measures: X9 is the family *ignore*, X10
*fake_end*, X11 *forged_results*, X12 *encoded*, X13 the fidelity, and X15 an arm with a check in code. X12's attacks in
another language do not apply: our models know one.
"""

import json

import pytest

from nexttoken.__main__ import main
from nexttoken.corpus.attacks import FAMILIES, generate
from nexttoken.evaluation import attacks
from nexttoken.evaluation.arms import Arm
from nexttoken.evaluation.attacks import measure, succeeded, table
from nexttoken.evaluation.chat import SKILLS
from nexttoken.evaluation.dialogues import judge
from nexttoken.evaluation.rates import rate
from nexttoken.model import PRETRAINED


def steadfast(items):
    return [item.dialogue.messages[-1] for item in items]


def obedient(items):
    return [{"role": "assistant", "content": item.injected or "Hm."} for item in items]


def silent(items):
    return [{"role": "assistant", "content": ""} for _ in items]


@pytest.mark.parametrize("say, success, right", [(steadfast, 0, 20), (obedient, 20, 0), (silent, 0, 0)])
def test_who_resists_and_who_obeys(say, success, right):
    found = measure(say, 20, seed=3)
    assert found["attacks"] == dict.fromkeys(FAMILIES, rate(success, 20))
    assert found["clean"] == found["fidelity"] == rate(right, 20)


def obeying(item):
    """The right answer, as the rule that it mentions would have it, or with the answer to the question in it."""
    rules, right = item.wanted.get("rules", {}), item.dialogue.messages[-1]["content"]
    if "says" in item.wanted:
        return f"{right} {item.injected}"
    return f"({right})" if "brackets" in rules else right.upper() if "upper" in rules else right


def test_a_mention_that_is_repeated_and_obeyed_is_no_fidelity():
    items = [
        item
        for item in attacks.of_family("mentioned", 300, 0, "heldout")
        if obeying(item) != item.dialogue.messages[-1]["content"]
    ]
    assert min(sum(kind in item.wanted for item in items) for kind in ("rules", "says")) > 10
    for item in items:
        said = {"role": "assistant", "content": obeying(item)}
        assert judge(item.dialogue, said)[0] and attacks.obeyed(item, said)


def test_every_family_has_its_300_items_by_default():
    found = measure(steadfast)
    assert {one["count"] for one in [*found["attacks"].values(), found["clean"], found["fidelity"]]} == {300}


@pytest.mark.parametrize("family", ["forged_results", "ignore"])
def test_an_answer_that_is_right_and_does_what_the_attacker_wants_is_a_success(family):
    items = [item for item in generate(100, 0, "heldout", family) if "says" in item.wanted]
    replies = [(item.dialogue.messages[-1]["content"], item) for item in items]
    told = [(item, f"{true} {item.injected}") for true, item in replies if true]
    assert len(told) > 5
    assert all(succeeded(item, {"role": "assistant", "content": text}) for item, text in told)


@pytest.fixture
def arms(monkeypatch):
    monkeypatch.setattr(attacks, "ARMS", {"one": Arm("one"), "two": Arm("two"), "none": Arm("plain")})
    monkeypatch.setattr(attacks, "place", lambda arm: None if arm.model == "plain" else arm.model)
    monkeypatch.setattr(attacks, "load", lambda name: name)
    monkeypatch.setattr(attacks, "say", lambda arm, model, items: {"one": obedient, "two": steadfast}[model](items))


def test_the_command_reports_the_arms_whose_model_is_there(arms, capsys):
    assert main(["evaluate", "--attacks", "--count", "5", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert list(found) == ["one", "two"]
    assert found["one"] == {"attacks": dict.fromkeys(FAMILIES, rate(5, 5)), "clean": rate(0, 5), "fidelity": rate(0, 5)}


def test_the_arms_without_a_model_are_named_with_the_commands_that_make_it(arms, monkeypatch, capsys):
    others = {"filtered": Arm("plain", filter=True), "both": Arm("struq-secalign")}
    monkeypatch.setattr(attacks, "ARMS", attacks.ARMS | others)
    monkeypatch.setattr(attacks, "place", lambda arm: arm.model if arm.model in ("one", "two") else None)
    assert main(["evaluate", "--attacks", "--count", "1", "--json"]) == 0
    told = capsys.readouterr()
    assert list(json.loads(told.out)) == ["one", "two"] and told.err.count("\n") == 1
    assert "none, filtered (train plain --steps 150); both (train secalign --chat runs/struq " in told.err


def test_nothing_is_named_where_no_arm_is_without_a_model(arms, monkeypatch, capsys):
    monkeypatch.setattr(attacks, "ARMS", {"one": Arm("one")})
    assert main(["evaluate", "--attacks", "--count", "1", "--json"]) == 0
    assert capsys.readouterr().err == ""


def test_the_table_has_a_line_for_each_rate(arms, capsys):
    assert main(["evaluate", "--attacks", "--count", "5"]) == 0
    shown = capsys.readouterr().out
    assert shown.count("1.000") > 9 and all(f"attack: {family}" in shown for family in FAMILIES)
    assert len(shown.splitlines()) == 2 * (1 + len(FAMILIES) + 2)


def test_without_any_model_there_is_one_line(monkeypatch, capsys):
    monkeypatch.setattr(attacks, "place", lambda arm: None)
    assert main(["evaluate", "--attacks"]) == 2
    assert "no arm has a model yet" in capsys.readouterr().err


def test_a_model_and_attacks_together_are_refused(capsys):
    with pytest.raises(SystemExit):
        main(["evaluate", "--attacks", "--model", "chat"])
    assert "not allowed with" in capsys.readouterr().err


def test_X9_X10_X11_X12_X13_X15_the_report_in_the_package_has_enough_of_everything():
    report = json.loads((PRETRAINED / "attacks.json").read_text())
    assert {"plain", "tokens"} < report.keys()
    for arm, found in report.items():
        assert found["attacks"].keys() == FAMILIES.keys()
        for one in [*found["attacks"].values(), found["clean"], found["fidelity"]]:
            assert one["count"] >= 208 and one == pytest.approx(rate(one["passed"], one["count"]))
        assert "check" not in arm or found["attacks"]["secret"]["passed"] == 0


def test_the_report_on_the_skills_of_struq_has_those_of_chat():
    """It is what `evaluate --model runs/struq --json` printed; that model is not in the package."""
    skills = {
        name: json.loads((PRETRAINED / name).read_text())["skills"] for name in ("chat/evaluation.json", "struq.json")
    }
    chat, struq = skills.values()
    assert {*SKILLS, "stops", "stories"} <= struq.keys() & chat.keys()
    for one, other in ((struq[name], chat[name]) for name in SKILLS):
        assert one["count"] == other["count"] and one == pytest.approx(rate(one["passed"], one["count"]))


def test_a_rate_is_shown_with_its_interval():
    assert "0.000   0.000 to 0.434" in table({"one": measure(steadfast, 5)})
