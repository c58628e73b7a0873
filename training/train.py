"""Trains encoder and heads together, on a fixed seed.

``python -m training.train --examples FILE … --rounds N … --out FILE.pt [--check FILE]``. Each file of
examples (:mod:`training.prepare`) is gone through its number of rounds; the files' batches are mixed. What is kept is
the running mean of the weights. ``--from`` goes on from an earlier file.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import torch
from torch import nn

from grounds.reading.trained.wordpiece import Pieces
from training.base import base_folder, check_base
from training.batches import Batch, Batches
from training.encoder import load_encoder
from training.examples import Example, load_examples, values_of
from training.model import TAGGED, TOLD, Model, labels_in, tags_in

SEED = 7
#: Learning rates of the encoder's weights and of all that is new.
RATE, RATE_NEW = 1e-4, 1e-3
#: How much weight each head has beside the mentions.
WEIGHTS = {"mentions": 1.0, "roles": 1.0, "incidents": 0.5, "predicates": 1.0}
#: Losses since the last line that was printed.
SEEN: dict[str, list[float]] = {}
#: The running mean is taken every so many steps, with so much of what was before.
EVERY, KEEPS = 4, 0.96


def build(folder: Path, examples: Sequence[Example], layers: int | None) -> tuple[Model, Pieces, dict[str, Any]]:
    """A model for what is coded in the examples."""
    pieces = Pieces((folder / "vocab.txt").read_text("utf-8").splitlines())
    values = values_of(examples)
    encoder = load_encoder(folder, [len(v) + 1 for v in values.values()], layers)
    tags = {name: found for name in TAGGED if len(found := tags_in(examples, name)) > 1}
    labels = {name: found for name in TOLD if (found := labels_in(examples, name))}
    return Model(encoder, tags, labels), pieces, values


def groups(model: Model, scale: float) -> list[dict[str, Any]]:
    """The weights with their learning rates: the lower a layer, the less it changes."""
    out, named = [], {name: weight for name, weight in model.named_parameters() if weight.requires_grad}
    number = len(model.encoder.layers)
    for name, weight in named.items():
        rate = RATE_NEW
        if name.startswith("encoder.layers."):
            rate = RATE * 0.9 ** (number - 1 - int(name.split(".")[2]))
        decay = 0.01 if weight.dim() > 1 and "steps" not in name else 0.0
        out.append({"params": [weight], "lr": rate * scale, "peak": rate * scale, "weight_decay": decay})
    return out


class Mean:
    """The running mean of a model's weights."""

    def __init__(self, model: nn.Module) -> None:
        self.held = {n: p.detach().clone() for n, p in model.named_parameters() if p.requires_grad}
        self.steps = 0

    def take(self, model: nn.Module) -> None:
        """Take the weights of now in."""
        self.steps += 1
        keeps = min(KEEPS, self.steps / (self.steps + 9))
        for name, value in model.named_parameters():
            if value.requires_grad:
                self.held[name].mul_(keeps).add_(value.detach(), alpha=1 - keeps)


def train(
    model: Model,
    batches: Batches,
    sets: Sequence[Sequence[Example]],
    rounds: Sequence[int],
    scale: float,
    keep: Callable[[dict[str, torch.Tensor]], None],
) -> None:
    """Go through all sets, mixed; afterwards the model holds the mean of its weights. ``keep`` is handed the mean of
    some weights now and then, for a run that is stopped."""
    chosen = random.Random(SEED)
    steps = sum(n * -(-len(s) // batches.size) for s, n in zip(sets, rounds, strict=True))
    optimiser = torch.optim.AdamW(groups(model, scale), betas=(0.9, 0.98))
    mean, done, began = Mean(model), 0, time.time()
    left = [n * -(-len(s) // batches.size) for s, n in zip(sets, rounds, strict=True)]
    feeds = [iter(()) for _ in sets]
    while any(left):
        which = chosen.choices(range(len(sets)), weights=left)[0]
        left[which] -= 1
        batch = next(feeds[which], None)
        if batch is None:
            feeds[which] = batches.shuffled(sets[which])
            batch = next(feeds[which])
        _step(model, batch, optimiser, done / steps)
        done += 1
        if done % EVERY == 0:
            mean.take(model)
        if done % 100 == 0:
            lost = {name: round(sum(values) / len(values), 3) for name, values in SEEN.items()}
            SEEN.clear()
            print(f"{done}/{steps} {time.time() - began:.0f} s {lost}", flush=True)
            keep(mean.held)
    model.load_state_dict(mean.held, strict=False)
    keep({})


def _step(model: Model, batch: Batch, optimiser: torch.optim.Optimizer, part: float) -> None:
    model.train()
    warm = min(part / 0.1, 1.0) * (1.0 - max(part - 0.1, 0.0) / 0.9)
    for group in optimiser.param_groups:
        group["lr"] = group["peak"] * max(warm, 0.02)
    losses = model.losses(batch)
    loss = sum(WEIGHTS.get(name, 1.0) * value for name, value in losses.items())
    optimiser.zero_grad()
    loss.backward()
    nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimiser.step()
    for name, value in losses.items():
        SEEN.setdefault(name, []).append(float(value.detach()))


def span_figures(model: Model, batches: Batches, examples: Sequence[Example], name: str) -> dict[str, float]:
    """F1 over exact spans with their kind, by words."""
    model.eval()
    both = given = coded = 0
    for batch in batches.plain(examples):
        for told, e in zip(model.tagged(name, batch), batch.examples, strict=True):
            one, other = spans(told), spans(e[name])
            both, given, coded = both + len(one & other), given + len(one), coded + len(other)
    return {"f1": 2 * both / max(given + coded, 1), "precision": both / max(given, 1), "recall": both / max(coded, 1)}


def spans(tags: Sequence[str]) -> set[tuple[int, int, str]]:
    """The spans of a row of tags."""
    out: list[tuple[int, int, str]] = []
    for i, tag in enumerate(tags):
        if tag[0] == "I" and out and out[-1][1] == i and out[-1][2] == tag[2:]:
            out[-1] = (out[-1][0], i + 1, tag[2:])
        elif tag != "O":
            out.append((i, i + 1, tag[2:]))
    return set(out)


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--encoder", type=Path, help="the base's folder, by default that of the package")
    parser.add_argument("--examples", type=Path, nargs="+", required=True)
    parser.add_argument("--rounds", type=int, nargs="+", required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--check", type=Path)
    parser.add_argument("--layers", type=int)
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--from", dest="before", type=Path)
    given = parser.parse_args()
    torch.manual_seed(SEED)
    torch.set_num_threads(1)
    sets = [load_examples(path) for path in given.examples]
    folder = given.encoder or base_folder()
    check_base(folder)
    model, pieces, values = build(folder, [e for s in sets for e in s], given.layers)
    if given.before:
        held = torch.load(given.before, weights_only=True)["state"]
        print(model.load_state_dict(held, strict=False))
    batches = Batches(pieces, values, seed=SEED)
    told = {"tags": model.tags, "labels": model.labels, "values": values, "layers": len(model.encoder.layers)}

    def keep(mean: dict[str, torch.Tensor]) -> None:
        torch.save({**told, "state": {**model.state_dict(), **mean}}, given.out)

    train(model, batches, sets, given.rounds, given.scale, keep)
    if given.check:
        print(span_figures(model, batches, load_examples(given.check), "mentions"))


if __name__ == "__main__":
    main()
