"""Pictures say what they were given, can be read on a phone, in greys and by colour-blind readers, and stay in style."""

import re
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from matplotlib.colors import to_hex, to_rgb
from matplotlib.text import Text

from nexttoken import figures, sampling
from nexttoken.distribution import Distribution
from nexttoken.errors import UserError
from nexttoken.tokenizer import Tokenizer

THEME = Path(figures.__file__).parent / "site" / "theme" / "book.css"
FILTER = r"filter: invert\(([\d.]+)\) hue-rotate\(([\d.]+)deg\) brightness\(([\d.]+)\)"
TOKENIZER = Tokenizer([])


def distribution(**shares):
    """A `Distribution` over single letters: distribution(a=0.7, b=0.3)."""
    probabilities = np.zeros(TOKENIZER.vocab_size)
    for letter, share in shares.items():
        probabilities[ord(letter)] = share
    return Distribution(probabilities, TOKENIZER)


ABC = distribution(a=0.6, b=0.3, c=0.1)
SENTENCE = "Once upon a time three princesses lived in a castle on a hill".replace(" ", "| ").split("|")
RECORDS = [{"step": n, "stories_loss": 7 / n, **({"repeats_loss": 6 / n} if n < 50 else {})} for n in range(1, 101)]
TURNS = ["<|endoftext|>", "<|user|>", "Hi", "<|end|>", "<|assistant|>", "Ho", ",", " ho", "<|end|>"]
TRAINED = [False] * 5 + [True] * 4
PICTURES = {
    "next_token": figures.next_token(ABC, k=3),
    "distributions": figures.distributions({"cold": ABC, "warm": distribution(a=0.4, b=0.3, c=0.3), "hot": ABC}, k=3),
    "draws": figures.draws(ABC, [0.1, 0.95]),
    "tokens": figures.tokens({"words": SENTENCE, "letters": list("".join(SENTENCE))}),
    "surprise": figures.surprise(SENTENCE, np.arange(len(SENTENCE))),
    "mask": figures.mask(TURNS, TRAINED),
    "losses": figures.losses(RECORDS),
    "attention": figures.attention(np.tril(np.ones((8, 8))), SENTENCE[:8]),
    "lines": figures.lines([1, 2], {"one": [0.1, 0.2], "two": [(0.5, 0.4, 0.6), (0.7, 0.6, 0.9)]}, "x", "y"),
    "bars": figures.bars(["left", "right"], {"one": [1, 2], "two": [2, 3]}, "height"),
    "stacked": figures.stacked(["system_conflict", "facts"], {"user": [0.4, 0.5], "system": [0.6, 0.5]}, "share"),
}


@pytest.fixture(params=PICTURES)
def picture(request):
    return PICTURES[request.param]


def texts(figure):
    return [text for text in figure.findobj(Text) if text.get_visible() and text.get_text().strip()]


def heights(figure):
    return [[round(float(patch.get_width()), 6) for patch in axes.patches] for axes in figure.axes]


def contrast(one, other):
    """The contrast of two colours as the Web Content Accessibility Guidelines define it: 1 to 21."""

    def luminance(colour):
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(colour)]
        return np.dot(linear, (0.2126, 0.7152, 0.0722))

    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def as_seen_without_green(colour):
    """How a deuteranope sees a colour (Viénot, Brettel and Mollon 1999): red, green, blue."""
    linear = np.array(to_rgb(colour)) ** 2.2
    seen = np.array([[0.29275, 0.70725, 0], [0.29275, 0.70725, 0], [-0.02234, 0.02234, 1]]) @ linear
    return seen ** (1 / 2.2)


def test_a_phone_shows_every_letter_in_nine_points(picture):
    picture.draw_without_rendering()
    on_a_phone = 3.5 / picture.get_figwidth()  # inches that a page leaves on a narrow phone
    assert texts(picture)
    for text in texts(picture):
        assert text.get_fontsize() * on_a_phone >= 9, text


