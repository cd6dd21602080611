"""The page on how our parser and openai-harmony's differ says of ours what is so."""

import runpy
from pathlib import Path

BENCH = Path(__file__).parents[2] / "bench"


def test_the_page_has_what_our_parser_makes_of_each_answer():
    script = runpy.run_path(str(BENCH / "policies.py"))
    cells = [line.split(" | ") for line in (BENCH / "policies.md").read_text("utf-8").splitlines() if line[:2] == "| "]
    shown = {title.removeprefix("| "): ours for title, ours, _ in cells[1:]}
    assert shown == {title: script["outcome"](script["ours"], parts) for title, (parts, _) in script["CASES"].items()}
