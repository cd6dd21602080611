"""`python -m nexttoken corpus stories`."""

import json
import subprocess
import sys
from dataclasses import asdict

from nexttoken.__main__ import main
from nexttoken.corpus.stories import generate


def test_it_prints_the_stories_as_json_lines(capsys):
    assert main(["corpus", "stories", "--count", "3", "--seed", "5", "--split", "heldout"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [json.loads(line) for line in lines] == [asdict(story) for story in generate(3, 5, "heldout")]


def test_a_count_of_zero_is_one_line_of_error(capsys):
    assert main(["corpus", "stories", "--count", "0"]) == 2
    printed = capsys.readouterr()
    assert printed.out == "" and printed.err == "nexttoken: error: count is 0: ask for at least 1 story\n"


def test_a_reader_that_stops_early_is_no_error():
    command = [sys.executable, "-m", "nexttoken", "corpus", "stories", "--count", "100000"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert json.loads(process.stdout.readline())["text"]
        process.stdout.close()
        assert process.stderr.read() == "" and process.wait(60) == 0
