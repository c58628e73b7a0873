"""The encoder at run time: stretches → what it gives of each word, in batches of like length.

``encoder.onnx`` holds the weights as whole numbers of eight bits, ``vocabulary.txt`` the pieces, ``model.json`` what
the model is: its version, the values that are known of words, the heads with their labels, and the hash of each file.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from functools import cached_property
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from grounds.model.errors import ModelError
from grounds.reading.trained.sentences import KNOWN, Stretch, numbers
from grounds.reading.trained.wordpiece import Pieces

Array = NDArray[np.float32]

#: The folder of the models that come with Grounds.
OWN = "data"
#: So many pieces, blanks among them, are looked at together.
_ROOM = 2048
#: Stretches that are looked at together are at least so long, beside the longest: blanks cost as much as pieces.
_ALIKE = 0.8
_WEIGHTS = "encoder.onnx"


def own_folder() -> Path:
    """Where the models lie that come with Grounds."""
    return Path(str(files("grounds.reading.trained").joinpath(OWN)))


def lacking(folder: Path | None = None) -> str | None:
    """Why the models of a folder, or those that come with Grounds, cannot be used; null where they can."""
    folder = folder or own_folder()
    if find_spec("onnxruntime") is None:
        return "onnxruntime is not installed (`pip install grounds[models]`)"
    missing = [name for name in (_WEIGHTS, "model.json", "vocabulary.txt", "heads.npz") if not (folder / name).exists()]
    return f"{folder} lacks {', '.join(missing)}" if missing else None


def check_present(folder: Path | None = None) -> None:
    """Raise :class:`ModelError` where the models cannot be used."""
    if (reason := lacking(folder)) is not None:
        raise ModelError(reason, remedy="install them, or read with `--reader frames`")


class Encoder:
    """The encoder of a folder; nothing is loaded before the first sentence. Raises :class:`ModelError`."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or own_folder()
        check_present(self.folder)
        self.card: dict[str, Any] = json.loads((self.folder / "model.json").read_text("utf-8"))

    @property
    def version(self) -> str:
        """The model's name and version, as claims tell it."""
        return f"{self.card['name']} {self.card['version']}"

    def check(self) -> None:
        """Raise :class:`ModelError` where a file is not the one that the card tells of."""
        for name, told in self.card["sha256"].items():
            if hashlib.sha256((self.folder / name).read_bytes()).hexdigest() != told:
                raise ModelError("is not the file that its card tells of", place=str(self.folder / name))

    @cached_property
    def heads(self) -> Mapping[str, Array]:
        """The weights of the heads, by name."""
        with np.load(self.folder / "heads.npz", allow_pickle=False) as held:
            return {name: held[name] for name in held.files}

    @cached_property
    def _pieces(self) -> Pieces:
        return Pieces((self.folder / "vocabulary.txt").read_text("utf-8").splitlines())

    @cached_property
    def _session(self) -> Any:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1  # as many processes read as the user asks for
        options.log_severity_level = 3
        return onnxruntime.InferenceSession(str(self.folder / _WEIGHTS), options, providers=["CPUExecutionProvider"])

    def words(self, stretches: Sequence[Stretch]) -> list[Array]:
        """Of each stretch what the encoder gives of its words: words × width."""
        rows = [self._row(stretch) for stretch in stretches]
        out: list[Array | None] = [None] * len(rows)
        order = sorted(range(len(rows)), key=lambda i: len(rows[i][0]))
        while order:
            length = len(rows[order[-1]][0])
            room = order[-max(1, _ROOM // length) :]
            taken = [i for i in room if len(rows[i][0]) >= _ALIKE * length]
            order = order[: -len(taken)]
            for i, found in zip(taken, self._run([rows[i] for i in taken], length), strict=True):
                out[i] = found
        return [found for found in out if found is not None]

    def _run(self, rows: Sequence[_Row], length: int) -> list[Array]:
        shape = len(rows), length
        pieces, mask = np.zeros(shape, np.int64), np.zeros(shape, np.float32)
        known = np.zeros((*shape, len(KNOWN)), np.int64)
        for i, (own, told, _) in enumerate(rows):
            pieces[i, : len(own)], known[i, : len(own)], mask[i, : len(own)] = own, told, 1
        (hidden,) = self._session.run(None, {"pieces": pieces, "known": known, "mask": mask})
        return [row[np.array(first, np.intp)] for row, (_, _, first) in zip(hidden, rows, strict=True)]

    def _row(self, stretch: Stretch) -> _Row:
        """Pieces, what is known of each, and where each word begins."""
        none = (0,) * len(KNOWN)
        own, told, first = [self._pieces.first], [none], []
        for text, known in zip(stretch.texts, numbers(stretch, self.card["known"]), strict=True):
            cut = self._pieces(text)
            first.append(len(own))
            own.extend(cut)
            told.extend([tuple(known)] * len(cut))
        return [*own, self._pieces.last], [*told, none], first


_Row = tuple[list[int], list[tuple[int, ...]], list[int]]
