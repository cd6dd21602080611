"""A finished run becomes a pretrained model: weights, log, measured skills and a card that says what it is.

    python -m nexttoken train publish runs/base

writes `pretrained/base/` with config.json, model.safetensors, log.jsonl, evaluation.json and the card, README.md. No
figure in the card is typed: each comes from the run's log, from the files or from an evaluation made here.
"""

import json
import shutil
from pathlib import Path

import numpy as np

from nexttoken.errors import UserError
from nexttoken.evaluation import evaluate
from nexttoken.evaluation.command import table
from nexttoken.model import PRETRAINED, load
from nexttoken.training.base import story_rows
from nexttoken.training.run import read_log, read_plan
from nexttoken.training.step import losses

CARD = """# {name}

A Llama-style decoder of {parameters:,} parameters that continues fairy tales: {layers} layers, {width} numbers a token,
{vocabulary:,} tokens, a context of {context}. It was trained by this project on a corpus of this project.

**Data.** Stories from `nexttoken.corpus.stories`, generated from a seed, each met once; at first also repeated random
segments (`training/copying.py`). **Recipe.** `python -m nexttoken train base --steps {steps} --seed {seed}`:
{tokens:,} tokens, {minutes:.0f} minutes by the clock of the machine. {note}

**Loss** in nats a token, final weights: {train:.4f} on new training stories, {heldout:.4f} on held-out ones.

```
{table}
```

Weights and tokenizer take {megabytes:.2f} MB. **Limits.** It knows the closed world of its stories and nothing else.
Whatever it says of the real world is an accident; names and words that its corpus does not have confuse it.
Made under the licence of the code.
"""


def story_loss(model, split, rows=40):
    """Mean loss in nats of a story's token, over rows of stories that training did not draw (another seed)."""
    ids, counted = story_rows(model.tokenizer, rows, seed=2**31 + 1, split=split)
    total = sum(float(losses(model.params, ids[i : i + 4], counted[i : i + 4], model.config, model.tokenizer.end).sum())
                for i in range(0, rows, 4))
    return total / counted.sum()


def publish(run, note=""):
    """Copy the finished run in folder `run` to `pretrained/`, under the folder's name, with its evaluation and card.

    `note` goes into the card: what the log does not tell.
    """
    run = Path(run)
    model, plan, records = load(run), read_plan(run), read_log(run)
    if plan is None or len(records) != plan["steps"]:
        raise UserError(f"{run} holds no finished run; resume it with train base --out {run}")
    report = evaluate(model) | {"loss": {split: round(story_loss(model, split), 4) for split in ("train", "heldout")}}
    target = PRETRAINED / run.name
    target.mkdir(exist_ok=True)
    for name in ("config.json", "model.safetensors", "log.jsonl"):
        shutil.copy(run / name, target / name)
    (target / "evaluation.json").write_text(json.dumps(report, indent=2) + "\n")
    (target / "README.md").write_text(card(model, plan, records, report, target, note))


def card(model, plan, records, report, folder, note):
    """The text of the model card."""
    size = (folder / "model.safetensors").stat().st_size + (PRETRAINED / "tokenizer.json").stat().st_size
    parameters = sum(x.size for x in [model.params["embed"], model.params["norm"]])
    parameters += sum(np.size(x) for layer in model.params["layers"] for x in layer.values())
    return CARD.format(
        name=model.name,
        parameters=parameters,
        layers=model.config.num_hidden_layers,
        width=model.config.hidden_size,
        vocabulary=model.config.vocab_size,
        context=model.config.max_position_embeddings,
        tokens=sum(record["tokens"] for record in records),
        minutes=sum(record["seconds"] for record in records) / 60,
        megabytes=size / 1e6,
        table=table(report),
        note=note,
        **plan,
        **report["loss"],
    )
