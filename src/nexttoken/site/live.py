"""Live elements: the model in the page, where an HTML comment asks for it.

    <!-- live: next-token text="Once upon a" -->

In JupyterLab and Colab the comment is not seen. On the book's page stands the element `<next-token>`, which the module
web/widgets/next-token.js brings to life; the models it may ask for lie beside `web`. Nothing of them is fetched before
a reader does something with the element. Until then, and where scripts do not run, it shows a still picture: what the
model says, asked here, when the page is made.
"""

import html
import json
import re
import shutil
from functools import cache
from pathlib import Path

from docutils import nodes
from sphinx.errors import SphinxError

import nexttoken
from nexttoken.chat import Call, Message, to_json
from nexttoken.chat.template import encode, turn
from nexttoken.distribution import token_text
from nexttoken.model import PRETRAINED

COMMENT = re.compile(r"<!--\s*live:\s*([a-z-]+)\s*(.*?)-->", re.DOTALL)
ATTRIBUTE = re.compile(r'([a-z]+)="([^"]*)"')
FILES = ["tokenizer.json", "base/config.json", "base/model.safetensors"]  # what the page asks for

ERRAND = [
    Message("system", "Be kind."),
    Message("user", "Is it raining in Oslo?"),
    Message("assistant", None, calls=(Call("weather", '{"city":"Oslo"}'),)),
    Message("tool", '{"weather":"rain"}', answers=0),
    Message("assistant", "It is. Take a coat!"),
]


@cache
def model():
    return nexttoken.load("base")


def next_token(text):
    """The most probable tokens, as web/widgets/candidates.js reads and shows them."""
    items = [
        f'<li data-id="{id}" data-text="{html.escape(piece)}" data-probability="{probability}">'
        f'<span class="piece">{html.escape(shown(id))}</span>'
        f'<span class="share" style="--share: {probability:.3f}"></span><span>{probability:.1%}</span></li>'
        for piece, id, probability in model().next_token(text).top(8)
    ]
    size = (PRETRAINED / "base" / "model.safetensors").stat().st_size / 1e6
    return (
        f'<p class="told"><strong>{html.escape(text)}</strong></p><ol class="candidates">{"".join(items)}</ol>'
        f'<p role="status">The model, {size:.1f} MB, is fetched when you first use it.</p>'
    )


def text_tokens(text):
    """The tokens, as web/widgets/text-tokens.js reads and shows them."""
    pieces = [(id, html.escape(shown(id))) for id in model().tokenizer.encode(text)]
    chips = [f'<span class="token" data-id="{id}" data-text="{piece}"><b>{piece}</b><small>{id}</small></span>'
             for id, piece in pieces]  # fmt: skip
    return f'<div class="tokens">{"".join(chips)}</div>'


def chat_transcript():
    """A conversation as JSON and in tokens, as web/widgets/transcript-views.js shows them."""
    tokenizer = model().tokenizer
    conversation = json.dumps(to_json(ERRAND, "simple"), indent=1, ensure_ascii=False)
    rows = [f'<li class="tokens">{tokens([tokenizer.end], [False])}</li>']
    for message in ERRAND:
        ids = encode(turn(message), tokenizer)
        mask = [message.role == "assistant" and i > 0 for i in range(len(ids))]
        rows.append(f'<li class="tokens {message.role}">{tokens(ids, mask)}</li>')
    return f'<pre>{html.escape(conversation)}</pre><ol class="turns">{"".join(rows)}</ol>'


def tokens(ids, mask):
    control = {id: name for name, id in model().tokenizer.control.items()}
    return "".join(
        f'<span class="token{" control" * (id in control)}{" learned" * learned}">{html.escape(shown(id))}</span>'
        for id, learned in zip(ids, mask)
    )


def shown(id):
    """A token as it can be seen: spaces have a sign, and what is no character its bytes."""
    tokenizer = model().tokenizer
    text = token_text(tokenizer, id).replace(" ", "␣").replace("\n", "↵")
    return tokenizer.tokens[id].hex(" ") if "\N{REPLACEMENT CHARACTER}" in text else text


STILLS = {
    "next-token": ("what comes next?", next_token),
    "text-tokens": ("a text in tokens", text_tokens),
    "sampling-sliders": ("from probabilities to a choice", next_token),
    "chat-transcript": ("a conversation in tokens", chat_transcript),
}


def element(name, attributes, to_root):
    """The HTML of an element, on a page from which `to_root` leads to the root of the site."""
    title, still = STILLS[name]
    given = "".join(f' {key}="{html.escape(value)}"' for key, value in attributes.items())
    return (
        f'<link rel="stylesheet" href="{to_root}web/widgets/widgets.css">'
        f'<script type="module" src="{to_root}web/widgets/{name}.js"></script>'
        f'<{name}{given}><p class="title">Try it: {title}</p>{still(**attributes)}'
        "<noscript><p>With JavaScript you can try it here, without it in the notebook.</p></noscript>"
        f"</{name}>"
    )


def bring_to_life(app, doctree):
    """Replace the comments of a page by the elements that they ask for."""
    for node in doctree.findall(nodes.raw):
        if found := COMMENT.fullmatch(node.astext().strip()):
            name, attributes = found[1], dict(ATTRIBUTE.findall(html.unescape(found[2])))
            if name not in STILLS:
                raise SphinxError(f"{app.env.docname}: there is no live element {name}: use {', '.join(STILLS)}")
            node.children = [nodes.Text(element(name, attributes, "../" * app.env.docname.count("/")))]
            for file in FILES:
                app.env.note_dependency(str(PRETRAINED / file))


def copy_live_files(app, error):
    """Put web/ and the model into the built site."""
    if error:
        return
    shutil.copytree(Path(app.srcdir) / "web", Path(app.outdir) / "web", dirs_exist_ok=True)
    for file in FILES:
        copy = Path(app.outdir) / "pretrained" / file
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(PRETRAINED / file, copy)


def setup(app):
    app.connect("doctree-read", bring_to_life)
    app.connect("build-finished", copy_live_files)
