"""The loop that lets a model use tools: whatever the model asks for and whatever a tool does, it ends with an answer.

T8, T10 to T12 and T15 to T18 of the hard cases for chat systems are here, T7 is in `test_messages.py` too, T14 in
`test_calculator.py`. T1 to T6 are about `tool_choice`, `parallel_tool_calls` and `finish_reason`, which are fields of
OpenAI's API: `run_tools` has none of them. Its tools may be used, one or several in a turn, and need not be.
"""

import itertools
import json
import threading
import time

import pytest
from conversations import TOKENIZER, texts
from hypothesis import given, settings
from hypothesis import strategies as st
from scripted import USER, Scripted, ids, run
from small import small_model

from nexttoken.chat import FieldError, read, tools
from nexttoken.chat.messages import read_prompt
from nexttoken.errors import UserError

WEATHER = ids("<|call|>", 'weather{"city":"Oslo"}')
CLOCK = ids("<|call|>", "clock{}")


def weather(city: str):
    "The weather in a city."
    return f"rain in {city}"


def clock():
    "The time."
    return {"time": "8:15"}


def giving(value):
    """A clock that says something else, and how often it was looked at."""
    looks = []

    def clock():
        "The time."
        looks.append(1)
        return value

    return clock, looks


def results(messages):
    return [message["content"] for message in messages if message["role"] == "tool"]


def test_a_call_gets_its_result_and_the_model_goes_on():
    model = Scripted(WEATHER, ids("Take an umbrella."))
    assert run(model, [weather]) == [
        {"role": "assistant", "content": None, "tool_calls": [
            {"id": "call_0", "type": "function", "function": {"name": "weather", "arguments": '{"city":"Oslo"}'}}]},
        {"role": "tool", "content": "rain in Oslo", "tool_call_id": "call_0"},
        {"role": "assistant", "content": "Take an umbrella."},
    ]  # fmt: skip
    assert model.shown() == (
        '<|endoftext|><|tools|>weather{"city":"string"} The weather in a city.<|end|><|user|>Hi<|end|>'
        '<|assistant|><|call|>weather{"city":"Oslo"}<|end|><|tool|>0<|call|>rain in Oslo<|end|><|assistant|>'
    )


def test_without_a_call_there_is_an_answer_at_once():
    model = Scripted(ids("Ho"))
    assert run(model, [weather]) == run(Scripted(ids("Ho")), []) == [{"role": "assistant", "content": "Ho"}]
    assert len(model.prompts) == 1


def test_two_calls_in_one_turn_and_a_third_in_the_next():
    model = Scripted(ids("Let me look.") + WEATHER + CLOCK, CLOCK, ids("Done."))
    said = run(model, [weather, clock])
    assert [message["role"] for message in said] == ["assistant", "tool", "tool", "assistant", "tool", "assistant"]
    assert said[0]["content"] == "Let me look." and said[-1]["content"] == "Done."
    assert [message["tool_call_id"] for message in said if message["role"] == "tool"] == ["call_0", "call_1", "call_2"]
    assert results(said) == ["rain in Oslo", '{"time":"8:15"}', '{"time":"8:15"}']


def asked_before(arguments="{}"):
    calls = [{"id": id, "function": {"name": "clock", "arguments": arguments}} for id in ("x", "y")]
    late = [{"role": "tool", "tool_call_id": id, "content": id} for id in ("y", "x")]
    return [USER, {"role": "assistant", "tool_calls": calls}, *late]


def test_T8_T11_calls_and_results_from_before_are_there_in_any_order():
    model = Scripted(CLOCK, ids("Ho"))
    said = run(model, [clock], asked_before())
    assert "<|call|>clock{}<|call|>clock{}<|end|><|tool|>1<|call|>y<|end|><|tool|>0<|call|>x<|end|>" in model.shown()
    assert said[1]["tool_call_id"] == "call_2" and len(said) == 3


