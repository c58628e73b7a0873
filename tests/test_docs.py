"""What the documentation says of the code is true: paths exist, lists and commands are all named."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from grounds.cli.main import app, ledger_app

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "grounds"
PAGES = [ROOT / n for n in ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md")] + sorted((ROOT / "docs").glob("*.md"))


def names(group):
    return [c.name or c.callback.__name__ for c in group.registered_commands if c.callback]


def exists(path: str, page: Path) -> bool:
    """Whether a path written in a page is one of the repository or of the package, perhaps with a star in it."""
    wanted = path.rstrip("/")
    return any(found for found in (next(f.glob(wanted), None) for f in (ROOT, page.parent))) or any(
        SOURCE.glob(f"**/{wanted}")
    )


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_every_path_in_a_page_exists(page):
    text = page.read_text("utf-8")
    text = re.sub(r"```.*?```", "", text, flags=re.DOTALL)
    written = set(re.findall(r"`([\w./*-]+\.(?:py|yaml|md|json|toml))`", text)) | set(
        re.findall(r"\]\(([\w./-]+)\)", text)
    )
    assert [path for path in sorted(written) if not exists(path, page)] == []


def test_the_readme_shows_every_command():
    readme = (ROOT / "README.md").read_text("utf-8")
    told = [f"grounds {name}" for name in names(app) if name != "demo"]
    told += [f"grounds ledger {name}" for name in names(ledger_app)]
    assert [command for command in told if command not in readme] == []


def test_every_package_stands_in_the_architecture():
    page = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
    packages = [p.name for p in SOURCE.iterdir() if (p / "__init__.py").exists()]
    assert [name for name in packages if f"`{name}/`" not in page] == []


@pytest.mark.parametrize("folder", ["reading/data", "resolution/data", "language/en", "places/data"])
def test_every_data_file_says_what_it_holds(folder):
    bare = [p.name for p in (SOURCE / folder).rglob("*.yaml") if not p.read_text("utf-8").startswith("# ")]
    assert bare == []


def test_the_page_of_quality_shows_the_latest_results():
    latest = max((ROOT / "benchmarks" / "results").glob("*.json"))
    rows = {row["benchmark"]: row for row in json.loads(latest.read_text("utf-8"))}
    shown = re.findall(
        r"^\| ([\w ,:]+?) \| ([\d.]+)\b", (ROOT / "docs" / "quality.md").read_text("utf-8"), re.MULTILINE
    )
    told = dict(shown)
    reports, founding = rows["reports"], rows["founding"]
    assert [float(told[n]) for n in ("precision", "recall", "F1")] == [
        reports[n] for n in ("precision", "recall", "f1")
    ]
    assert float(told["core claims fully right"]) == founding["score"]
    assert float(told["traps sprung"]) == founding["sprung"]
