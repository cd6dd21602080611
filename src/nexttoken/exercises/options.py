"""The four sentences of which a student chooses one, in an order of each student's own.

    shuffle(cells, Random("anna"))      - A: It has learned the names by heart.     - A: It can copy any word.
                                        - B: ...                                    - B: ...

What this file does not do: know which of them is right. Solution and hidden tests get the letter that it has now.
"""

import re

OPTION = re.compile(r"(?<=- )([A-Z])(: .*?)(?=\n *- [A-Z]: |\Z)", re.DOTALL)
LETTER = re.compile(r'"([A-D])"')


def shuffle(cells, random):
    """Put the sentences of each list from A to D in another order, and their new letters into the code after it."""
    new = {}
    for cell in cells:
        if cell["cell_type"] == "markdown":
            letters = [letter for letter, _ in OPTION.findall(cell["source"])]
            new = dict(zip(letters, random.sample(letters, 4))) if letters == list("ABCD") else {}
        cell["source"] = with_letters(cell["source"], new) if new else cell["source"]


def with_letters(text, new):
    """A text, or code, with new letters, {old: new}, and the sentences in their order."""
    lines = iter(sorted(new[letter] + sentence for letter, sentence in OPTION.findall(text)))
    return LETTER.sub(lambda found: f'"{new[found[1]]}"', OPTION.sub(lambda _: next(lines), text))
