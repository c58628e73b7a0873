"""The encoder with its heads, and what each head is to learn of a batch."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
import torch.nn.functional as functional
from torch import Tensor, nn

from training.batches import Batch
from training.encoder import Encoder
from training.field import Field

#: Heads that tag each word, and the labels of heads that tell of a whole stretch; filled from the examples.
TAGGED = ("mentions", "roles")
TOLD = ("incidents", "predicates")


class Model(nn.Module):
    """``tags``: of each tagging head its tags; ``labels``: of each head over whole stretches its labels."""

    def __init__(self, encoder: Encoder, tags: dict[str, list[str]], labels: dict[str, list[str]]) -> None:
        super().__init__()
        width = encoder.words.weight.shape[1]
        self.encoder, self.tags, self.labels = encoder, tags, labels
        self.taggers = nn.ModuleDict({name: nn.Linear(width, len(t)) for name, t in tags.items()})
        self.fields = nn.ModuleDict({name: Field(t) for name, t in tags.items()})
        self.tellers = nn.ModuleDict({name: nn.Linear(width, len(n)) for name, n in labels.items()})
        self.drop = nn.Dropout(0.1)

    def words_of(self, batch: Batch) -> Tensor:
        """What the encoder gives of each word: that of its first piece."""
        hidden = self.encoder(batch.pieces, batch.known, batch.mask)
        return hidden.gather(1, batch.heads[:, :, None].expand(-1, -1, hidden.shape[2]))

    def losses(self, batch: Batch) -> dict[str, Tensor]:
        """The loss of each head whose labels the batch's examples have."""
        words = self.drop(self.words_of(batch))
        out = {}
        for name, tags in self.tags.items():
            if name in batch.examples[0]:
                coded = _numbers([e[name] for e in batch.examples], tags, batch.words.shape[1])
                out[name] = self.fields[name].loss(self.taggers[name](words), coded, batch.words)
        mean = (words * batch.words[:, :, None]).sum(1) / batch.words.sum(1, keepdim=True)
        for name, labels in self.labels.items():
            if name in batch.examples[0]:
                wanted = torch.tensor([[float(n in e[name]) for n in labels] for e in batch.examples])
                out[name] = functional.binary_cross_entropy_with_logits(self.tellers[name](mean), wanted)
        return out

    @torch.no_grad()
    def tagged(self, name: str, batch: Batch) -> list[list[str]]:
        """The likeliest row of tags of each example."""
        scores = self.taggers[name](self.words_of(batch))
        field = self.fields[name]
        steps, starts = field.steps + field.barred, field.starts + field.no_start
        out = []
        for row, e in zip(scores, batch.examples, strict=True):
            out.append([self.tags[name][i] for i in best(row[: len(e["texts"])], steps, starts)])
        return out


def best(scores: Tensor, steps: Tensor, starts: Tensor) -> list[int]:
    """The likeliest row of tags by Viterbi's way."""
    held, back = starts + scores[0], []
    for score in scores[1:]:
        value, origin = (held[:, None] + steps).max(dim=0)
        held = value + score
        back.append(origin)
    row = [int(held.argmax())]
    for origin in reversed(back):
        row.append(int(origin[row[-1]]))
    return row[::-1]


def _numbers(rows: Sequence[Sequence[str]], tags: list[str], length: int) -> Tensor:
    out = torch.zeros(len(rows), length, dtype=torch.long)
    for i, row in enumerate(rows):
        out[i, : len(row)] = torch.tensor([tags.index(t) for t in row])
    return out


def tags_in(examples: Sequence[dict[str, Any]], name: str) -> list[str]:
    """The tags of a head: ``O``, then beginning and inside of each kind that is coded."""
    kinds = sorted({t[2:] for e in examples for t in e.get(name, ()) if t != "O"})
    return ["O", *(f"{place}-{kind}" for kind in kinds for place in "BI")]


def labels_in(examples: Sequence[dict[str, Any]], name: str) -> list[str]:
    """The labels of a head over whole stretches."""
    return sorted({label for e in examples for label in e.get(name, ())})
