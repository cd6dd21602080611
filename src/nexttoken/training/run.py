"""A training run in a folder: what was planned, the log, the progress bar, the picture, the model.

    run.json          steps and seed, so that a killed run resumes the same plan
    log.jsonl         one record a step
    checkpoint.npz    where to go on
    model.safetensors, config.json, tokenizer.json    when it is done
"""

import json
from pathlib import Path

from tqdm import tqdm

from nexttoken.errors import UserError
from nexttoken.training.loop import train
from nexttoken.weights import save_model, write_atomically


def plan(folder, steps, seed):
    """Write the plan of a new run into `folder`; of a run that is there already, check that it is this one."""
    folder = Path(folder)
    wanted, path = {"steps": steps, "seed": seed}, folder / "run.json"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        write_atomically(path, json.dumps(wanted).encode())
    found = json.loads(path.read_text())
    if found != wanted:
        raise UserError(f"{folder} holds a run of {found}, not of {wanted}; choose another --out or remove it")


def planned_steps(folder):
    """The number of steps of the run in `folder`, or None where there is none."""
    path = Path(folder) / "run.json"
    return json.loads(path.read_text())["steps"] if path.exists() else None


def read_log(folder):
    """The records of a run, one dict a step."""
    return [json.loads(line) for line in (Path(folder) / "log.jsonl").read_text().splitlines()]


def execute(folder, params, config, tokenizer, batch_at, steps, **settings):
    """Train with log, bar and checkpoints in `folder`; save the model there; return (params, records)."""
    folder = Path(folder)
    log = folder / "log.jsonl"
    records = []
    with tqdm(total=steps, unit="step") as bar:
        for record, params in train(params, config, batch_at, steps, tokenizer.end, folder=folder, **settings):
            if not records and record["step"] > 1:  # resumed: what came after the checkpoint is done again
                records = [r for r in read_log(folder) if r["step"] < record["step"]]
                log.write_text("".join(json.dumps(r) + "\n" for r in records))
                bar.update(len(records))
            records.append(record)
            with log.open("w" if record["step"] == 1 else "a") as file:
                file.write(json.dumps(record) + "\n")
            losses = {k: v for k, v in record.items() if k.endswith("loss")}
            bar.set_postfix(losses | {"tokens/s": round(record["tokens"] / record["seconds"])})
            bar.update()
    if not records:  # resumed after the last step
        records = read_log(folder)
    save_model(folder, params, config, tokenizer.end)
    tokenizer.save(folder / "tokenizer.json")
    return params, records
