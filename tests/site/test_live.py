"""Live elements: what the comments of a page become, and what is seen where no script runs."""

import json
import re
from html import unescape
from html.parser import HTMLParser
from types import SimpleNamespace

import pytest
from docutils import nodes
from docutils.utils import new_document
from sphinx.errors import SphinxError

import nexttoken
from nexttoken.chat import Message, parse, read, render, to_json
from nexttoken.chat.tools import run_tools
from nexttoken.model import PRETRAINED
from nexttoken.site import chat_stills, live, stills


def html_of(comment, docname="index"):
    """What a page of this name shows in place of a comment."""
    document, dependencies = new_document("page"), []
    document += nodes.raw("", comment, format="html")
    environment = SimpleNamespace(docname=docname, note_dependency=dependencies.append)
    live.bring_to_life(SimpleNamespace(env=environment), document)
    return document.astext()


def text_of(html):
    parser, found = HTMLParser(), []
    parser.handle_data = found.append
    parser.feed(html)
    return " ".join(found)


@pytest.mark.parametrize("docname, to_root", [("index", ""), ("notebooks/01-next-token", "../")])
def test_files_are_found_from_every_page_wherever_the_site_lies(docname, to_root):
    html = html_of('<!-- live: next-token text="Once upon a" -->', docname)
    addresses = re.findall(r'(?:src|href)="([^"]*)"', html)
    assert addresses == [f"{to_root}web/widgets/widgets.css", f"{to_root}web/widgets/next-token.js"]


def test_an_element_whose_script_cannot_be_loaded_names_the_remedy():
    html = html_of('<!-- live: next-token text="Once upon a" -->')
    assert re.search('onerror="this.dataset.failed = true"></script><next-token', html)  # as widgets.css expects it
    assert re.search('<p class="not-loaded">[^<]*<code>make serve</code>', html)


def test_without_scripts_the_most_probable_tokens_are_seen():
    expected = nexttoken.load("base").next_token("Once upon a").top(1)[0]
    html = html_of('<!-- live: next-token text="Once upon a" -->')
    assert f'data-text="{expected[0]}"' in html
    assert f"{expected[2]:.1%}" in text_of(html) and "Once upon a" in text_of(html)


def test_without_scripts_tokens_are_seen_with_their_ids_and_how_many_there_are():
    ids = nexttoken.load("base").tokenizer.encode("a <b>👑")
    html = html_of('<!-- live: text-tokens text="a <b>👑" -->')
    assert re.findall(r"<small>(\d+)</small>", html) == [str(id) for id in ids]
    assert text_of(html).count("<") == 1 and "f0" in text_of(html)
    assert f"6 characters, 9 bytes, {len(ids)} tokens" in text_of(html)


def test_the_conversation_in_the_page_is_one():
    conversation = stills.ERRAND
    rendered, _ = render(to_json(conversation), nexttoken.load("base").tokenizer)
    assert parse(rendered, nexttoken.load("base").tokenizer) == conversation == read(to_json(conversation))
    text = text_of(html_of("<!-- live: chat-transcript -->"))
    assert '"message": "Is it raining in Oslo?"' in text and "<|assistant|>" in text
    assert '"content": "Is it raining in Oslo?"' in text


def test_without_scripts_what_the_model_learns_to_write_is_marked():
    tokenizer = nexttoken.load("base").tokenizer
    ids, mask = render(to_json(stills.ERRAND), tokenizer)
    marked = re.findall(r'<mark class="token[^"]*">(.*?)</mark>', html_of("<!-- live: chat-transcript -->"))
    assert list(map(unescape, marked)) == [stills.shown(id) for id, learned in zip(ids, mask) if learned]
    assert "what the model learns to write" in text_of(html_of("<!-- live: chat-transcript -->"))


def test_without_scripts_a_token_is_seen_that_looks_at_what_followed_last_time():
    text = "There were two sisters: Tavorilla and Mina. Tavorilla could"
    html = html_of(f'<!-- live: attention-heads text="{text}" -->')
    shares = [float(share) for share in re.findall(r"--share: ([\d.]+)", html)]
    pieces, place = re.findall('data-text="([^"]*)"', html), int(re.search(r'data-place="(\d+)"', html)[1])
    assert sum(shares) == pytest.approx(1, abs=0.01) and not any(shares[place + 1 :])
    looked_at = max(range(1, place), key=lambda i: shares[i])
    assert pieces[looked_at - 1] == pieces[place]


def test_without_scripts_the_answers_of_the_chat_model_are_seen():
    question, model = [Message("user", "What is the color of the sky?")], nexttoken.load("chat")
    for system in chat_stills.SYSTEMS:
        answer = run_tools(model, to_json([Message("system", system), *question]), [], rounds=0)[-1]["content"]
        assert answer in text_of(html_of(f'<!-- live: role-answers text="{question[0].content}" -->'))
    answer = run_tools(model, to_json(question), [], rounds=0)[-1]["content"]
    assert answer in text_of(html_of(f'<!-- live: chat-window text="{question[0].content}" -->'))
    result = text_of(html_of('<!-- live: tool-result text="Is it raining in Oslo?" -->'))
    assert 'weather{"city":"Oslo"}' in result and chat_stills.RESULT.content in result


def test_without_scripts_an_attack_is_seen_that_is_believed_where_it_is_kept_as_text():
    html = html_of("<!-- live: mislead-model -->")
    verdicts = re.findall(r'<span class="who">([^<]+)</span><p>[^<]+</p><strong class="verdict">([^<]+)</strong>', html)
    assert [name for name, _ in verdicts] == list(chat_stills.DEFENCES)
    assert dict(verdicts)["kept as text"] == "misled" and "There is snow in" in text_of(html)


def test_each_defence_says_what_was_measured_of_it():
    report = json.loads((PRETRAINED / "attacks.json").read_text())
    html = html_of("<!-- live: mislead-model -->")
    said = re.findall(r"<small>measured: at worst (\d+)% \(([a-z ]+)\), clean (\d+)%", html)
    assert len(said) == len(chat_stills.DEFENCES)
    for (worst, family, clean), (_, arm) in zip(said, chat_stills.DEFENCES.values()):
        uppers = {name: found["high"] for name, found in report[arm]["attacks"].items()}
        assert int(worst) == round(100 * max(uppers.values())) == round(100 * uppers[family.replace(" ", "_")])
        assert int(clean) == round(100 * report[arm]["clean"]["rate"])


def test_other_comments_and_other_html_stay():
    for html in ["<!-- a note -->", "<b>live: next-token</b>"]:
        assert html_of(html) == html


def test_an_element_that_there_is_not_stops_the_book():
    with pytest.raises(SphinxError, match="index: there is no live element next-word: use next-token, "):
        html_of('<!-- live: next-word text="Once" -->')
