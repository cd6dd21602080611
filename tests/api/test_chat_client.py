"""What the official client makes of the answers of chat completions: waiting and not, whole and streamed, parsed."""

import asyncio
from typing import Literal

import openai
import pydantic
import pytest
from asking import MODEL, USER, WEATHER


class Trip(pydantic.BaseModel):
    city: Literal["Oslo", "Rome"]
    nights: Literal[1, 2, 3]
    back: bool


def test_an_answer_in_json_fits_its_schema_and_is_parsed_by_the_official_client(client):
    for seed in range(5):
        found = client.chat.completions.parse(
            model="talker", messages=[USER], response_format=Trip, seed=seed, temperature=2
        )
        assert isinstance(found.choices[0].message.parsed, Trip)


class Person(pydantic.BaseModel):
    name: str


def test_a_text_in_json_comes_to_an_end_where_the_model_knows_none(client):
    always_z = {str(MODEL.tokenizer.encode("z")[0]): 100}
    asked = {"model": "talker", "messages": [USER], "logit_bias": always_z}
    found = client.chat.completions.parse(response_format=Person, **asked)
    assert found.choices[0].message.parsed == Person(name="z" * 64)


def test_the_official_client_streams_and_puts_together(client):
    with client.chat.completions.stream(model="talker", messages=[USER], response_format=Trip, seed=1) as stream:
        kinds = [event.type for event in stream]
        assert isinstance(stream.get_final_completion().choices[0].message.parsed, Trip)
    assert "content.delta" in kinds and kinds[-1] == "content.done"
    with client.chat.completions.stream(model="talker", messages=[USER], tools=[WEATHER], tool_choice="required",
                                        parallel_tool_calls=False, seed=1, n=2) as stream:  # fmt: skip
        for _ in stream:
            pass
        for choice in stream.get_final_completion().choices:
            [call] = choice.message.tool_calls
            assert call.function.parsed_arguments["city"] in ("Oslo", "Rome")
            assert choice.message.role == "assistant"


def test_the_clients_own_message_can_be_sent_back(client):
    first = client.chat.completions.create(model="talker", messages=[USER], tools=[WEATHER], tool_choice="required",
                                           parallel_tool_calls=False, seed=1).choices[0].message  # fmt: skip
    result = {"role": "tool", "tool_call_id": first.tool_calls[0].id, "content": "rain"}
    for sent in first, first.model_dump():
        found = client.chat.completions.create(model="talker", messages=[USER, sent, result], max_tokens=3)
        assert found.choices[0].message.role == "assistant"


def test_what_was_parsed_can_be_sent_back_too(client):
    asked = {"model": "talker", "messages": [USER]}
    parsed = client.chat.completions.parse(response_format=Trip, **asked).choices[0].message
    with client.chat.completions.stream(tools=[WEATHER], tool_choice="required", parallel_tool_calls=False,
                                        **asked) as stream:  # fmt: skip
        called = stream.get_final_completion().choices[0].message
    result = {"role": "tool", "tool_call_id": called.tool_calls[0].id, "content": "rain"}
    for said in [parsed, called, result], [parsed.model_dump(warnings=False), called.model_dump(), result]:
        found = client.chat.completions.create(model="talker", messages=[*said, USER], max_tokens=1)
        assert found.usage.prompt_tokens > 40


@pytest.fixture
def ask(server):
    """What comes of a function of the official client that does not wait, and of the request that most of them make."""

    def ask(function):
        async def run():
            async with openai.AsyncOpenAI(base_url=server.base_url, api_key="-", max_retries=0) as client:
                return await function(client, {"model": "talker", "messages": [USER], "seed": 1})

        return asyncio.run(run())

    return ask


def test_the_official_client_works_without_waiting_too(ask):
    async def both(client, asked):
        completions = client.chat.completions
        whole, stream = await asyncio.gather(completions.create(max_tokens=9, **asked),
                                             completions.create(max_tokens=9, stream=True, **asked))  # fmt: skip
        return whole.choices[0].message.content, "".join(
            [chunk.choices[0].delta.content or "" async for chunk in stream]
        )

    whole, streamed = ask(both)
    assert whole == streamed != ""


def test_it_parses_without_waiting(ask):
    found = ask(lambda client, asked: client.chat.completions.parse(response_format=Trip, **asked))
    assert isinstance(found.choices[0].message.parsed, Trip)


def test_it_streams_and_puts_together_without_waiting(ask):
    async def read(client, asked):
        async with client.chat.completions.stream(response_format=Trip, **asked) as stream:
            return [event.type async for event in stream], await stream.get_final_completion()

    kinds, found = ask(read)
    assert "content.delta" in kinds and kinds[-1] == "content.done"
    assert isinstance(found.choices[0].message.parsed, Trip)


def test_it_continues_texts_without_waiting(ask):
    async def both(client, _):
        asked = {"model": "small", "prompt": "Once", "seed": 1, "max_tokens": 9}
        whole, stream = await asyncio.gather(
            client.completions.create(**asked), client.completions.create(stream=True, **asked)
        )
        return whole.choices[0].text, "".join([chunk.choices[0].text async for chunk in stream])

    whole, streamed = ask(both)
    assert whole == streamed != ""


def test_the_newer_interface_works_without_waiting_too(ask):
    async def all_ways(client, _):
        asked = {"model": "talker", "input": "Hi", "temperature": 0}
        async with client.responses.stream(text_format=Trip, **asked) as stream:
            kinds = [event.type async for event in stream]
            streamed = await stream.get_final_response()
        said = await client.responses.create(max_output_tokens=9, **asked)
        events = await client.responses.create(max_output_tokens=9, stream=True, **asked)
        deltas = [event.delta async for event in events if event.type == "response.output_text.delta"]
        return kinds, streamed, await client.responses.parse(text_format=Trip, **asked), said, "".join(deltas)

    kinds, streamed, parsed, said, joined = ask(all_ways)
    assert (kinds[0], kinds[-1]) == ("response.created", "response.completed")
    assert isinstance(parsed.output_parsed, Trip) and streamed.output_parsed == parsed.output_parsed
    assert said.output_text == joined != ""
