"""Our weights as an ONNX graph, as transformers.js loads it from `onnx/model.onnx`, beside what `export hf` writes.

The graph is the one that onnxruntime's own builder makes of a Llama: its fused normalisation and its fused attention
with rotary positions and a cache. Weights stay float16 in the file, as in ours, and are made float32 once, when the
model is loaded. What this file does not do: quantise. All who are compared multiply the same numbers.
"""

import numpy as np
from onnx import TensorProto, helper, numpy_helper, save

from nexttoken.export.chats import template_of
from nexttoken.export.hf import export as export_hf
from nexttoken.model import folder_of, load
from nexttoken.transformer import rope_tables

OPSETS = [helper.make_opsetid("", 17), helper.make_opsetid("com.microsoft", 1)]


class Graph:
    """Nodes and weights, which get names on the way: each method returns the name of what it adds."""

    def __init__(self):
        self.nodes, self.weights = [], []

    def node(self, kind, *inputs, outputs=None, **attributes):
        outputs = outputs or [f"{kind}_{len(self.nodes)}"]
        self.nodes.append(helper.make_node(kind, inputs, outputs, **attributes))
        return outputs[0]

    def integer(self, name):
        return self.node("Cast", name, to=TensorProto.INT32)

    def constant(self, values):
        self.weights.append(numpy_helper.from_array(np.asarray(values), f"constant_{len(self.weights)}"))
        return self.weights[-1].name

    def weight(self, values):
        return self.node("Cast", self.constant(np.asarray(values, np.float16)), to=TensorProto.FLOAT)

    def matmul(self, x, values):
        return self.node("MatMul", x, self.weight(values))

    def norm(self, x, values, config):
        return self.node("SimplifiedLayerNormalization", x, self.weight(values), axis=-1, epsilon=config.rms_norm_eps)


def graph_of(params, config):
    """The nodes from the inputs `input_ids`, `attention_mask` and the cache to `logits` and the cache."""
    g = Graph()
    embed, places = g.weight(params["embed"]), places_of(g, config)
    x = g.node("Gather", embed, "input_ids")
    for i, layer in enumerate(params["layers"]):
        x = g.node("Add", x, attention(g, i, g.norm(x, layer["attn_norm"], config), layer, places, config))
        x = g.node("Add", x, swiglu(g, g.norm(x, layer["mlp_norm"], config), layer))
    x = g.norm(x, params["norm"], config)
    g.node("MatMul", x, g.node("Transpose", embed, perm=[1, 0]), outputs=["logits"])
    return g


def places_of(g, config):
    """What attention needs to know of places: the last one, how many there are, cosines and sines of all."""
    one = g.constant(np.int64(1))
    last = g.integer(g.node("Sub", g.node("ReduceSum", "attention_mask", g.constant([1]), keepdims=0), one))
    count = g.integer(g.node("Gather", g.node("Shape", "attention_mask"), one))
    tables = rope_tables(config, np.arange(config.max_position_embeddings))
    return [last, count, *(g.constant(table[:, 0]) for table in tables)]


def attention(g, i, h, layer, places, config):
    heads = config.num_attention_heads
    qkv = [g.matmul(h, part) for part in np.split(layer["qkv"], 3, axis=1)]
    mixed = g.node("GroupQueryAttention", *qkv, *cache("past_key_values", i), *places, domain="com.microsoft",
                   outputs=[f"mixed_{i}", *cache("present", i)], num_heads=heads, kv_num_heads=heads, do_rotary=1)  # fmt: skip
    return g.matmul(mixed, layer["out"])


def swiglu(g, h, layer):
    gate, up = (g.matmul(h, part) for part in np.split(layer["gate_up"], 2, axis=1))
    return g.matmul(g.node("Mul", g.node("Mul", gate, g.node("Sigmoid", gate)), up), layer["down"])


def cache(when, layer):
    return [f"{when}.{layer}.key", f"{when}.{layer}.value"]


def model_of(params, config):
    """The whole file: the graph with its inputs and outputs, whose sizes have the names that transformers.js knows."""
    g, tensor, layers = graph_of(params, config), helper.make_tensor_value_info, range(config.num_hidden_layers)
    given, total = ["batch_size", "sequence_length"], ["batch_size", "total_sequence_length"]

    def caches(when, length):
        shape = ["batch_size", config.num_attention_heads, length, config.head_dim]
        return [tensor(name, TensorProto.FLOAT, shape) for i in layers for name in cache(when, i)]

    inputs = [tensor("input_ids", TensorProto.INT64, given), tensor("attention_mask", TensorProto.INT64, total)]
    inputs += caches("past_key_values", "past_sequence_length")
    logits = tensor("logits", TensorProto.FLOAT, [*given, config.vocab_size])
    graph = helper.make_graph(g.nodes, "llama", inputs, [logits, *caches("present", total[1])], g.weights)
    return helper.make_model(graph, opset_imports=OPSETS, ir_version=8)


def export(name, folder):
    """Write the model of that name into `folder`, with its tokenizer and settings."""
    model = load(name)
    export_hf(model, folder, template_of(folder_of(name)))
    (folder / "onnx").mkdir(exist_ok=True)
    save(model_of(model.params, model.config), folder / "onnx" / "model.onnx")
