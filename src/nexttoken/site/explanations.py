"""Explanations at a word: what glossary.md says of a term, and which work of references.md a citation means.

    [logit](../glossary.md#term-logit)             explained by what the glossary says of it
    [1951](https://doi.org/10.1002/j.1538-...)     explained by the entry of the work with this address

In JupyterLab and Colab these are links and no more. On a page of the book the explanation is the link's title, which
`theme/explanations.js` shows beside it to mouse, keyboard and touch. It is in the page, so it needs no network.
"""

from docutils import nodes

GLOSSARY, REFERENCES = "glossary", "references"


def keep(app, doctree):
    """Keep what the two pages explain; the others are made anew when it changes."""
    env = app.env
    if env.docname == GLOSSARY:
        terms = {term["ids"][0]: term for term in doctree.findall(nodes.term)}
        slugs = {id: (term.line, id, term.astext()) for id, term in terms.items()}
        env.metadata[GLOSSARY].setdefault("myst_slugs", {}).update(slugs)  # so that Markdown can link to terms
        env.metadata[GLOSSARY]["explained"] = {id: term.parent[-1][0].astext() for id, term in terms.items()}
    elif env.docname == REFERENCES:
        entries = [item[0] for item in doctree.findall(nodes.list_item)]
        named = {link["refuri"]: entry.astext() for entry in entries for link in entry.findall(nodes.reference)}
        env.metadata[REFERENCES]["explained"] = named
    else:
        for page in {GLOSSARY, REFERENCES} & env.found_docs:
            env.note_dependency(str(env.doc2path(page)))


def explain(app, doctree, docname):
    """Give each link to what is explained its explanation as title."""
    terms, works = (app.env.metadata[page].get("explained", {}) for page in (GLOSSARY, REFERENCES))
    for link in doctree.findall(nodes.reference):
        address = link.get("refuri", "")
        explanation = works.get(address) or terms.get(link.get("refid") or address.partition("#")[2])
        if explanation and docname != REFERENCES:
            link["reftitle"] = explanation
            link["classes"].append("explained")


def setup(app):
    app.connect("doctree-read", keep)
    app.connect("doctree-resolved", explain)
    app.add_css_file("explanations.css")
    app.add_js_file("explanations.js", loading_method="defer")
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
