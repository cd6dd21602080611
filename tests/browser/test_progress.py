"""What a reader sees while the model is on its way: how much of it is here."""

import threading
from http.server import ThreadingHTTPServer
from types import SimpleNamespace

import pytest
from conftest import HTML, PATIENCE, Handler
from playwright.sync_api import expect

WEIGHTS = HTML / "pretrained" / "base" / "model.safetensors"

pytestmark = pytest.mark.parametrize("visitor", [(360, "light")], ids=str, indirect=True)


@pytest.fixture
def halves():
    """A server of the model that keeps its second half back until `rest` is set."""
    weights, rest = WEIGHTS.read_bytes(), threading.Event()

    class InHalves(Handler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Length", str(len(weights)))
            self.end_headers()
            self.wfile.write(weights[: len(weights) // 2])
            rest.wait(PATIENCE / 1000)
            self.wfile.write(weights[len(weights) // 2 :])

    server = ThreadingHTTPServer(("127.0.0.1", 0), InHalves)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield SimpleNamespace(url=f"http://127.0.0.1:{server.server_port}", rest=rest)
    rest.set()
    server.shutdown()


def test_while_the_model_is_on_its_way_a_bar_shows_how_much_of_it_is_here(widget, visitor, halves):
    explorer = widget("next-token")
    bar = explorer.get_by_role("progressbar", name="how much of the model is here")
    expect(bar).to_be_hidden()
    visitor.route("**/base/model.safetensors", lambda route: route.continue_(url=halves.url))
    explorer.locator("ol button").first.click()
    expect(bar).to_be_visible()
    visitor.wait_for_function("document.querySelector('next-token progress').value > 0.4")
    assert bar.evaluate("bar => bar.value") < 0.6
    halves.rest.set()
    expect(explorer.get_by_role("status")).to_contain_text("Chosen: ")
    expect(bar).to_be_hidden()
