"""Conversations with tools: the right call, none, two at once, a second round, errors, results that surprise."""

from nexttoken.corpus.dialogues import chatter, toolbox
from nexttoken.corpus.dialogues.answers import Answer
from nexttoken.corpus.dialogues.context import ask_for, tell_one
from nexttoken.corpus.dialogues.questions import any_fact, ask, exchange, list_question, tell
from nexttoken.corpus.dialogues.requests import ANOTHER, ERRORS, request
from nexttoken.corpus.dialogues.told import ABOUT_ME
from nexttoken.corpus.dialogues.unknown import SORRY, question_for

_KINDS = tuple(toolbox.KINDS)
FAILED = ("sorry, that did not work: {error}", "I am sorry, the tool says: {error}")


def tool_call(talk) -> None:
    """One call or two, with their results; the last call is what is judged."""
    _use(talk, surprise=0.2, error=0.08)
    calls = [number for number, message in enumerate(talk.messages) if message.get("tool_calls")]
    talk.judged = calls[-1]


def tool_result(talk) -> None:
    """The same; the answer that follows is what is judged."""
    _use(talk, surprise=0.35, error=0.15)


def _use(talk, surprise: float, error: float) -> None:
    draw = talk.draw
    kinds = draw.several(_KINDS, draw.weighted((1, 2), (3, 2) if talk.training else (6, 1)))
    if {*kinds} == {"clock", "world_clock"}:
        kinds = ["calculator", "clock"]
    tools = open_box(talk, kinds, draw.pick((0, 1, 1, 2)))
    if draw.chance(0.5 if talk.training else 0.15):  # or such a beginning would tell that no call comes
        chatter.aside(talk) if draw.chance(0.5) else exchange(talk, any_fact(talk))
    chosen = [tool for tool in tools if tool.kind in kinds]
    if len(chosen) == 1 and draw.chance(0.15) and chosen[0].kind in _TWICE:
        chosen *= 2
    wanted = [request(talk, tool, draw.chance(surprise)) for tool in chosen]
    carry_out(talk, together(chosen, wanted), chosen, wanted, error)
    if len(chosen) == 1 and wanted[0].where and draw.chance(0.3):
        more = request(talk, chosen[0], draw.chance(surprise))
        carry_out(talk, talk.choose(ANOTHER, chosen[0].name).format(p=more.where), chosen, [more], error)
    if talk.training and draw.chance(0.5):
        tool = draw.pick(tools)  # whichever is there: the more is asked of the same tools, the more they teach
        more = request(talk, tool, draw.chance(surprise))
        carry_out(talk, more.asks, [tool], [more], error)


_TWICE = {"weather": "What is the weather in {p} and in {q}?", "world_clock": "What time is it in {p} and in {q}?"}


def open_box(talk, kinds: list[str], extra: int) -> list:
    """Declare tools of these kinds, and others."""
    tools = toolbox.box(talk.draw, kinds, extra)
    talk.tools = [tool.schema for tool in tools]
    return tools


def together(chosen, wanted) -> str:
    """One question, or two as one message."""
    if len(chosen) == 2 and chosen[0] is chosen[1]:
        return _TWICE[chosen[0].kind].format(p=wanted[0].where, q=wanted[1].where)
    *first, last = (one.asks for one in wanted)
    return " ".join([*(asks if asks[-1] in ".?!" else f"{asks}." for asks in first), last])


def carry_out(talk, asked: str, tools, wanted, error: float) -> None:
    """A question, the calls that it takes, their results and the answer."""
    talk.user(asked)
    talk.call(*((tool.name, one.arguments) for tool, one in zip(tools, wanted)))
    if len(wanted) == 1 and talk.draw.chance(error):
        problem = talk.draw.pick(ERRORS[tools[0].kind])
        talk.results({"error": problem})
        full = talk.draw.pick(FAILED).format(error=problem)
        talk.answer(Answer(full, "sorry", {"answers": [problem, "did not work", "sorry"], "no_numbers": True}))
        return
    talk.results(*(one.result for one in wanted))
    talk.answer(wanted[0].answer if len(wanted) == 1 else _both(*(one.answer for one in wanted)))


def _both(one: Answer, other: Answer) -> Answer:
    expect = {key: [*one.expect[key], *other.expect[key]] for key in ("all", "wrong")}
    return Answer(f"{one.full}, and {other.full}", f"{one.short}; {other.short}", expect)


def no_tool(talk) -> None:
    """Tools are there, but the question needs none of them, or another one."""
    tools = open_box(talk, [], talk.draw.pick((1, 1, 2, 3)))
    for _ in range(talk.draw.pick((0, 0, 1))):
        exchange(talk, any_fact(talk))
    kinds = (*_BESIDE, missing)
    for _ in range(talk.draw.pick((1, 2, 3)) if talk.training else 1):
        talk.draw.weighted(kinds, (*_OFTEN, 7 if talk.training else 3))(talk, {tool.kind for tool in tools})


def beside(talk) -> None:
    """A question that needs no tool, and its answer."""
    talk.draw.weighted(_BESIDE, _OFTEN)(talk, ())


def _fact(talk, _) -> None:
    fact = any_fact(talk)
    talk.user(ask(talk, fact))
    talk.answer(tell(talk, fact))


def _list(talk, _) -> None:
    asked, answer = list_question(talk)
    talk.user(asked)
    talk.answer(answer)


def _chat(talk, _) -> None:
    intent = talk.draw.pick(chatter.INTENTS)
    talk.user(talk.choose(intent.says, intent.name, intent.practised))
    talk.answer(chatter.reply(talk, intent))


def _told(talk, _) -> None:
    told, slots = tell_one(talk, talk.draw.pick(ABOUT_ME))
    ask_for(talk, told, slots, [])


_BESIDE, _OFTEN = (_fact, _list, _chat, _told), (6, 1, 2, 2)


def missing(talk, kinds) -> None:
    """A question for a tool that is not there."""
    absent = [kind for kind in _KINDS if kind not in kinds and not {kind, *kinds} >= {"clock", "world_clock"}]
    talk.user(question_for(talk, talk.draw.pick(absent)))
    talk.answer(talk.draw.pick(SORRY))