def test_nothing_is_cut_off(picture):
    drawn, page = picture.get_tightbbox(), picture.bbox_inches
    assert page.x0 <= drawn.x0 and drawn.x1 <= page.x1 and page.y0 <= drawn.y0 and drawn.y1 <= page.y1


def test_it_shows_itself_as_svg_on_white_and_the_same_each_time():
    one, other = (figures.bars(["left", "right"], {"one": [1, 2]}, "height")._repr_svg_() for _ in range(2))
    assert one == other
    assert "<svg" in one and "fill: #ffffff" in one


def test_the_roles_have_the_colours_of_the_pages():
    light = THEME.read_text().split('html[data-theme="dark"]')[0]
    page = dict(re.findall(r"--(?:role-)?(\w+): (#\w{6})", light))
    assert figures.ROLES == {role: page["accent" if role == "assistant" else role] for role in figures.ROLES}
    assert set(figures.SERIES) & set(figures.ROLES.values()) == {figures.MODEL}


def on_a_dark_page(colour):
    """A colour of a picture as the filter of dark pages shows it; the numbers are from the definition of CSS filters."""
    inverted, turned, brighter = map(float, re.search(FILTER, THEME.read_text()).groups())
    assert turned == 180  # degrees, for which this is the matrix
    matrix = np.array([[-0.574, 1.430, 0.144], [0.426, 0.430, 0.144], [0.426, 1.430, -0.856]])
    turned_round = np.clip(matrix @ (inverted - (2 * inverted - 1) * np.array(to_rgb(colour))), 0, 1)
    return np.clip(brighter * turned_round, 0, 1)


def test_text_and_lines_stand_out_from_their_ground():
    for ground in [*figures.PASTEL, figures.LEARNED, figures.READ, *map(to_hex, figures.HEAT(np.linspace(0, 1, 5)))]:
        assert contrast(figures.INK, ground) >= 4.5
        assert contrast(on_a_dark_page(figures.INK), on_a_dark_page(ground)) >= 4.5
    for colour in figures.SERIES:
        assert contrast(colour, "white") >= 3


def test_series_can_be_told_apart_without_green():
    for one, other in combinations(figures.SERIES, 2):
        assert np.linalg.norm(as_seen_without_green(one) - as_seen_without_green(other)) > 0.2, (one, other)


def test_the_bars_of_a_distribution_are_its_probabilities():
    assert heights(PICTURES["next_token"]) == [[0.6, 0.3, 0.1]]


def test_distributions_are_compared_token_by_token():
    assert heights(PICTURES["distributions"]) == [[0.6, 0.3, 0.1], [0.4, 0.3, 0.3], [0.6, 0.3, 0.1]]
    labels = [label.get_text() for label in PICTURES["distributions"].axes[0].get_yticklabels()]
    assert labels == ["a", "b", "c"]


def test_a_space_at_the_start_of_a_token_is_visible():
    assert figures.visible(" the") == "␣the"
    assert figures.visible("\n") == "\\n"


def test_a_random_number_is_drawn_on_the_token_that_it_chooses():
    even = distribution(c=0.25, a=0.5, b=0.25)
    for number in (0.1, 0.6, 0.9):
        axes = figures.draws(even, [number]).axes[0]
        (under,) = [p for p in axes.patches if p.get_x() <= axes.lines[0].get_xdata()[0] < p.get_x() + p.get_width()]
        letter = next(
            t.get_text() for t in axes.texts if under.get_x() < t.get_position()[0] < under.get_x() + under.get_width()
        )
        assert ord(letter) == sampling.choose(even.probabilities, number)


def test_a_text_keeps_its_words_and_breaks_between_them():
    lines = {}
    for text in PICTURES["surprise"].axes[0].texts:
        lines.setdefault(text.get_position()[1], []).append(text.get_text())
    assert [word for line in lines.values() for word in line] == [piece.strip() for piece in SENTENCE]
    assert len(lines) > 1
    assert all(len(" ".join(line)) <= figures.COLUMNS for line in lines.values())


