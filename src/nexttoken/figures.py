"""Every picture of the book, in one style (`picture.py`). Each function returns a `Picture`.

    figures.next_token(model.next_token("Once upon a"))
    figures.lines([0.5, 1.0, 1.5], {"variety": [0.2, 0.6, 0.9]}, "temperature", "share")

What this file does not do: measure. It draws what it is given.
"""

import re

import numpy as np

from nexttoken.errors import UserError
from nexttoken.picture import (
    HATCHES,
    HEAT,
    INK,
    LEARNED,
    LINE,
    MARKERS,
    MODEL,
    PASTEL,
    READ,
    ROLES,
    SERIES,
    SOFT,
    WIDTH,
    picture,
    styled,
)

COLUMNS = 44  # characters in a line of tokens
WORD = re.compile(r"\s*\S*?(?:<\|end\|>|(?=\s)|$)")  # with the space before it, and the end of its turn


def visible(text):
    """A token as a label: its spaces and line ends can be seen."""
    return repr(text)[1:-1].replace(" ", "␣")


def room_for(series):
    """Raise UserError for more series than there are colours that everybody tells apart."""
    if len(series) > len(SERIES):
        raise UserError(f"{len(series)} series: a picture has room for {len(SERIES)}; leave some out")


def next_token(distribution, k=10):
    """Bars: the k most probable tokens of a `Distribution`."""
    return distributions({"": distribution}, k)


@styled
def distributions(named, k=8):
    """{title: Distribution} side by side: for each the bars of the k tokens that are most probable in the first."""
    tokens = next(iter(named.values())).top(k)
    figure, axes = picture(0.34 * k + 0.4, ncols=len(named), sharex=True, sharey=True, squeeze=False)
    for each, (title, distribution) in zip(axes[0], named.items()):
        shares = [distribution[id] for _, id, _ in tokens]
        drawn = each.barh(range(len(tokens)), shares, color=MODEL, height=0.7)
        each.bar_label(drawn, [f"{share:.0%}" for share in shares], padding=4)
        each.set_title(title)
        each.spines[:].set_visible(False)
        each.tick_params(length=0, labelbottom=False)
    each.set_yticks(range(len(tokens)), [visible(text) for text, *_ in tokens], family="monospace")
    each.invert_yaxis()
    each.margins(x=0.12 + 0.13 * len(named))  # room for the percentages
    return figure


@styled
def draws(distribution, numbers):
    """The probabilities of a `Distribution` end to end, as `sampling.choose` lays them, and where the numbers fall."""
    figure, axes = picture(2.1)
    ends = np.cumsum(distribution.probabilities, dtype=np.float64)
    named = {id: text for text, id, share in distribution.top(20) if share > 0.04}
    for number, id in enumerate(np.flatnonzero(distribution.probabilities > 0.01)):
        width = distribution[id]
        axes.barh(0, width, left=ends[id] - width, color=PASTEL[number % 3], edgecolor="white", height=1)
        if id in named:
            turned = 90 * (width < 0.2)
            label = visible(named[id])
            axes.text(ends[id] - width / 2, 0, label, ha="center", va="center", rotation=turned, family="monospace")
    axes.plot(numbers, [0.72] * len(numbers), "v", color=INK, markersize=9, clip_on=False)
    axes.set(xlim=(0, 1), ylim=(-0.5, 0.9), yticks=[], xlabel="a random number from 0 to 1 falls on a token")
    axes.spines[:].set_visible(False)
    return figure


@styled
def tokens(rows):
    """{title: pieces of text}: each text cut into its tokens, side by side in changing colours."""
    figure, axes = picture(0.1)
    line = 0
    for title, pieces in rows.items():
        axes.text(0, line, title, va="center", color=SOFT)
        line = draw_pieces(axes, pieces, [PASTEL[n % 3] for n in range(len(pieces))], line + 1) + 0.4
    return fit_lines(figure, axes, line - 0.4)


@styled
def surprise(pieces, bits, most=12):
    """Pieces of a text on a ground that is the warmer, the more bits of surprise each was; `most` is the warmest."""
    figure, axes = picture(0.1)
    line = draw_pieces(axes, pieces, [HEAT(each / most) for each in bits], 0)
    fit_lines(figure, axes, line, below=3)
    scale = axes.inset_axes([0, line + 0.5, COLUMNS, 0.5], transform=axes.transData)
    scale.imshow(np.linspace(0, 1, 256)[None], cmap=HEAT, aspect="auto", extent=(0, most, 0, 1))
    labels = ["0", f"{most / 2:g}", f"{most}+"]
    scale.set(yticks=[], xticks=[0, most / 2, most], xticklabels=labels, xlabel="surprise in bits")
    return figure


@styled
def mask(pieces, trained):
    """Tokens of a transcript, a turn a line; what the model is trained to write is on colour and has a line below."""
    figure, axes = picture(0.1)
    line = draw_pieces(axes, pieces, [LEARNED if each else READ for each in trained], 0)
    line = draw_pieces(axes, ["trained to write", " only read"], [LEARNED, READ], line + 0.5)
    learned = [box for box, each in zip(axes.patches, [*trained, True, False]) if each]
    left, below = [box.get_x() for box in learned], [box.get_y() + box.get_height() for box in learned]
    axes.hlines(below, left, [box.get_x() + box.get_width() for box in learned], MODEL, linewidth=3)
    return fit_lines(figure, axes, line)


