"""After one visit the book is read without a network, wherever the site lies, until a new build takes its place."""

import threading
from functools import partial
from http.server import ThreadingHTTPServer

import pytest
from conftest import HTML, PATIENCE, Handler
from playwright.sync_api import expect

WORKER = "service-worker.js"
READY = "navigator.serviceWorker.ready.then(() => true)"
KEPT = """async () => {
  const all = await Promise.all((await caches.keys()).map((name) => caches.open(name)));
  const kept = (await Promise.all(all.map((cache) => cache.keys()))).flat();
  return kept.some(({ url }) => url.endsWith("model.safetensors"));
}"""
BUILDS = "caches.keys().then(names => names.map(name => name.split(' ').at(-1)))"


@pytest.fixture
def folder(tmp_path):
    """The built site below the address of something else, but a copy of the worker, to be changed."""
    folder = tmp_path / "some" / "where"
    folder.mkdir(parents=True)
    for entry in HTML.iterdir():
        (folder / entry.name).symlink_to(entry)
    (folder / WORKER).unlink()
    (folder / WORKER).write_text((HTML / WORKER).read_text())
    return folder


@pytest.fixture
def address(folder, tmp_path):
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=tmp_path))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/some/where/"
    server.shutdown()


@pytest.fixture
def reader(browser, address):
    """A page of a browser that has been to the first page of the book, and nowhere else."""
    context = browser.new_context(viewport={"width": 360, "height": 800})
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto(address)
    assert page.evaluate(READY)
    yield page
    context.close()


def test_every_page_and_the_search_are_there_without_a_network(reader, address):
    reader.context.set_offline(True)
    reader.reload()
    expect(reader.locator("next-token")).to_be_visible()
    reader.locator("article a[href$='02-tokens.html']").first.click()
    expect(reader.get_by_role("heading", level=1)).to_contain_text("Tokens")
    assert reader.evaluate("getComputedStyle(document.body).fontFamily").startswith("system-ui"), "without its style"
    reader.goto(f"{address}search.html?q=princesses")
    expect(reader.locator("#search-results li").first).to_be_visible()
    reader.goto(f"{address}notebooks/nowhere.html")
    expect(reader.get_by_role("heading", level=1)).to_have_text("There is no page here")


def test_a_model_that_was_used_can_be_used_again(reader):
    reader.locator("next-token ol button").first.click()
    expect(reader.locator("next-token .told span")).to_have_count(1)
    reader.wait_for_function(KEPT)  # which happens beside the answer
    reader.context.set_offline(True)
    reader.reload()
    reader.locator("next-token ol button").first.click()
    expect(reader.locator("next-token .told span")).to_have_count(1)


def test_a_model_that_was_used_outlives_a_new_build_of_the_pages(reader, folder):
    reader.locator("next-token ol button").first.click()
    expect(reader.locator("next-token .told span")).to_have_count(1)
    reader.wait_for_function(KEPT)
    worker = folder / WORKER
    [build] = [line for line in worker.read_text().splitlines() if line.startswith("const BUILD")]
    worker.write_text(worker.read_text().replace(build, 'const BUILD = "another";'))
    reader.reload()
    reader.wait_for_function(f"{BUILDS}.then(builds => builds.length === 2 && builds.includes('another'))")
    reader.context.set_offline(True)
    reader.reload()
    reader.locator("next-token ol button").first.click()
    expect(reader.locator("next-token .told span")).to_have_count(1)


def test_a_new_build_takes_the_place_of_the_old(reader, folder):
    [old] = reader.evaluate(BUILDS)
    worker = folder / WORKER
    worker.write_text(worker.read_text().replace(old, "the next one"))
    reader.reload()
    reader.wait_for_function(f"{BUILDS}.then(builds => builds.join() === 'one')")
