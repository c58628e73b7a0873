"""The encoder as it is trained: a small BERT whose weights lie in a package, with what is known of each word added.

Written out in torch, with nothing between it and the weights file; exported by :mod:`training.export`.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import torch
import torch.nn.functional as functional
from torch import Tensor, nn


class Layer(nn.Module):
    """One layer: attention over all pieces, then a mapping of each."""

    def __init__(self, width: int, inner: int, heads: int, dropout: float) -> None:
        super().__init__()
        self.heads, self.dropout = heads, dropout
        self.query, self.key, self.value = nn.Linear(width, width), nn.Linear(width, width), nn.Linear(width, width)
        self.out, self.up, self.down = nn.Linear(width, width), nn.Linear(width, inner), nn.Linear(inner, width)
        self.norm_out, self.norm_down = nn.LayerNorm(width, eps=1e-12), nn.LayerNorm(width, eps=1e-12)
        self.drop = nn.Dropout(dropout)

    def forward(self, hidden: Tensor, mask: Tensor) -> Tensor:
        """``mask``: 0 where a piece may be looked at, a large negative number elsewhere."""
        rows, length, width = hidden.shape
        size = width // self.heads

        def split(x: Tensor) -> Tensor:
            return x.view(rows, length, self.heads, size).transpose(1, 2)

        query, key, value = split(self.query(hidden)), split(self.key(hidden)), split(self.value(hidden))
        weights = torch.softmax(query @ key.transpose(-1, -2) / size**0.5 + mask, dim=-1)
        seen = (self.drop(weights) @ value).transpose(1, 2).reshape(rows, length, width)
        hidden = self.norm_out(hidden + self.drop(self.out(seen)))
        return self.norm_down(hidden + self.drop(self.down(functional.gelu(self.up(hidden)))))


class Encoder(nn.Module):
    """Pieces and what is known of them → what they mean in their sentence."""

    def __init__(self, config: dict[str, Any], known: list[int], layers: int | None = None) -> None:
        super().__init__()
        width, dropout = config["hidden_size"], config["hidden_dropout_prob"]
        self.words = nn.Embedding(config["vocab_size"], width)
        self.places = nn.Embedding(config["max_position_embeddings"], width)
        self.types = nn.Embedding(config["type_vocab_size"], width)
        self.known = nn.ModuleList(nn.Embedding(n, width) for n in known)
        for table in self.known:
            nn.init.normal_(table.weight, std=0.02)
            with torch.no_grad():
                table.weight[0].zero_()
        self.norm, self.drop = nn.LayerNorm(width, eps=1e-12), nn.Dropout(dropout)
        shape = width, config["intermediate_size"], config["num_attention_heads"], dropout
        self.layers = nn.ModuleList(Layer(*shape) for _ in range(layers or config["num_hidden_layers"]))

    def forward(self, pieces: Tensor, known: Tensor, mask: Tensor) -> Tensor:
        """``pieces`` and ``mask`` (1 for a piece, 0 for none) are rows × length, ``known`` has a number a kind."""
        places = torch.arange(pieces.shape[1], device=pieces.device)
        hidden = self.words(pieces) + self.places(places)[None] + self.types.weight[0]
        for number, table in enumerate(self.known):
            hidden = hidden + table(known[:, :, number])
        hidden = self.drop(self.norm(hidden))
        barred = (1.0 - mask.to(hidden.dtype))[:, None, None, :] * -1e4
        for layer in self.layers:
            hidden = layer(hidden, barred)
        return hidden


def load_encoder(folder: Path, known: list[int], layers: int | None = None) -> Encoder:
    """The encoder with the weights that the package's folder holds."""
    from safetensors.torch import load_file

    encoder = Encoder(json.loads((folder / "config.json").read_text("utf-8")), known, layers)
    held = load_file(folder / "model.safetensors")
    names = {
        "words.weight": "embeddings.word_embeddings.weight",
        "places.weight": "embeddings.position_embeddings.weight",
        "types.weight": "embeddings.token_type_embeddings.weight",
        "norm.weight": "embeddings.LayerNorm.weight",
        "norm.bias": "embeddings.LayerNorm.bias",
    }
    parts = {
        "query": "attention.self.query",
        "key": "attention.self.key",
        "value": "attention.self.value",
        "out": "attention.output.dense",
        "norm_out": "attention.output.LayerNorm",
        "up": "intermediate.dense",
        "down": "output.dense",
        "norm_down": "output.LayerNorm",
    }
    for number in range(len(encoder.layers)):
        for ours, theirs in parts.items():
            for kind in ("weight", "bias"):
                names[f"layers.{number}.{ours}.{kind}"] = f"encoder.layer.{number}.{theirs}.{kind}"
    prefix = "bert." if any(name.startswith("bert.") for name in held) else ""
    state = {ours: held[prefix + theirs] for ours, theirs in names.items()}
    missing, unexpected = encoder.load_state_dict(state, strict=False)
    wrong = [name for name in missing if not name.startswith("known.")] + list(unexpected)
    if wrong:
        raise ValueError(f"the weights do not fit the encoder: {wrong}")
    for table in (encoder.words, encoder.places, encoder.types, encoder.norm):
        # Half of all weights; words that are not in the training text would stay where they were anyway.
        table.requires_grad_(False)
    return encoder
