"""Runs a set as its command does, on files of our own, and gives the last line."""

from __future__ import annotations

import importlib
import json
from collections.abc import Callable
from typing import Any

import pytest

Run = Callable[..., dict[str, Any]]


@pytest.fixture
def run_set(monkeypatch, capsys) -> Run:
    def run(name: str, *options: str) -> dict[str, Any]:
        monkeypatch.setattr("sys.argv", [name, *map(str, options)])
        importlib.import_module(f"benchmarks.{name}").main()
        found: dict[str, Any] = json.loads(capsys.readouterr().out.splitlines()[-1])
        return found

    return run


@pytest.fixture
def json_file(tmp_path):
    def write(name: str, rows: list[dict[str, Any]]):
        path = tmp_path / name
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
        return path

    return write
