"""Eight reports written for demonstration about well-established public facts, with hand-made coded claims."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

_SUFFIXES = (".txt", ".md", ".html", ".pdf", ".docx", ".eml")


def sample_paths() -> list[Path]:
    """The sample reports, in order of name."""
    folder = Path(str(files("grounds.samples")))
    return sorted(p for p in folder.iterdir() if p.suffix in _SUFFIXES and p.stem != "README")


def gold_path(sample: Path) -> Path:
    """The coded claims of a sample."""
    return sample.with_suffix(".gold.jsonl")
