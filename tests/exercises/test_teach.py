"""The cell of the project that trains the model on a student's dialogues, with a model that is taught in no time."""

import re

from submissions import EXERCISES, run, solved

from nexttoken.model import Model
from nexttoken.transformer import Config, init


def test_it_trains_on_the_dialogues_and_asks_again(capsys):
    cells = solved(EXERCISES / "05-project" / "05-project.ipynb")
    names = {}
    for name in ("setup", "tool", "split_of", "dialogue", "leaks", "verdict"):
        run(cells[name]["source"], names)
    tokenizer = names["chat"].tokenizer
    config = Config(tokenizer.vocab_size, hidden_size=32, intermediate_size=48, num_hidden_layers=1,
                    num_attention_heads=2, max_position_embeddings=512)  # fmt: skip
    names["chat"] = before = Model("small", tokenizer, init(config, 0), config)
    names |= {"asked": [("e", "cheese", "How often is e in cheese?")]}
    code = cells["teach"]["source"]
    run(code, dict(names))
    assert capsys.readouterr().out == ""  # nobody is kept waiting who has not asked for it
    run(code.replace("False, 80, 3, 1", "True, 3, 1, 1"), names)
    out = capsys.readouterr().out
    losses = [float(loss) for loss in re.findall(r"step \d+: ([\d.]+) nats", out)]
    assert len(losses) == 3 and losses[-1] < losses[0]
    assert re.findall(r"(before|after): 0 of 1 calls, \d+ of 30 facts", out) == ["before", "after"]
    assert names["chat"].params is not before.params
