"""The page for instructors: a line for each chapter, with what students can do after it, and the limits of a submission."""

from pathlib import Path

import yaml

from nexttoken.exercises import alone, limits, session

ROOT = Path(__file__).parents[1]


def test_every_chapter_of_a_part_has_a_line_in_its_order():
    parts = yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8"))["parts"]
    chapters = [chapter["file"] for part in parts if "numbered" in part for chapter in part["chapters"]]
    lines = (ROOT / "instructors.md").read_text(encoding="utf-8").splitlines()
    told = [line.split("(")[1].split(".ipynb)")[0] for line in lines if line.startswith("| [")]
    assert told == chapters


def test_the_limits_of_a_submission_are_told_as_they_are():
    text = " ".join((ROOT / "instructors.md").read_text(encoding="utf-8").split())
    assert f"to {limits.MEMORY >> 30} GiB" in text
    in_all = session.LATE.split()[-1]  # what students are told: the tests of grading wait longer
    assert f"to {limits.SECONDS} seconds of computing; a whole notebook has {in_all} seconds" in text
    at_most = int(in_all) + alone.SPARE
    assert f"none holds a core for longer than {at_most // 60} minutes" in text
    assert f"N / C × {at_most // 60} minutes" in text and f"it has {int(in_all) // 60} to answer" in text
