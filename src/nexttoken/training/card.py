"""The model card: what a pretrained model is, how it was made, what it can do and cannot.

Its figures come from the run's log, from the files or from an evaluation. Only what the option `--note` says is typed.
"""

import numpy as np

from nexttoken.evaluation.command import table
from nexttoken.model import PRETRAINED

CARD = """# {name}

A Llama-style decoder of {parameters:,} parameters that {does}: {layers} layers, {width} numbers a token,
{vocabulary:,} tokens, a context of {context}. It was trained by this project on a corpus of this project.

**Data.** {data}

**Recipe.** {recipe}:
{tokens:,} tokens, {cost}.{note}

**Loss** in nats a token, final weights: {losses}.

```
{table}
```

Weights and tokenizer take {megabytes:.2f} MB. **Limits.** {limits}
Made under the licence of the code.
"""
DOES = {
    "base": "continues fairy tales",
    "chat": "answers in conversations and continues fairy tales",
    "aligned": "answers in conversations as people would rather have it, and continues fairy tales",
}
DATA = {
    "base": """Stories from `nexttoken.corpus.stories`, generated from a seed, each met once; and exercises in copying, binding
and agreement (`training/copying.py`, `training/binding.py`, `corpus/drills.py`), most of them at first. Heads for
these three are set roughly before training begins (`prime` there and in `training/agreeing.py`). The loss says,
too, that nothing is given to two people, and that nobody turns up who was not introduced
(`training/excluding.py`).""",
    "chat": """It starts from `{start}`. Dialogues from `nexttoken.corpus.dialogues`, generated from a seed, new ones for
every step (some short ones come again by chance), of which only the assistant's messages are learned; exercises in
what few dialogues teach (`finding.py`, `obeying.py`, `joining.py`, `matching.py`, `quoting.py` and `deciding.py` there);
and stories, with the loss of `base`, so that it does not forget them.""",
    "aligned": """It starts from `{start}`. Pairs of a better and a worse answer from `nexttoken.corpus.preferences`,
generated from a seed, new ones for every step; and tool calls and stories, so that it does not forget these
(`training/preferences.py`).""",
}
FROM = {"base": "--from", "chat": "--base", "aligned": "--chat"}  # the options that name the model to start from
BY_ITSELF = {"base": None, "chat": "base", "aligned": "chat"}  # where a stage starts without them
_WORLD = "It knows the closed world of its {texts} and nothing else.\nWhatever it says of the real world is "
LIMITS = {
    "base": _WORLD.format(texts="stories") + "an accident; names and words that its corpus does not have confuse it.",
    "chat": _WORLD.format(texts="dialogues and stories")
    + """an accident. It computes nothing itself, obeys whoever
writes system messages, and was not trained to resist people who mislead it.""",
}
LIMITS["aligned"] = (
    LIMITS["chat"]
    + """ What people would rather have is here what the rules of
`nexttoken.evaluation.preferences` say, and no person was asked."""
)


def card(model, plans, records, report, folder, note):
    """The text of the model card of a model that was trained by these plans, one after the other."""
    size = (folder / "model.safetensors").stat().st_size + (PRETRAINED / "tokenizer.json").stat().st_size
    stage = plans[0].get("stage", "base")
    return CARD.format(
        name=model.name,
        does=DOES[stage],
        data=DATA[stage].format(**plans[0]),
        recipe=", then\n".join(command(stage, plan) for plan in plans),
        limits=LIMITS[stage],
        parameters=parameters(model),
        layers=model.config.num_hidden_layers,
        width=model.config.hidden_size,
        vocabulary=model.config.vocab_size,
        context=model.config.max_position_embeddings,
        tokens=sum(record["tokens"] for record in records),
        cost=cost(records),
        losses="; ".join(f"{loss['train']:.4f} on new training {kind}, {loss['heldout']:.4f} on held-out ones"
                         for kind, loss in report["loss"].items()),
        megabytes=size / 1e6,
        table=table(report),
        note=f" {note}" if note else "",
    )  # fmt: skip


def command(stage, plan):
    """What a run was started with, and where it went on from if that is not what it starts from by itself."""
    start = f" {FROM[stage]} {plan['start']}" if plan.get("start") != BY_ITSELF[stage] else ""
    told = f"JAX_DEFAULT_MATMUL_PRECISION={plan['precision']} " if "precision" in plan else ""
    mean = " and the mean with the weights before it (`train mean`)" if plan.get("mean") else ""
    return f"`{told}python -m nexttoken train {stage}{start} --steps {plan['steps']} --seed {plan['seed']}`{mean}"


def cost(records):
    """How long the steps took: by the clock, and of CPU time, which the logs of earlier days do not have.

    >>> cost([{"seconds": 90.0}] * 2)
    '3 minutes by the clock of the machine'
    >>> cost([{"seconds": 90.0, "cpu_seconds": 150.0, "cores": 2}] * 2)
    '5 minutes of CPU time on 2 cores, 3 minutes by the clock of the machine'
    >>> cost([{"seconds": 90.0}, {"seconds": 90.0, "cpu_seconds": 120.0, "cores": 1}])
    '2 minutes of CPU time on 1 core for 1 of the 2 steps, 3 minutes by the clock of the machine'
    """
    clock = f"{sum(record['seconds'] for record in records) / 60:.0f} minutes by the clock of the machine"
    known = [record for record in records if "cpu_seconds" in record]
    if not known:
        return clock
    counts = " or ".join(str(count) for count in sorted({record["cores"] for record in known}))
    part = f" for {len(known):,} of the {len(records):,} steps" if len(known) < len(records) else ""
    minutes = sum(record["cpu_seconds"] for record in known) / 60
    return f"{minutes:.0f} minutes of CPU time on {counts} core{'s' * (counts != '1')}{part}, {clock}"


def parameters(model):
    """How many numbers the model consists of."""
    count = sum(np.size(x) for layer in model.params["layers"] for x in layer.values())
    return count + model.params["embed"].size + model.params["norm"].size