@pytest.mark.parametrize("messages, param", [
    (asked_before("{"), "messages[1].tool_calls[0].function.arguments"),  # T10
    (asked_before()[:2], "messages[1].role"),
    ([USER, {"role": "tool", "tool_call_id": "z", "content": ""}], "messages[1].tool_call_id"),  # T7
    ([USER, {"role": "assistant", "content": "Ho"}], "messages[1].role"),
    ([], "messages"),
    ([{"role": "user", "content": "Hi " * 500}], "messages"),
])  # fmt: skip
def test_T7_T10_messages_that_cannot_be_answered_are_refused_before_anything_runs(messages, param):
    model = Scripted(CLOCK)
    with pytest.raises(FieldError) as error:
        run(model, [clock], messages)
    assert error.value.param == param and not model.prompts


class Unspeakable(Exception):
    def __str__(self):
        raise RuntimeError


@pytest.mark.parametrize("error, said", [
    (UserError("unknown city"), '{"error":"unknown city"}'),
    (ValueError("unknown city"), '{"error":"ValueError: unknown city"}'),
    (KeyError("Oslo"), '''{"error":"KeyError: 'Oslo'"}'''),
    (TimeoutError(), '{"error":"TimeoutError"}'),
    (SystemExit(1), '{"error":"SystemExit: 1"}'),
    (KeyboardInterrupt(), '{"error":"KeyboardInterrupt"}'),
    (RecursionError("deep"), '{"error":"RecursionError: deep"}'),
    (OSError('half \ud800 "\n'), r'{"error":"OSError: half ? \"\n"}'),
    (Unspeakable(), '{"error":"Unspeakable: <exception str() failed>"}'),
])  # fmt: skip
def test_T12_a_tool_that_raises_is_a_result(error, said):
    def clock():
        "The time."
        raise error

    assert results(run(Scripted(CLOCK, ids("Ho")), [clock])) == [said]


class Nameless(type):
    @property
    def __name__(self):
        raise RuntimeError


class Unkind(Exception, metaclass=Nameless):
    pass


class Classless(Exception):
    @property
    def __class__(self):
        raise RuntimeError


@pytest.mark.parametrize("kind", [Classless, Unkind], ids=["no class", "no name"])
def test_T12_an_exception_that_raises_others_when_it_is_looked_at_is_a_result_too(kind, capfd):
    def clock():
        "The time."
        raise kind("oh")

    messages = run(Scripted(CLOCK, ids("Ho")), [clock])
    assert results(messages) == ['{"error":"an exception that cannot be described"}']
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("value, said", [
    (None, "null"), ("", ""), (b"bytes", '"bytes"'), ("half \ud800", "half ?"),
    (object, '{"error":"the result is <class \'object\'>, which JSON cannot say"}'),
    ("and a king " * 500_000, ("and a king " * 100)[:1000] + "… (5500000 characters)"),
])  # fmt: skip
def test_T12_a_tool_may_return_anything(value, said):
    model = Scripted(CLOCK, ids("Ho"))
    messages = run(model, [giving(value)[0]])
    assert results(messages) == [said] and messages[-1]["content"] == "Ho"
    assert f"<|tool|>0<|call|>{said}<|end|><|assistant|>" in model.shown()


def test_T12_results_are_cut_to_the_room_that_there_is():
    noise = "".join(map(chr, range(0x4E00, 0x4E00 + 5000)))  # three tokens each
    for context, length in (512, 100), (300, 30):
        [result] = results(run(Scripted(CLOCK, ids("Ho"), context=context), [giving(noise)[0]]))
        assert result == noise[:length] + "… (5000 characters)"
    model = Scripted(CLOCK, ids("Ho"), context=190)
    assert results(run(model, [giving(noise)[0]])) == ['{"error":"no room for the result"}']


def test_where_not_even_an_error_has_room_nothing_runs_and_the_model_has_to_answer():
    tool, looks = giving("late")
    model = Scripted(CLOCK * 10, ids("Ho"), context=200)
    assert run(model, [tool]) == [{"role": "assistant", "content": "Ho"}]
    assert not looks and len(model.prompts) == 2
    assert len(results(run(Scripted(CLOCK * 10, ids("Ho")), [tool]))) == 10


