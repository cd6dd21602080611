"""The questions at the end of chapters: what is in their files, and what a page shows of it."""

from pathlib import Path
from types import SimpleNamespace

import nbformat
import pytest
from bs4 import BeautifulSoup
from docutils import nodes
from docutils.utils import new_document
from sphinx.errors import SphinxError

from nexttoken.errors import UserError
from nexttoken.site import quiz

ROOT = Path(__file__).parents[2]
CHAPTERS = sorted(path.stem for path in (ROOT / "notebooks").glob("*.ipynb"))
FILES = sorted((ROOT / "quizzes").iterdir())
EXAMPLE = """
- question: What is *it*?
  answers:
    - wrong: The `<b>` one.
      why: Not that.
    - right: This one.
      why: It is.
    - wrong: None.
      why: There is one.
"""
THREE = EXAMPLE + EXAMPLE.replace("it", "the second") + EXAMPLE.replace("it", "the third")


def page(root, text, docname="notebooks/01-crown"):
    """What a page shows in place of the comment, as a tree of HTML, with this text for the file of its questions."""
    (root / "quizzes").mkdir()
    (root / "quizzes" / "01-crown.yml").write_text(text)
    document, dependencies = new_document("page"), []
    document += nodes.raw("", "<!-- quiz -->", format="html")
    environment = SimpleNamespace(docname=docname, note_dependency=dependencies.append)
    quiz.ask(SimpleNamespace(env=environment, srcdir=root), document)
    assert dependencies == [str(root / "quizzes" / "01-crown.yml")]
    return BeautifulSoup(document.astext(), "html.parser")


def questions():
    return [question for path in FILES for question in quiz.read_quiz(path)]


def test_every_chapter_has_questions_and_asks_them_once():
    assert [path.name for path in FILES] == [f"{chapter}.yml" for chapter in CHAPTERS]
    for chapter in CHAPTERS:
        cells = nbformat.read(ROOT / "notebooks" / f"{chapter}.ipynb", as_version=4).cells
        assert sum(cell.source.count("<!-- quiz -->") for cell in cells) == 1, chapter


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_questions_of_a_chapter_are_well_formed(path):
    assert 3 <= len(quiz.read_quiz(path)) <= 5


def test_no_question_is_asked_in_two_chapters():
    texts = [text for text, _ in questions()]
    assert len(texts) == len(set(texts))


def test_neither_its_place_nor_its_length_gives_the_right_answer_away():
    found = [([right for _, right, _ in answers].index(True), [len(text) for text, *_ in answers])
             for _, answers in questions()]  # fmt: skip
    half = len(found) / 2
    assert all(sum(right == place for right, _ in found) < half for place in range(5))
    assert sum(lengths[right] == max(lengths) for right, lengths in found) < half
    assert sum(lengths[right] == min(lengths) for right, lengths in found) < half


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_in_no_chapter_the_longest_answer_or_the_shortest_is_nearly_always_right(path):
    rights = []
    for _, answers in quiz.read_quiz(path):
        lengths = [len(text) for text, *_ in answers]
        [right] = [len(text) for text, right, _ in answers if right]
        rights.append((right == max(lengths), right == min(lengths)))
    longest, shortest = map(sum, zip(*rights))
    assert max(longest, shortest) <= 3


def test_a_page_shows_each_question_as_a_group_of_answers_that_open(tmp_path):
    groups = page(tmp_path, THREE).find_all("fieldset")
    assert groups[0].legend.decode_contents() == "What is <em>it</em>?" and len(groups) == 3
    answers = groups[0].find_all("details")
    assert [answer.summary.text for answer in answers] == ["The <b> one.", "This one.", "None."]
    assert [answer.p.text for answer in answers] == ["No. Not that.", "Right. It is.", "No. There is one."]
    assert answers[0].code.text == "<b>" and not any(answer.has_attr("open") for answer in answers)


def test_paper_tells_at_the_end_of_a_chapter_the_letter_that_is_right_and_why(tmp_path):
    first, *others = page(tmp_path, THREE).select(".quiz ~ .quiz-answers li")
    assert first.text == "b) Right. It is. a) No. Not that. c) No. There is one." and len(others) == 2


@pytest.mark.parametrize("old, new, told", [
    (THREE, EXAMPLE, "the file has not three to five questions"),
    (THREE, "- [", "is not YAML"),
    ("question: What is *it*", "asked: What is *it*", "is not a question with answers"),
    ("the second", "it", "the file has a question twice"),
    ("    - wrong: None.\n      why: There is one.\n", "", "has not three to five answers"),
    ("right: This", "wrong: This", "has not one right answer"),
    ("wrong: None", "right: None", "has not one right answer"),
    ("wrong: None.", "wrong: This one.", "has an answer twice"),
    ("      why: It is.\n", "", "an answer that is not `right` or `wrong` with a `why`"),
    ("why: It is.", "why: yes", "an answer that is not `right` or `wrong` with a `why`"),
])  # fmt: skip
def test_what_is_wrong_in_a_file_is_one_line_that_names_it_and_the_remedy(tmp_path, old, new, told):
    assert old in THREE
    path = tmp_path / "01-crown.yml"
    path.write_text(THREE.replace(old, new))
    with pytest.raises(UserError) as refused:
        quiz.read_quiz(path)
    assert str(refused.value).startswith("01-crown.yml") and told in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_chapter_without_questions_stops_the_book(tmp_path):
    with pytest.raises(SphinxError, match="02-river.yml: No such file or directory: write the questions"):
        page(tmp_path, THREE, "notebooks/02-river")
