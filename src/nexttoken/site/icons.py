"""The icons of the pages: of the theme's 2,000, only those that are shown.

The theme draws its icons twice: by fonts, and by a script of 1.5 MB that puts pictures in their place. In the built
site the script is empty, and the fonts are cut down to the icons that a page, a script or a style names, which leaves a
few kilobytes. An icon is named by its class, `fa-bars`, or by its character, where a style says what stands before a
link.

What this file does not do: choose icons. The theme does, and another theme's would not be found here.
"""

import re
from pathlib import Path

import pydata_sphinx_theme
from fontTools import subset

THEME = Path(pydata_sphinx_theme.__file__).parent / "theme" / "pydata_sphinx_theme" / "static"
SCRIPT = Path("scripts", "fontawesome.js")
STYLE = Path("styles", "pydata-sphinx-theme.css")
FONTS = Path("vendor", "fontawesome", "webfonts")
ICON = re.compile(r'((?:\.fa-[\w-]+:{1,2}before,?)+)\{content:"\\([\da-f]+)"\}')  # .fa-bars:before{content:"\f0c9"}
OTHER_FORMAT = re.compile(r'url\([^()]*\.woff2\) format\("woff2"\),')  # which would need another package to write


def keep_shown(app, error):
    """Leave in the built site only the icons that it shows."""
    static = Path(app.outdir, "_static")
    if error or not (static / SCRIPT).exists():
        return
    (static / SCRIPT).write_text("// Icons are drawn by fonts, which are in vendor/fontawesome.\n")
    style = OTHER_FORMAT.sub("", (THEME / STYLE).read_text())
    characters = shown(Path(app.outdir), style)
    (static / STYLE).write_text(ICON.sub(lambda rule: rule[0] if int(rule[2], 16) in characters else "", style))
    for font in (THEME / FONTS).glob("*.ttf"):
        cut(font, static / FONTS / font.name, characters)
        (static / FONTS / font.name).with_suffix(".woff2").unlink(missing_ok=True)


def shown(folder, style):
    """The characters of all icons that are named in the site in `folder`; `style` says which is whose."""
    texts = [path.read_text() for kind in ("html", "js") for path in folder.rglob(f"*.{kind}")]
    named = {name for text in texts for name in re.findall(r"\bfa-[\w-]+", text)}
    rules = ICON.findall(style)
    by_class = {int(code, 16) for names, code in rules if named & set(re.findall(r"fa-[\w-]+", names))}
    styles = [ICON.sub("", style), *(path.read_text() for path in folder.rglob("*.css") if path.name != STYLE.name)]
    escaped = {int(code, 16) for text in styles for code in re.findall(r"\\([ef][\da-f]{3})\b", text)}
    return by_class | escaped | {ord(sign) for text in styles for sign in re.findall("[\ue000-\uf8ff]", text)}


def cut(font, target, characters):
    """Write to `target` the font without all but these characters."""
    options = subset.Options(layout_features=[], notdef_outline=True)
    loaded = subset.load_font(font, options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(loaded)
    subset.save_font(loaded, target, options)