def draw_pieces(axes, pieces, colours, line):
    """Write pieces of text on coloured boxes, a character a column, from `line` on; returns the line after the last."""
    text, column, before = "".join(pieces), 0, ""
    for piece, colour in zip(pieces, colours):
        word = WORD.match(text).group()
        long = column + len(word if word.startswith(" ") else piece.strip()) > COLUMNS
        if long or before.endswith(("\n", "<|end|>")):
            line, column = line + 1, 0
        axes.barh(line, len(piece), left=column, height=0.86, color=colour, edgecolor="white")
        column, text, before = column + len(piece), text[len(piece) :], piece
        axes.text(column - len(piece.lstrip()) / 2, line, piece.strip(), ha="center", va="center", family="monospace")
    return line + 1


def fit_lines(figure, axes, lines, below=0):
    """Give a picture of lines of text the height that they need, with `below` more lines for a scale."""
    figure.set_figheight(0.3 * (lines + below) + 0.2)
    axes.set(xlim=(0, COLUMNS), ylim=(lines + below - 0.5, -0.5))
    axes.axis("off")
    return figure


@styled
def losses(records):
    """The losses of a training log, dicts of a step and one or more *_loss in nats; smoothed, with what is smoothed."""
    figure, axes = picture(3.2)
    names = sorted({name for record in records for name in record if name.endswith("_loss")})
    room_for(names)
    for name, colour in zip(names, SERIES):
        step, loss = np.array([(record["step"], record[name]) for record in records if name in record]).T
        width = max(1, len(step) // 40)
        smooth = np.convolve(loss, np.ones(width) / width, "valid")
        axes.plot(step, loss, color=colour, alpha=0.25, linewidth=1)
        axes.plot(step[width - 1 :], smooth, color=colour, label=name.removesuffix("_loss"))
    axes.set(xlabel="step", ylabel="loss (nats per token)", ylim=(0, None))
    axes.legend()
    return figure


@styled
def attention(weights, tokens):
    """Weights (T, T): how much each token, a row, looks at each token before it, a column. Best with 20 or fewer."""
    figure, axes = picture(WIDTH)
    axes.pcolormesh(weights, cmap=HEAT, vmin=0, edgecolors=LINE, linewidth=0.3)
    labels, places = [visible(token) for token in tokens], np.arange(len(tokens)) + 0.5
    axes.set_xticks(places, labels, rotation=90, family="monospace")
    axes.set_yticks(places, labels, family="monospace")
    axes.tick_params(length=0, labeltop=True, labelbottom=False)
    axes.set(aspect="equal", ylabel="this token looks at ...")
    axes.invert_yaxis()
    axes.spines[:].set_visible(False)
    return figure


@styled
def lines(x, series, xlabel, ylabel):
    """{name: a value for each x}; where the values are (value, low, high), with error bars."""
    room_for(series)
    figure, axes = picture(3.2)
    for (name, values), colour, marker in zip(series.items(), SERIES, MARKERS):
        middle, spread = with_spread(values)
        axes.errorbar(x, middle, spread, color=colour, marker=marker, capsize=4, label=name)
    axes.set(xlabel=xlabel, ylabel=ylabel, ylim=(0, None))
    legend_above(figure, series)
    return figure


@styled
def bars(groups, series, ylabel):
    """{name: a value for each of the groups} side by side; where the values are (value, low, high), with error bars."""
    room_for(series)
    figure, axes = picture(3.2)
    width = 0.8 / len(series)
    for number, (name, values) in enumerate(series.items()):
        middle, spread = with_spread(values)
        left = np.arange(len(groups)) + (number - (len(series) - 1) / 2) * width
        colours = {"color": SERIES[number], "ecolor": INK}
        drawn = axes.bar(left, middle, width * 0.94, yerr=spread, capsize=4, label=name, **colours)
        axes.bar_label(drawn, fmt="%.3g", padding=2)
    axes.set_xticks(range(len(groups)), groups)
    axes.set_ylabel(ylabel)
    legend_above(figure, series)
    return figure


@styled
def stacked(groups, series, xlabel):
    """{name: a value for each of the groups} end to end in one bar for each group. A role has its own colour."""
    room_for(series)
    figure, axes = picture(0.32 * len(groups) + 1.4)
    left = np.zeros(len(groups))
    for (name, values), colour, hatch in zip(series.items(), SERIES, HATCHES):
        colour = ROLES.get(name, colour)
        axes.barh(groups, values, left=left, color=colour, edgecolor="white", hatch=hatch, label=name)
        left += values
    axes.invert_yaxis()
    axes.tick_params(axis="y", length=0)
    axes.set_xlabel(xlabel)
    legend_above(figure, series)
    return figure


def with_spread(values):
    """Numbers, or (value, low, high), to the values and what Matplotlib takes as error bars."""
    values = np.array(values, dtype=float)
    if values.ndim == 1:
        return values, None
    middle, low, high = values.T
    return middle, np.array([middle - low, high - middle])


def legend_above(figure, series):
    """Name the series where they cannot hide anything, unless there is but one."""
    if len(series) > 1:
        figure.legend(loc="outside upper left", ncols=2)
