"""The table of the models that support chat completion, as the page shows it where no script runs.

web/widgets/model-table.js makes it a table to search, sort and filter. It reads what stands here: a `<data>` element is
what a cell is sorted by, and the words of a cell, between commas, are what can be chosen from.
"""

import html

from nexttoken import catalogue

HEADS = {"id": "Model", "developer": "Developer", "context_tokens": "Context", "chat_completions": "Chat",
         "responses": "Responses", "tools": "Tools", "logprobs": "Logprobs", "roles": "Roles"}  # fmt: skip
WORDS = {True: "yes", False: "no", None: "not documented"}


def model_table():
    """The table, in a part of the page that scrolls by itself, also by keys."""
    listed = catalogue.load()
    caption = html.escape(f"{len(listed.entries)} text models as AI/ML API documented them on {listed.read_on}")
    heads = "".join(f'<th scope="col">{head}</th>' for head in HEADS.values())
    rows = "".join(f"<tr>{''.join(cell(entry, column) for column in HEADS)}</tr>" for entry in listed.entries)
    return (
        f'<div class="listed" role="region" tabindex="0" aria-label="{caption}"><table><caption>{caption}</caption>'
        f'<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div><p role="status"></p>'
    )


def cell(entry, column):
    value = getattr(entry, column)
    if column == "id":
        also = f"<small>also {html.escape(', '.join(entry.aliases))}</small>" if entry.aliases else ""
        return f'<th scope="row">{html.escape(value)}{also}</th>'
    if column == "context_tokens":
        return f'<td><data value="{value}">{value:,}</data></td>'
    if column in catalogue.FEATURES:
        return f'<td class="{WORDS[value].partition(" ")[0]}">{WORDS[value]}</td>'
    return f"<td>{html.escape(value if column == 'developer' else ', '.join(value))}</td>"