def test_a_word_in_several_tokens_is_not_torn_apart():
    axes = figures.tokens({"": [*SENTENCE[:8], " Z", "or", "bl", "ixa"]}).axes[0]
    assert len({text.get_position()[1] for text in axes.texts if text.get_text() in ("Z", "or", "bl", "ixa")}) == 1


def test_a_word_that_is_longer_than_a_line_is_broken_between_its_tokens():
    axes = figures.tokens({"": ["call"] * 30}).axes[0]
    assert max(box.get_x() + box.get_width() for box in axes.patches) <= figures.COLUMNS


def test_what_is_trained_on_is_told_by_its_ground_and_by_a_line_below_it():
    axes = PICTURES["mask"].axes[0]
    boxes, (lines,) = axes.patches[: len(TURNS)], axes.collections
    assert [to_hex(box.get_facecolor()) == figures.LEARNED for box in boxes] == TRAINED
    expected = [[box.get_x(), box.get_x() + box.get_width()] for box, each in zip(boxes, TRAINED) if each]
    assert [list(segment[:, 0]) for segment in lines.get_segments()[: len(expected)]] == expected


def test_every_turn_of_a_transcript_begins_a_line():
    at = {text.get_text(): text.get_position()[1] for text in PICTURES["mask"].axes[0].texts}
    assert at["<|user|>"] == at["Hi"] < at["<|assistant|>"] == at["Ho"]
    plain = figures.tokens({"": ["A", ":", "\n", "B", ":"]}).axes[0]
    at = {text.get_text(): text.get_position()[1] for text in plain.texts}
    assert at["A"] < at["B"]


def test_a_stacked_bar_is_as_long_as_its_parts_together_and_needs_no_colour():
    user, system = PICTURES["stacked"].axes[0].containers
    for one, other in zip(user, system):
        assert one.get_x() + one.get_width() == other.get_x()
        assert other.get_x() + other.get_width() == pytest.approx(1)
        assert one.get_hatch() != other.get_hatch()
    assert to_hex(user[0].get_facecolor()) == figures.ROLES["user"]


def test_what_surprises_most_is_warmest():
    grounds = [patch.get_facecolor() for patch in PICTURES["surprise"].axes[0].patches]
    lightness = [sum(ground[:3]) for ground in grounds]
    assert lightness == sorted(lightness, reverse=True) and lightness[0] > lightness[-1]


def test_every_loss_of_a_log_is_drawn_where_it_was_measured():
    axes = PICTURES["losses"].axes[0]
    drawn = {len(line.get_xdata()): line for line in axes.lines if line.get_alpha()}
    assert set(drawn) == {49, 100}
    np.testing.assert_allclose(drawn[100].get_ydata(), [record["stories_loss"] for record in RECORDS])
    assert [text.get_text() for text in axes.get_legend().get_texts()] == ["repeats", "stories"]


def test_error_bars_reach_from_low_to_high():
    figure = figures.lines([1, 2], {"only": [(0.5, 0.4, 0.8), (0.6, 0.6, 0.7)]}, "x", "y")
    (bars,) = [c for c in figure.axes[0].collections]
    np.testing.assert_allclose([segment[:, 1] for segment in bars.get_segments()], [(0.4, 0.8), (0.6, 0.7)])
    assert not figure.legends


@pytest.mark.parametrize("draw", [figures.lines, figures.bars, figures.stacked])
def test_no_series_is_left_out_silently(draw):
    five = {name: [1, 2] for name in "abcde"}
    labels = ("x", "y") if draw is figures.lines else ("y",)
    with pytest.raises(UserError, match="5 series: a picture has room for 4"):
        draw(["one", "two"], five, *labels)
