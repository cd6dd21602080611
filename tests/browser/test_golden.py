"""The model in a real browser says what Python says: fifty beginnings of stories and fifty conversations, token by token;
long texts, and texts that are chosen by lot; the logits of prompts; and the ids of texts that a tokenizer may stumble over."""

import pytest
from conftest import PATIENCE, ROOT, python

PRETRAINED = ROOT / "src" / "nexttoken" / "pretrained"
WEB = ROOT / "tests" / "web"
IMPORT = f"import sys\nsys.path.insert(0, {str(WEB)!r})\nfrom golden import golden, longer, scored, seeded, spelled"
BEGIN = """async ([site, name, asked]) => {
  const { RemoteModel } = await import(`${site}/web/remote.js`);
  const model = new RemoteModel(new Worker(`${site}/web/worker.js`, { type: "module" }));
  await model.load(`${site}/pretrained/${name}/`);
  const said = [];
"""
SAY = f"""{BEGIN}
  for (const {{ prompt, settings }} of asked) {{
    const tokens = [];
    for await (const {{ token }} of model.complete(prompt, settings)) if (token !== undefined) tokens.push(token);
    said.push(tokens);
  }}
  return said;
}}"""
SCORE = f"""{BEGIN}
  for (const prompt of asked) said.push(Array.from(await model.logits(prompt)));
  return said;
}}"""
SPELL = """async ([site, texts]) => {
  const { Tokenizer } = await import(`${site}/web/tokenizer.js`);
  const tokenizer = new Tokenizer(await (await fetch(`${site}/pretrained/tokenizer.json`)).json());
  return texts.map((text) => tokenizer.encode(text));
}"""

both = pytest.mark.parametrize("name", ["base", "aligned"])


def file_of(route):
    return route.request.url.rpartition("/")[2]


@pytest.fixture
def page(browser, site):
    """A page of the site that has no scripts of its own; what the site does not carry of the models is there all the same."""
    context = browser.new_context(service_workers="block")
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.route("**/pretrained/aligned/*", lambda route: route.fulfill(path=PRETRAINED / "aligned" / file_of(route)))
    page.goto(f"{site}/404.html")
    yield page
    context.close()


def same(golden, said):
    """How many texts are those of Python. The others had a close call, and are the same up to it."""
    for text, tokens in zip(golden, said, strict=True):
        assert tokens[: text["certain"]] == text["tokens"][: text["certain"]]
    return sum(tokens == text["tokens"] for text, tokens in zip(golden, said))


@both
def test_the_most_probable_texts_are_those_of_python(page, site, name):
    golden = python(f"golden({name!r})", IMPORT)
    assert len(golden) == 50
    assert same(golden, page.evaluate(SAY, [site, name, golden])) >= 48


@both
def test_long_texts_are_those_of_python_to_their_last_token(page, site, name):
    golden = python(f"longer({name!r}, 4)", IMPORT)
    assert [len(text["tokens"]) for text in golden] == [200] * 4
    assert same(golden, page.evaluate(SAY, [site, name, golden])) >= 3


@both
def test_texts_that_are_chosen_by_lot_are_those_of_python(page, site, name):
    golden = python(f"seeded({name!r})", IMPORT)
    assert len(golden) == 4
    assert same(golden, page.evaluate(SAY, [site, name, golden])) >= 3


@both
def test_logits_are_those_of_python(page, site, name):
    prompts, expected = map(list, zip(*python(f"scored({name!r})", IMPORT)))
    assert len(prompts) == 10
    for logits, others in zip(page.evaluate(SCORE, [site, name, prompts]), expected, strict=True):
        assert max(abs(one - other) for one, other in zip(logits, others, strict=True)) < 1e-3


def test_ids_of_nasty_texts_are_those_of_python(page, site):
    texts, expected = map(list, zip(*python("spelled()", IMPORT)))
    assert page.evaluate(SPELL, [site, texts]) == expected
