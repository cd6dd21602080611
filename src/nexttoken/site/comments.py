"""HTML comments that become something on the page of the book, and are not seen in JupyterLab and Colab."""

from docutils import nodes


def replace(doctree, pattern, html_of):
    """Put the HTML `html_of(match)` in the place of each comment of a page that is, as a whole, of this pattern."""
    for node in doctree.findall(nodes.raw):
        if found := pattern.fullmatch(node.astext().strip()):
            node.children = [nodes.Text(html_of(found))]
