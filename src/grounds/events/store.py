"""The folder of event tables beside a ledger: which releases of which datasets are there, and of what files.

``grounds.events/DATASET/RELEASE/`` holds for each imported file ``SHA.parquet`` (its rows), ``SHA.json`` (what it is,
with the mapping and terms by which it was imported) and, where some rows were bad, ``SHA.faults.csv``. Each file is
written whole or not at all, and no two imports write to the same one.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from grounds.events.faults import Fault
from grounds.events.mapping import Kind, Mapping
from grounds.events.mapping_files import dataset_name, mapping_of
from grounds.model.errors import BrokenFile, NotFound, UsageError
from grounds.outputs import placing

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,60}")


def folder_of(ledger: Path) -> Path:
    """Where the event tables of a ledger lie, whether there are any or not."""
    return ledger.with_name(f"{ledger.stem}.events")


@dataclass(frozen=True, kw_only=True)
class Part:
    """One imported file."""

    dataset: str
    release: str
    file: str
    sha256: str
    rows: int
    bad: int
    known: int
    imported: str
    accessed: str
    columns: dict[str, Kind]
    lacking: tuple[str, ...]
    mapping: dict[str, Any]
    path: Path = Path()
    #: Rows without any value, which were passed over.
    blank: int = 0

    @property
    def faults_path(self) -> Path:
        """Where its bad and blank rows are listed."""
        return self.path.with_suffix(".faults.csv")


@dataclass(frozen=True)
class Release:
    """All that is imported of one release of a dataset."""

    dataset: str
    release: str
    folder: Path
    parts: tuple[Part, ...]

    @cached_property
    def mapping(self) -> Mapping:
        """The mapping by which it was imported last."""
        return mapping_of(self.parts[-1].mapping, str(self.parts[-1].path))

    @property
    def rows(self) -> int:
        """How many rows it has."""
        return sum(part.rows for part in self.parts)

    @property
    def citation(self) -> str:
        """How to cite it, with the day on which it was got."""
        return self.mapping.citation(self.release, max(part.accessed for part in self.parts))

    def record(self) -> dict[str, Any]:
        """The release as JSON, with its terms."""
        return {
            "dataset": self.dataset,
            "release": self.release,
            "title": self.mapping.title,
            "unit": self.mapping.unit,
            "rows": self.rows,
            "bad": sum(part.bad for part in self.parts),
            "files": [{k: getattr(p, k) for k in ("file", "sha256", "rows", "bad", "imported")} for p in self.parts],
            "accessed": max(part.accessed for part in self.parts),
            "terms": {**asdict(self.mapping.terms), "citation": self.citation},
            "inclusion": {k: list(v) if isinstance(v, tuple) else v for k, v in asdict(self.mapping.inclusion).items()},
        }


class Store:
    """The releases in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def releases(self) -> list[Release]:
        """All of them, by dataset and release, the numbers in releases as numbers."""
        found = [
            Release(folder.parent.name, folder.name, folder, parts)
            for folder in self.folder.glob("*/*")
            if folder.is_dir() and (parts := tuple(self.parts(folder.parent.name, folder.name)))
        ]
        return sorted(found, key=lambda r: (r.dataset, by_number(r.release)))

    def release(self, dataset: str, release: str | None = None) -> Release:
        """One release, the latest where none is named. Raises :class:`NotFound`."""
        dataset = dataset_name(dataset)
        found = [r for r in self.releases() if r.dataset == dataset and release in (None, r.release)]
        if not found:
            what = f"{dataset} {release}" if release else dataset
            remedy = "see `grounds events list`; get it in with `grounds events import`"
            raise NotFound(f"{what} is not imported", place=str(self.folder), remedy=remedy)
        return found[-1]

    def place(self, dataset: str, release: str) -> Path:
        """The folder of a release, made where there is none. Raises :class:`UsageError` for a name that is none."""
        if not _NAME.fullmatch(release):
            remedy = "give letters, figures, '.', '_' and '-'"
            raise UsageError(f"--release {release!r} is no name of a release", remedy=remedy)
        folder = self.folder / dataset / release
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            problem = f"cannot be made ({error.strerror})"
            raise UsageError(problem, place=str(folder), remedy="check rights, or give another --ledger") from error
        return folder

    def parts(self, dataset: str, release: str) -> list[Part]:
        """The files of a release, in the order in which they came in."""
        return sorted(_parts(self.folder / dataset / release), key=lambda p: (p.imported, p.sha256))

    def has(self, dataset: str, release: str, sha256: str) -> Part | None:
        """The part of a file of these bytes, where it is in."""
        path = self.folder / dataset / release / f"{sha256[:16]}.json"
        return _part(path) if path.exists() else None

    def keep(self, part: Part, faults: list[Fault]) -> Part:
        """Write down a part whose rows are there already; it counts from now on."""
        if faults:
            with placing(part.faults_path) as goal, goal.open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, ("line", "source_id", "problem"))
                writer.writeheader()
                writer.writerows(fault.record() for fault in faults)
        record = {k: v for k, v in asdict(part).items() if k != "path"}
        with placing(part.path.with_suffix(".json")) as goal:
            goal.write_text(json.dumps(record, ensure_ascii=False, indent=1), "utf-8")
        return part


def by_number(release: str) -> list[tuple[int, str]]:
    """A key that puts 5.0 before 25.1."""
    return [(int(p), "") if p.isdigit() else (0, p) for p in re.findall(r"\d+|\D+", release)]


def _parts(folder: Path) -> Iterator[Part]:
    yield from (_part(path) for path in folder.glob("*.json"))


def _part(path: Path) -> Part:
    try:
        record = json.loads(path.read_text("utf-8"))
        part = Part(**{**record, "lacking": tuple(record["lacking"])})
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise BrokenFile(f"is damaged ({error})", place=str(path), remedy="delete it and import again") from error
    return replace(part, path=path.with_suffix(".parquet"))
