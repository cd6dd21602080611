"""The questions at the end of a chapter, where its comment `<!-- quiz -->` stands.

They are in `quizzes/`, a file for each chapter, `quizzes/01-next-token.yml`, of three to five like this one:

    - question: What does a language model do?
      answers:
        - wrong: It looks facts up.
          why: There is nothing to look up in it but numbers.
        - right: It says how probable each next token is.
          why: Everything else is made of that.

Texts may have `code` and *emphasis* in them. On the page each answer is opened, by mouse or keyboard, to read why it is
right or wrong: plain HTML, so that it needs no script. On paper answers have letters, and what is right is told at the
end of the chapter. In JupyterLab and Colab nothing is seen of it.

What this file does not do: count points, or keep what somebody has answered.
"""

import re
from pathlib import Path
from string import ascii_lowercase

import yaml
from docutils import nodes
from markdown_it import MarkdownIt
from sphinx.errors import SphinxError

from nexttoken.errors import UserError

from . import comments

COMMENT = re.compile(r"<!--\s*quiz\s*-->")
FOLDER = "quizzes"
inline = MarkdownIt("commonmark", {"html": False}).renderInline


def read_quiz(path):
    """[(question, [(answer, is it right?, why)])] from a file. Raises UserError for what is not as it should be."""
    try:
        entries = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UserError(f"{path.name}: {error.strerror}: write the questions of the chapter there") from None
    except yaml.YAMLError as error:
        raise UserError(f"{path.name} is not YAML: {' '.join(str(error).split())}") from None
    need(path, "the file", isinstance(entries, list) and 3 <= len(entries) <= 5, "has not three to five questions")
    quiz = [read_question(path, entry) for entry in entries]
    need_different(path, "the file", "a question", [question for question, _ in quiz])
    return quiz


def read_question(path, entry):
    """(question, answers) from an entry."""
    shaped = isinstance(entry, dict) and entry.keys() == {"question", "answers"} and isinstance(entry["answers"], list)
    need(path, repr(entry), shaped, "is not a question with answers")
    question = entry["question"]
    answers = [read_answer(path, question, answer) for answer in entry["answers"]]
    need(path, repr(question), isinstance(question, str) and 3 <= len(answers) <= 5, "has not three to five answers")
    need(path, repr(question), sum(right for _, right, _ in answers) == 1, "has not one right answer")
    need_different(path, repr(question), "an answer", [text for text, _, _ in answers])
    return question, answers


def read_answer(path, question, entry):
    """(answer, is it right?, why) from an entry."""
    shaped = isinstance(entry, dict) and entry.keys() in ({"right", "why"}, {"wrong", "why"})
    shaped = shaped and all(isinstance(text, str) and text.strip() for text in entry.values())
    need(path, repr(question), shaped, f"has an answer that is not `right` or `wrong` with a `why`: {entry!r}")
    right = "right" in entry
    return entry["right" if right else "wrong"], right, entry["why"]


def need_different(path, where, what, texts):
    twice = sorted({text for text in texts if texts.count(text) > 1})
    need(path, where, not twice, f"has {what} twice: {twice}")


def need(path, where, condition, problem):
    """Go on only where the condition holds."""
    if not condition:
        raise UserError(f"{path.name}: {where} {problem}; src/nexttoken/site/quiz.py shows how a question is written")


def html_of(quiz):
    """The HTML of a quiz."""
    return f'<div class="quiz">{"".join(question_html(*question) for question in quiz)}</div>'


def question_html(question, answers):
    """A group with the question for its name, and in it each answer, which opens to its explanation."""
    items = [
        f"<details><summary>{inline(text)}</summary><p>{verdict(right, why)}</p></details>"
        for text, right, why in answers
    ]
    return f"<fieldset><legend>{inline(question)}</legend>{''.join(items)}</fieldset>"


def verdict(right, why):
    return f"<strong>{'Right.' if right else 'No.'}</strong> {inline(why)}"


def answers_html(quiz):
    """What is seen on paper alone: of each question the letter of the right answer, and why; then the others."""
    items = []
    for _, answers in quiz:
        told = [
            (not right, f"{letter}) {verdict(right, why)}") for letter, (_, right, why) in zip(ascii_lowercase, answers)
        ]
        items.append(f"<li>{' '.join(text for _, text in sorted(told))}</li>")
    return f'<div class="quiz-answers"><p>Answers to the questions</p><ol>{"".join(items)}</ol></div>'


def ask(app, doctree):
    """Put the questions of a chapter where its comment stands, and the answers at its end."""
    path = Path(app.srcdir) / FOLDER / f"{Path(app.env.docname).name}.yml"

    def questions(found):
        app.env.note_dependency(str(path))
        try:
            quiz = read_quiz(path)
        except UserError as error:
            raise SphinxError(str(error)) from None
        chapter = next(doctree.findall(nodes.section), doctree)
        chapter += nodes.raw("", answers_html(quiz), format="html")
        return html_of(quiz)

    comments.replace(doctree, COMMENT, questions)


def setup(app):
    app.connect("doctree-read", ask)
