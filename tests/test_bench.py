"""What the comparisons of `make bench` say of a ratio."""

import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[1] / "bench"))
from common.measure import judge


@pytest.mark.parametrize("bar, verdict", [
    ({"at_least": 4}, "(bar: at least 4, reached)"),
    ({"at_least": 4.1}, "(bar: at least 4.1, MISSED)"),
    ({"at_most": 4}, "(bar: at most 4, reached)"),
    ({"at_most": 3.9}, "(bar: at most 3.9, MISSED)"),
])  # fmt: skip
def test_a_ratio_stands_beside_its_bar(capsys, bar, verdict):
    judge("speed, ours / theirs", [1.0, 9.0, 4.0], **bar)
    assert capsys.readouterr().out == f"speed, ours / theirs {verdict}: 4.00 (1.00 to 9.00 in 3 rounds)\n"
