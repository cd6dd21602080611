"""A file that llama.cpp and what is made of it load: weights, tokenizer and chat template in one, the format GGUF.

The architecture is llama, as in our `config.json`. What differs:

- llama.cpp turns the numbers (2i, 2i + 1) of a head by their position, we turn (i, i + K/2): rows of q and k are moved.
- Words are cut by one of its own rules. The nearest, "gpt-2", gives our ids, but perhaps others where a word has more
  than 32 characters, or where an apostrophe after no space is followed by a word in s, t, m, d, re, ve or ll: `'then`.
- To llama.cpp `<|call|>`, by this name, ends an answer, so the token is called `<|tool_call|>` there.
- Its server takes a developer's messages for the system's, whatever the template says.

What this file does not do: make numbers smaller than 16 bits; llama.cpp's `llama-quantize` does.
Sources: llama.cpp's `convert_hf_to_gguf.py` (the model `LlamaModel`) and `src/llama-vocab.cpp`.
"""

import os
import re

import numpy as np

from nexttoken.atomic import make_folder
from nexttoken.cache import neighbours
from nexttoken.errors import UserError
from nexttoken.export.chats import ends
from nexttoken.tokenizer_json import spell
from nexttoken.weights import to_llama

RENAMED = {"<|call|>": "<|tool_call|>"}
WORD = re.compile(r"'(?:[stmd]|re|ve|ll)| ?[^\W\d_]+| ?\d+| ?(?:[^\w\s]|_)+")  # a word of "gpt-2", if it is no space


def export(model, folder, template):
    """Write `NAME.gguf` into `folder`, whole or not at all. Raises UserError if llama.cpp would cut words wrongly."""
    check_words(model.tokenizer)
    try:
        import gguf
    except ModuleNotFoundError as error:
        raise UserError(f"{error.name} is not installed: pip install 'nexttoken[export]'") from None
    make_folder(folder)
    path, unfinished = folder / f"{model.name}.gguf", folder / f"{model.name}.gguf.part"
    writer = gguf.GGUFWriter(unfinished, "llama")
    describe(writer, model)
    add_tokenizer(writer, model.tokenizer, template, gguf.TokenType)
    add_weights(writer, model, gguf.get_tensor_name_map(gguf.MODEL_ARCH.LLAMA, model.config.num_hidden_layers))
    try:
        writer.write_header_to_file()
        writer.write_kv_data_to_file()
        writer.write_tensors_to_file()
        writer.close()
        os.replace(unfinished, path)
    finally:
        unfinished.unlink(missing_ok=True)  # where the disk is full


def check_words(tokenizer):
    """A token that llama.cpp would cut in two would never be found in a text there."""
    for token in tokenizer.tokens[256 : tokenizer.end]:
        if not WORD.fullmatch(token.decode(errors="replace")):
            raise UserError(
                f"llama.cpp cuts words otherwise than this tokenizer, which has the token {token!r}: use export hf"
            )


def describe(writer, model):
    """The dimensions."""
    config = model.config
    writer.add_name(model.name)
    writer.add_vocab_size(config.vocab_size)
    writer.add_context_length(config.max_position_embeddings)
    writer.add_embedding_length(config.hidden_size)
    writer.add_block_count(config.num_hidden_layers)
    writer.add_feed_forward_length(config.intermediate_size)
    writer.add_head_count(config.num_attention_heads)
    writer.add_head_count_kv(config.num_attention_heads)
    writer.add_rope_dimension_count(config.head_dim)
    writer.add_rope_freq_base(config.rope_theta)
    writer.add_layer_norm_rms_eps(config.rms_norm_eps)


def add_tokenizer(writer, tokenizer, template, kinds):
    """Tokens, merges, which tokens end a text, and the chat template."""
    control = [RENAMED.get(name, name) for name in tokenizer.control]
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("gpt-2")
    writer.add_token_list([spell(token) for token in tokenizer.tokens[: tokenizer.end]] + control)
    writer.add_token_types([kinds.NORMAL] * tokenizer.end + [kinds.CONTROL] * len(control))
    writer.add_token_merges([f"{spell(left)} {spell(right)}" for left, right in tokenizer.merges])
    writer.add_bos_token_id(tokenizer.end)
    writer.add_eos_token_id(ends(tokenizer, template)[0])
    writer.add_add_bos_token(True)
    if template:
        for name, new in RENAMED.items():
            template = template.replace(name, new)
        writer.add_chat_template(template)


def add_weights(writer, model, names):
    """Matrices in 16 bits, norms in 32, under llama.cpp's names."""
    for name, tensor in to_llama(model.params).items():
        if "q_proj" in name or "k_proj" in name:
            tensor = np.ascontiguousarray(neighbours(tensor.T, model.config.head_dim).T)
        writer.add_tensor(names.get_name(name, [".weight"]), tensor.astype(np.float32) if tensor.ndim == 1 else tensor)