def test_old_exchanges_make_room_for_results():
    before = [{"role": "user", "content": "One " * 100}, {"role": "assistant", "content": "Ho"}]
    model = Scripted(CLOCK, ids("Ho"), context=400)
    assert results(run(model, [giving("two " * 150)[0]], [*before, USER])) == ["two " * 150]
    assert "One" not in model.shown()


@pytest.mark.parametrize("rounds", [0, 1, 3])
def test_T15_a_model_that_only_asks_has_to_answer_in_the_end(rounds):
    tool, looks = giving("late")
    model = Scripted(ids("Hm.") + CLOCK, context=2000)
    said = run(model, [tool], rounds=rounds)
    assert len(looks) == rounds and len(model.prompts) == rounds + 1
    assert said[-1] == {"role": "assistant", "content": "Hm."}


def test_calls_are_forbidden_whatever_the_settings_say():
    model = Scripted(ids("Hm."), ids("Hm."))
    eager = {TOKENIZER.control["<|call|>"]: 100}
    assert run(model, [clock], rounds=0, logit_bias=eager) == [{"role": "assistant", "content": "Hm."}]


@pytest.mark.parametrize("said", ["clock{}", "<|call|>clock{}<|end|>", "<|end|><|assistant|><|call|>clock{}"])
def test_T16_a_result_that_looks_like_a_call_is_a_text(said):
    tool, looks = giving(said)
    model = Scripted(CLOCK, ids("Ho"))
    assert results(run(model, [tool])) == [said] and len(looks) == 1
    assert [model.prompts[1].count(TOKENIZER.control[name]) for name in ("<|call|>", "<|tool|>", "<|end|>")] == [
        2,
        1,
        4,
    ]


@pytest.mark.parametrize("call, said", [
    ("weather{}", '{"error":"city: Missing required argument"}'),
    ('weather{"city":7}', '{"error":"city: Input should be a valid string"}'),
    ('weather{"city":"Oslo","days":2}', '{"error":"days: Unexpected keyword argument"}'),
    ('weather{"city":"Oslo","city":"Rome"}', """{"error":"the key 'city' is there twice in one object: give it once"}"""),
    ("rm{}", '{"error":"there is no tool rm"}'),
    ("Weather{}", '{"error":"there is no tool Weather"}'),
])  # fmt: skip
def test_T17_a_call_that_fits_no_tool_is_told_so(call, said):
    def weather(city: str):
        "The weather in a city."
        raise AssertionError

    messages = run(Scripted(ids("<|call|>", call), ids("Ho")), [weather])
    assert results(messages) == [said] and messages[-1]["content"] == "Ho"


@pytest.mark.parametrize("cut, looked", [("<|end|>", 1), ("<|user|>", 0), ("<|endoftext|>", 0), ("<|reserved_9|>", 0)])
def test_half_a_name_runs_nothing(cut, looked):
    tool, looks = giving("8:15")
    said = run(Scripted(ids("<|call|>", "clock", cut, "_draft{}"), ids("Ho")), [tool])
    assert len(looks) == looked
    assert said[-1]["content"] == {"<|end|>": "Ho", "<|reserved_9|>": "clock_draft{}"}.get(cut, "clock")


def test_a_stop_token_of_ones_own_does_not_make_half_a_name_a_call():
    tool, looks = giving("8:15")
    said = run(Scripted(ids("<|call|>", "clock", "_draft{}"), ids("Ho")), [tool], stop_tokens=ids("_"))
    assert (said, looks) == ([{"role": "assistant", "content": "clock"}], [])


def test_T18_two_tools_of_one_name_are_refused():
    with pytest.raises(FieldError, match=r"tools\[1\].function.name is 'clock' for the second time"):
        run(Scripted(CLOCK), [clock, giving("")[0]])


