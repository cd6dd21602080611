"""Live elements: the model in the page, where an HTML comment asks for it.

    <!-- live: next-token text="Once upon a" -->

In JupyterLab and Colab the comment is not seen. On the book's page stands the element `<next-token>`, which the module
web/widgets/next-token.js brings to life; the models it may ask for lie beside `web`. Nothing of them is fetched before
a reader does something with the element. Until then, and where scripts do not run, it shows a still picture: what the
model says, asked here, when the page is made (`stills.py`, `chat_stills.py`). Where its script cannot be loaded, as in
a page that was opened as a file, it says so.
"""

import html
import re
import shutil
from pathlib import Path

from sphinx.errors import SphinxError

from nexttoken.catalogue.snapshot import newest
from nexttoken.model import PRETRAINED

from . import chat_stills, comments, model_table, stills

COMMENT = re.compile(r"<!--\s*live:\s*([a-z-]+)\s*(.*?)-->", re.DOTALL)
ATTRIBUTE = re.compile(r'([a-z]+)="([^"]*)"')
FILES = ["tokenizer.json", *(f"{model}/{file}" for model in ("base", "chat")
                             for file in ("config.json", "model.safetensors"))]  # what the page asks for  # fmt: skip
NOT_LOADED = (
    '<p class="not-loaded">The script with which you can try it here could not be loaded. If you opened this page as a '
    "file, use <code>make serve</code>; else load the page again, or try it in the notebook.</p>"
)

STILLS = {
    "next-token": ("what comes next?", stills.next_token),
    "text-tokens": ("a text in tokens", stills.text_tokens),
    "sampling-sliders": ("from probabilities to a choice", stills.next_token),
    "attention-heads": ("where a token looks", stills.attention_heads),
    "chat-transcript": ("a conversation in tokens", stills.chat_transcript),
    "role-answers": ("one question, system messages of your own", chat_stills.role_answers),
    "tool-result": ("what the tool says, you say", chat_stills.tool_result),
    "mislead-model": ("mislead the model", chat_stills.mislead_model),
    "chat-window": ("a conversation", chat_stills.chat_window),
    "model-table": ("search, filter, sort", model_table.model_table),
}


def element(name, attributes, to_root):
    """The HTML of an element, on a page from which `to_root` leads to the root of the site."""
    title, still = STILLS[name]
    given = "".join(f' {key}="{html.escape(value)}"' for key, value in attributes.items())
    return (  # the script right before the element: widgets.css looks there whether it has failed
        f'<link rel="stylesheet" href="{to_root}web/widgets/widgets.css">'
        f'<script type="module" src="{to_root}web/widgets/{name}.js" onerror="this.dataset.failed = true"></script>'
        f'<{name}{given}><p class="title">Try it: {title}</p>{still(**attributes)}'
        "<noscript><p>With JavaScript you can try it here, without it in the notebook.</p></noscript>"
        f"{NOT_LOADED}</{name}>"
    )


def bring_to_life(app, doctree):
    """Replace the comments of a page by the elements that they ask for."""

    def asked_for(found):
        name, attributes = found[1], dict(ATTRIBUTE.findall(html.unescape(found[2])))
        if name not in STILLS:
            raise SphinxError(f"{app.env.docname}: there is no live element {name}: use {', '.join(STILLS)}")
        code = PRETRAINED.parent.rglob("*.py")  # a still picture is what the code of today says
        for path in [newest(), *PRETRAINED.glob("*.json"), *(PRETRAINED / file for file in FILES), *code]:
            app.env.note_dependency(str(path))
        return element(name, attributes, "../" * app.env.docname.count("/"))

    comments.replace(doctree, COMMENT, asked_for)


def copy_live_files(app, error):
    """Put web/ and the models into the built site."""
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
