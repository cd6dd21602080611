"""What is shown of a page where somebody links to it: its title, its first sentences, and one picture for the book.

The words are the page's own. The picture, card.png, is drawn when the book is built, and shows what the book is about:
a text, and what the model expects next.
"""

import html
from textwrap import shorten

from docutils import nodes
from matplotlib import rc_context
from matplotlib.figure import Figure

import nexttoken
from nexttoken.picture import INK, MODEL, SOFT

from . import reading_time

PROMPT = "A long time ago, there were three princesses in a"
SAID = f"{PROMPT} …, and the four tokens that the model of the book finds most probable next"
LENGTH = 200  # characters of a description: more is cut off where it is shown
WIDTH, HEIGHT, DOTS = 1200, 630, 100  # dots, dots, and dots to an inch
PAPER = "#fdfcf9"


def tags(title, description, page, site, name):
    """The HTML for the page at the address `page` of the book `name`, which is published at the address `site`."""
    named = {"description": description, "twitter:card": "summary_large_image"}
    properties = {
        "og:type": "article", "og:site_name": name, "og:title": title, "og:description": description, "og:url": page,
        "og:image": f"{site}card.png", "og:image:width": WIDTH, "og:image:height": HEIGHT, "og:image:alt": SAID,
    }  # fmt: skip
    lines = [f'<meta name="{key}" content="{html.escape(value)}">' for key, value in named.items()]
    lines += [f'<meta property="{key}" content="{html.escape(str(value))}">' for key, value in properties.items()]
    return "\n".join(lines)


def description(doctree):
    """The first paragraph of a page's own, as far as it is shown."""
    paragraphs = (
        node.astext() for node in doctree.findall(nodes.paragraph) if reading_time.CLASS not in node["classes"]
    )
    return shorten(next(paragraphs, ""), LENGTH, placeholder=" …")


def add_tags(app, pagename, templatename, context, doctree):
    if doctree:
        title = app.env.titles[pagename].astext()
        made = tags(title, description(doctree), context["pageurl"], app.config.html_baseurl, app.config.html_title)
        context["metatags"] += f"\n{made}"


def draw(path, name):
    """Write the picture for the book of this name."""
    pieces, _, shares = zip(*nexttoken.load("base").next_token(PROMPT).top(4))
    with rc_context({"font.family": "DejaVu Serif", "text.color": INK, "font.size": 26}):
        figure = Figure(figsize=(WIDTH / DOTS, HEIGHT / DOTS), dpi=DOTS, facecolor=PAPER)
        figure.text(0.06, 0.80, name, size=44, weight="bold")
        figure.text(0.06, 0.69, "A book that runs, and the language model that it trains", size=22, color=SOFT)
        figure.text(0.06, 0.50, f"{PROMPT} …")
        axes = figure.add_axes((0.24, 0.06, 0.6, 0.38), frame_on=False)
        bars = axes.barh(pieces, shares, color=MODEL, height=0.6)
        axes.bar_label(bars, fmt="{:.0%}", padding=10, color=SOFT)
        axes.tick_params(length=0, labelcolor=MODEL)
        axes.set_xticks([])
        axes.invert_yaxis()
        figure.savefig(path)
