"""The chapter on the API against a provider: two variables are set, and the same cells run."""

from pathlib import Path

import nbformat
from nbclient import NotebookClient

from nexttoken.api.server import Server, load_all

CHAPTER = Path(__file__).parents[2] / "notebooks" / "14-api.ipynb"
KEY = "key-of-a-provider-4711"


def test_the_cells_of_the_api_chapter_run_against_a_provider_that_wants_a_key(monkeypatch, tmp_path):
    provider, asked = Server(load_all(), key=KEY), nbformat.read(CHAPTER, as_version=4)
    provider.start()
    monkeypatch.setenv("OPENAI_BASE_URL", provider.base_url)
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    try:
        NotebookClient(asked, kernel_name="python3", resources={"metadata": {"path": str(tmp_path)}}).execute()
    finally:
        provider.close()
    told = [output["text"] for cell in asked.cells for output in cell.get("outputs", []) if "text" in output]
    assert f"of {provider.base_url}".rstrip("/") in told[0] and "as OPENAI_BASE_URL says" in told[0]
    assert KEY not in nbformat.writes(asked)
