"""What live elements show while no script runs: what the base model makes of a text, asked when the page is made.

The modules in web/widgets read from it what they begin with. What this file does not do: conversations with the chat
model (`chat_stills.py`).
"""

import html
import json
from functools import cache

import numpy as np

import nexttoken
from nexttoken.chat import Call, Message, to_json
from nexttoken.chat.template import encode, turn
from nexttoken.distribution import token_text
from nexttoken.inspection import attention, looking_back, twice
from nexttoken.model import PRETRAINED

ERRAND = [
    Message("system", "Be kind."),
    Message("user", "Is it raining in Oslo?"),
    Message("assistant", None, calls=(Call("weather", '{"city":"Oslo"}'),)),
    Message("tool", '{"weather":"rain"}', answers=0),
    Message("assistant", "It is. Take a coat!"),
]
MASK = '<p class="mask"><mark class="learned">Double underline</mark>: what the model learns to write.</p>'


@cache
def model():
    return nexttoken.load("base")


def fetched(name):
    """The line that says what the model weighs."""
    size = (PRETRAINED / name / "model.safetensors").stat().st_size / 1e6
    return f'<p role="status">The model, {size:.1f} MB, is fetched when you first use it.</p>'


def next_token(text):
    """The most probable tokens, as web/widgets/candidates.js reads and shows them."""
    items = [
        f'<li data-id="{id}" data-text="{html.escape(piece)}" data-probability="{probability}">'
        f'<span class="piece">{html.escape(shown(id))}</span>'
        f'<span class="share" style="--share: {probability:.3f}"></span><span>{probability:.1%}</span></li>'
        for piece, id, probability in model().next_token(text).top(8)
    ]
    return (
        f'<p class="told"><strong>{html.escape(text)}</strong></p><ol class="candidates">{"".join(items)}</ol>'
        f"{fetched('base')}"
    )


def text_tokens(text):
    """The tokens, as web/widgets/text-tokens.js reads and shows them."""
    ids = model().tokenizer.encode(text)
    counts = f"{len(text)} characters, {len(text.encode())} bytes, {len(ids)} tokens"
    return f'<p>{counts}</p><div class="tokens">{"".join(map(chip, ids))}</div>'


def chip(id, small=True, style=""):
    piece = html.escape(shown(id))
    number = f"<small>{id}</small>" if small else ""
    return f'<span class="token" data-id="{id}" data-text="{piece}"{style}><b>{piece}</b>{number}</span>'


def chat_transcript():
    """A conversation in tokens, as web/widgets/transcript-views.js shows them, and as JSON in both shapes."""
    tokenizer = model().tokenizer
    rows = [f'<li class="tokens">{tokens([tokenizer.end], [False])}</li>']
    for message in ERRAND:
        ids = encode(turn(message), tokenizer)
        mask = [message.role == "assistant" and i > 0 for i in range(len(ids))]
        rows.append(f'<li class="tokens {message.role}">{tokens(ids, mask)}</li>')
    shapes = as_json("this book's", "simple") + as_json("OpenAI's", "openai")
    return f'{MASK}<ol class="turns">{"".join(rows)}</ol><div class="sides">{shapes}</div>'


def as_json(name, shape):
    conversation = json.dumps(to_json(ERRAND, shape), indent=1, ensure_ascii=False)
    return f'<div><p class="part">As JSON, {name} shape</p><pre>{html.escape(conversation)}</pre></div>'


def tokens(ids, mask):
    return "".join(token(id, "mark" if learned else "span") for id, learned in zip(ids, mask))


def token(id, name):
    control = " control" * (id in model().tokenizer.control.values())
    return f'<{name} class="token{control}{" learned" * (name == "mark")}">{html.escape(shown(id))}</{name}>'


def shown(id):
    """A token as it can be seen: spaces have a sign, and what is no character its bytes."""
    tokenizer = model().tokenizer
    text = token_text(tokenizer, id).replace(" ", "␣").replace("\n", "↵")
    return tokenizer.tokens[id].hex(" ") if "\N{REPLACEMENT CHARACTER}" in text else text


@cache
def copying_heads():
    """[layer, head] of those that look at what followed the same token the time before, found as in chapter 5."""
    length, tokenizer = 40, model().tokenizer
    ids = twice(np.random.default_rng(0), 4, length, tokenizer.vocab_size - len(tokenizer.control), tokenizer.end)
    looked = looking_back(attention(model().params, ids, model().config), length - 1, start=length + 1)
    return np.argwhere(looked > 0.3).tolist()


def attention_heads(text):
    """Where a token looks that copies, in the first copying head, as web/widgets/attention-heads.js shows it."""
    config, ids = model().config, model().prompt_ids(text)
    layer, head = copying_heads()[0]
    shares = attention(model().params, np.array([ids]), config)[layer, 0, head]  # (T, T)
    back = np.tril(shares, -1)[:, 1:]  # at what comes before, but not at the end mark
    place = int(back.max(axis=1).argmax())
    chips = [chip(id, False, f' style="--share: {share:.3f}"') for id, share in zip(ids, shares[place])]
    best = int(shares[place].argmax())
    said = f"Layer {layer}, head {head}: {shown(ids[place])} looks at {shown(ids[best])} ({shares[place, best]:.0%})."
    copying = " ".join(f"{layer}.{head}" for layer, head in copying_heads())
    return (
        f'<div class="tokens looks" data-layers="{config.num_hidden_layers}" data-heads="{config.num_attention_heads}" '
        f'data-copying="{copying}" data-place="{place}">{"".join(chips)}</div><p>{html.escape(said)}</p>{fetched("base")}'
    )
