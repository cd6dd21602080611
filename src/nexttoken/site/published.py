"""What the site can only say with its own address, which stands in _config.yml: a sitemap, and the page for wrong ones.

    https://example.org/book/sitemap.xml
    https://example.org/book/404.html

A server shows 404.html at whatever address was asked for, so the page has its style within itself, and the address of
the first page in full.
"""

import html
from pathlib import Path

import yaml

NOT_FOUND = Path(__file__).with_name("not_found.html")


def settings(root):
    return yaml.safe_load((root / "_config.yml").read_text())


def address(root):
    """Where the site of the project at `root` is published, with a slash at its end."""
    return settings(root)["html"]["baseurl"]


def write_sitemap(root, folder, pages):
    """`pages`: their addresses within the site."""
    places = [html.escape(address(root) + page) for page in pages]
    urls = "".join(f"<url><loc>{place}</loc></url>\n" for place in places)
    sitemap = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{urls}</urlset>\n'
    (folder / "sitemap.xml").write_text(f'<?xml version="1.0" encoding="utf-8"?>\n{sitemap}')


def write_not_found(root, folder):
    page = NOT_FOUND.read_text().replace("TITLE", html.escape(settings(root)["title"]))
    (folder / "404.html").write_text(page.replace("ADDRESS", html.escape(address(root))))
