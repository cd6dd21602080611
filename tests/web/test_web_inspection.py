"""What heads look at, and what is said without some of them: as in Python."""

import numpy as np
import pytest

from nexttoken import inspection, transformer

TEXT = "there were three princesses; the other two, three princesses; the other"


def test_each_head_looks_where_it_looks_in_python(each_way):
    model = each_way.model
    ids = model.prompt_ids(TEXT)
    assert len(ids) > 32, "more than are run together"
    expected = inspection.attention(model.params, np.array([ids]), model.config)[:, 0]  # (L, H, T, T)
    found = np.array(each_way.ask("attention", ids)).reshape(expected.shape)
    assert found == pytest.approx(expected, abs=1e-5)


@pytest.mark.parametrize("heads", [[(0, 0)], [(1, 1)], [(0, 1), (1, 0)]], ids=str)
def test_heads_that_are_switched_off_add_nothing(each_way, heads):
    model = each_way.model
    ids = model.prompt_ids(TEXT)
    before = each_way.ask("logits", ids)
    deaf = inspection.without(model.params, heads, model.config)
    expected = transformer.logits(deaf, transformer.hidden(deaf, np.array([ids]), model.config)[0, -1])
    without = each_way.ask("without", heads, ids)
    assert without == pytest.approx(expected, abs=1e-5) and without != before
    assert each_way.ask("logits", ids) == before, "they are on again"
