"""A folder that `transformers` and vLLM load, with no code of ours:

    config.json, model.safetensors    what they are in our own folders
    tokenizer.json                    the tokenizer; tokenizer_config.json says how it is to be used
    generation_config.json            how the next token is chosen if nobody says otherwise, and what ends a text
    chat_template.jinja               only for a model that was trained on conversations

What this file does not do: convert weights (`nexttoken/weights.py` keeps them in this form), or ask the libraries.
Source: the files that `save_pretrained` of transformers writes.
"""

import json

from nexttoken.atomic import write_atomically
from nexttoken.export.chats import ends
from nexttoken.weights import save_model


def export(model, folder, template):
    """Write the files into `folder`, which is made if need be."""
    save_model(folder, model.params, model.config, model.tokenizer.end)
    model.tokenizer.save(folder / "tokenizer.json")
    texts = {"tokenizer_config.json": to_text(tokenizer_config(model, template))}
    texts["generation_config.json"] = to_text(generation_config(model, template))
    if template:
        texts["chat_template.jinja"] = template
    else:
        (folder / "chat_template.jinja").unlink(missing_ok=True)  # of a model that was exported here before
    for name, text in texts.items():
        write_atomically(folder / name, text.encode())


def to_text(value):
    return json.dumps(value, indent=2) + "\n"


def tokenizer_config(model, template):
    """Without a template no text stands for control tokens; with one, they are found in the text that it makes."""
    return {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "model_max_length": model.config.max_position_embeddings,
        "bos_token": "<|endoftext|>",
        "eos_token": "<|end|>" if template else "<|endoftext|>",
        "pad_token": "<|endoftext|>",
        "split_special_tokens": template is None,
        "clean_up_tokenization_spaces": False,
    }


def generation_config(model, template):
    """Sampling from all tokens, as probable as the model says: what `complete` does by default."""
    chosen = {"do_sample": True, "temperature": 1.0, "top_k": 0, "top_p": 1.0}
    end = model.tokenizer.end
    return chosen | {"bos_token_id": end, "pad_token_id": end, "eos_token_id": ends(model.tokenizer, template)}
