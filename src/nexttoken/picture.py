"""The one style of the book's pictures: sizes, colours, shapes, and a figure that shows itself in a notebook.

Pictures are made for the narrowest screen: 5 inches wide and lettered in 13 points, of which a phone leaves more than
9. The ground is white, which on dark pages is turned to dark, with all that is on it (`site/theme/book.css`). The
model's own voice has the colour of the assistant, and the colours of the other roles are kept for them; what else is
compared has colours that colour-blind readers can tell apart, and shapes.

What this file does not do: draw (`figures.py`).
"""

from io import StringIO

from matplotlib import rc_context
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure

WIDTH, TEXT = 5, 13  # inches, points
INK, SOFT, LINE = "#23262b", "#5a5f68", "#dedad0"
ROLES = {"system": "#6a4bc0", "user": "#1b63a8", "assistant": "#0f6b62", "tool": "#8a5300"}
MODEL = ROLES["assistant"]
SERIES = [MODEL, "#cf7526", "#858992", INK]
MARKERS = "osD^"
PASTEL = ["#cfe3f5", "#fbe3c0", "#d5ecd0"]
HEAT = LinearSegmentedColormap.from_list("heat", ["#ffffff", "#f8d6b4", "#eeaa73"])  # letters stand out, dark too
LEARNED, READ = "#a6d9cf", "#efede6"
HATCHES = ["", "//", "..", "xx"]

STYLE = {
    "font.size": TEXT, "axes.titlesize": TEXT, "axes.labelsize": TEXT, "legend.fontsize": TEXT,
    "xtick.labelsize": TEXT, "ytick.labelsize": TEXT,
    "font.family": "DejaVu Sans", "axes.titlelocation": "left", "axes.titleweight": "bold",
    "text.color": INK, "axes.labelcolor": INK, "axes.titlecolor": INK, "xtick.labelcolor": INK, "ytick.labelcolor": INK,
    "xtick.color": LINE, "ytick.color": LINE, "axes.edgecolor": LINE, "grid.color": LINE, "axes.axisbelow": True,
    "axes.spines.top": False, "axes.spines.right": False, "legend.frameon": False, "lines.linewidth": 2,
    "figure.facecolor": "white", "figure.constrained_layout.w_pad": 0.1, "figure.constrained_layout.h_pad": 0.1,
    "svg.hashsalt": "nexttoken",  # the same picture is the same file
}  # fmt: skip
styled = rc_context(STYLE)


class Picture(Figure):
    """A figure that a notebook shows as SVG, sharp at every size."""

    @styled
    def _repr_svg_(self):
        svg = StringIO()
        self.savefig(svg, format="svg", metadata={"Date": None})
        return svg.getvalue()


def picture(height, **subplots):
    """An empty picture, `height` inches high, and its axes."""
    figure = Picture(figsize=(WIDTH, height), layout="constrained")
    return figure, figure.subplots(**subplots)
