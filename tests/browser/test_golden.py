"""The model in a real browser says what Python says, token by token: fifty beginnings of stories, fifty conversations."""

import pytest
from conftest import PATIENCE, ROOT, python

PRETRAINED = ROOT / "src" / "nexttoken" / "pretrained"
IMPORT = f"import sys\nsys.path.insert(0, {str(ROOT / 'tests' / 'web')!r})\nfrom golden import golden"
SAY = """async ([site, name, golden]) => {
  const { RemoteModel } = await import(`${site}/web/remote.js`);
  const model = new RemoteModel(new Worker(`${site}/web/worker.js`, { type: "module" }));
  await model.load(`${site}/pretrained/${name}/`);
  const said = [];
  for (const { prompt, settings } of golden) {
    const tokens = [];
    for await (const { token } of model.complete(prompt, settings)) if (token !== undefined) tokens.push(token);
    said.push(tokens);
  }
  return said;
}"""


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


@pytest.mark.parametrize("name", ["base", "aligned"])
def test_the_most_probable_texts_are_those_of_python(page, site, name):
    golden = python(f"golden({name!r})", IMPORT)
    said = page.evaluate(SAY, [site, name, golden])
    assert len(said) == 50
    for text, tokens in zip(golden, said):
        certain = text["certain"]
        assert tokens[:certain] == text["tokens"][:certain]
    assert sum(tokens == text["tokens"] for text, tokens in zip(golden, said)) >= 48  # the others had a close call
