"""Fonts keep the icons that the site names, in whichever way, and lose the others; numbers are Font Awesome's own."""

import pytest
from fontTools.ttLib import TTFont

from nexttoken.site import icons

ROCKET, CLOSE, DOWN, DOWNLOAD, CROWN = 0xF135, 0xF00D, 0xF107, 0xF019, 0xF521


@pytest.fixture
def site(tmp_path):
    (tmp_path / "index.html").write_text('<i class="fas fa-rocket"></i> a fa-crowned head')
    (tmp_path / "close.js").write_text('button.classList = "fa-solid fa-xmark";')
    (tmp_path / "book.css").write_text(r'a::after { content: "\f107"; }')
    (tmp_path / "more.css").write_text(f'a.download::before {{ content: "{chr(DOWNLOAD)}"; }}')
    return tmp_path


def test_a_font_keeps_what_is_named_and_loses_the_others(site, tmp_path):
    style = r'.fa-rocket:before{content:"\f135"}.fa-close:before,.fa-xmark:before{content:"\f00d"}.fa-crown:before{content:"\f521"}'
    characters = icons.shown(site, style)
    assert characters == {ROCKET, CLOSE, DOWN, DOWNLOAD}
    icons.cut(icons.THEME / icons.FONTS / "fa-solid-900.ttf", tmp_path / "cut.ttf", characters)
    assert set(TTFont(tmp_path / "cut.ttf").getBestCmap()) == characters
    assert (tmp_path / "cut.ttf").stat().st_size < 3_000
