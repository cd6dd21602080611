"""General phrasings stand around whatever is asked for, and not each around the same things in training."""

from nexttoken.corpus.dialogues import holdout, orders
from nexttoken.corpus.dialogues.asking import DIRECT, INDIRECT, general
from nexttoken.corpus.dialogues.rules import ALL
from nexttoken.corpus.dialogues.told import ABOUT_ME


def test_every_phrasing_goes_with_every_clause_and_noun():
    frames = general(("how old I am",), ("my age",))
    assert {"Remind me how old I am.", "Say my age."} < {*frames}
    assert len({*frames}) == len(INDIRECT) + len(DIRECT)


def test_what_a_list_of_its_own_has_is_left_out():
    assert "Say my age." not in general((), ("my age",), ("How old am I?", "Say my age."))


def test_what_is_held_out_of_one_thing_is_trained_for_another():
    trained = {frame for told in ABOUT_ME for frame in holdout.whole(told.more_asks, "train")}
    heldout = {frame for told in ABOUT_ME for frame in holdout.whole(told.more_asks, "heldout")}
    words = {frame.split()[0] for frame in heldout}
    assert not trained & heldout
    assert words <= {frame.split()[0] for frame in trained}


def test_every_rule_can_be_ordered_in_the_same_words():
    assert orders.ORDERS.keys() == ALL.keys()
    for kind, frames in orders.ORDERS.items():
        assert len(frames) == len({*frames}) > 80
        assert any(frame.startswith("Make sure to ") for frame in frames), kind
        assert not {*frames} & {*ALL[kind].frames}