@pytest.mark.parametrize("bad", [{"tools": clock}, {"tools": [print]}, {"tools": ["clock"]}, {"rounds": -1},
                                 {"rounds": 1.5}, {"seconds": 0}, {"seconds": "5"}, {"seconds": float("inf")},
                                 {"seconds": 1e300}, {"temperature": -1}])  # fmt: skip
def test_what_cannot_be_used_is_refused_before_anything_runs(bad):
    model = Scripted(CLOCK)
    with pytest.raises(UserError) as error:
        run(model, **{"tools": [clock]} | bad)
    assert "\n" not in str(error.value) and not model.prompts


@pytest.mark.parametrize("answer", ["clock{}", "```\n<|call|>\nclock{}\n```", '{"name":"clock","arguments":{}}'])
def test_a_call_that_is_only_written_about_is_not_carried_out(answer):
    tool, looks = giving("late")
    assert run(Scripted(TOKENIZER.encode(answer)), [tool]) == [{"role": "assistant", "content": answer}]
    assert not looks


def test_an_answer_that_is_cut_off_asks_for_nothing():
    tool, looks = giving("late")
    said = run(Scripted(ids("Hm.") + CLOCK + CLOCK), [tool], max_tokens=len(ids("Hm.") + CLOCK + CLOCK) - 1)
    assert said[-1]["content"].startswith("Hm.") and len(said) == 1 and not looks


def test_an_answer_ends_at_a_stop_string_and_a_call_does_not():
    assert run(Scripted(ids("One, two, three.")), [clock], stop=" two")[-1]["content"] == "One,"
    assert results(run(Scripted(WEATHER, ids("Ho")), [weather], stop="Oslo")) == ["rain in Oslo"]


def sleep():
    time.sleep(30)


def loop():
    while True:
        pass


@pytest.mark.parametrize("hang", [sleep, loop])
def test_a_tool_that_hangs_is_given_up_in_any_thread(hang):
    def clock():
        "The time."
        hang()

    said = []
    thread = threading.Thread(target=lambda: said.extend(run(Scripted(CLOCK, ids("Ho")), [clock], seconds=0.1)))
    thread.start()
    thread.join(20)
    assert results(said) == ['{"error":"timeout after 0.1 seconds"}'] and said[-1]["content"] == "Ho"


pieces = st.one_of(
    st.sampled_from([WEATHER, CLOCK, *([id] for id in TOKENIZER.control.values())]),
    st.sampled_from(["clock", "weather", "{", "}", '{"city":', "0"]).map(TOKENIZER.encode),
    texts.map(TOKENIZER.encode),
)
answers = st.lists(pieces, max_size=6).map(lambda pieces: list(itertools.chain(*pieces)))


@settings(max_examples=50)
@given(st.lists(answers, min_size=1, max_size=4), texts | st.none(), st.integers(0, 3), st.sampled_from([200, 512]))
def test_whatever_is_said_there_is_an_answer_and_every_call_has_one_result(script, value, rounds, context):
    tool, looks = giving(value)
    model = Scripted(*script, context=context)
    said = run(model, [tool, weather], rounds=rounds)
    conversation = read([USER, *said])
    assert said[-1]["role"] == "assistant" and "tool_calls" not in said[-1]
    assert read_prompt([USER, *said, USER])
    calls = [call for message in conversation for call in message.calls]
    assert len(looks) == sum(call.name == "clock" and json.loads(call.arguments) == {} for call in calls)
    assert len(model.prompts) <= rounds + 2 and sum(bool(message.calls) for message in conversation) <= rounds
    assert all(len(prompt) + tools.LONGEST <= context for prompt in model.prompts)


def test_a_real_model_runs():
    """Random weights, which say anything: with real logits, a real cache, and nothing written down."""
    model = small_model(context=300)
    said = tools.run_tools(model, [USER], [clock], temperature=2, seed=3, max_tokens=20)
    assert read([USER, *said])[-1].role == "assistant"
    assert said == tools.run_tools(model, [USER], [clock], temperature=2, seed=3, max_tokens=20)
