"""What the sets' command line says when something is missing, and what their last line holds."""

from __future__ import annotations

import importlib

import pytest
from benchmarks.command import json_lines, run

from grounds.model.errors import InputError, UsageError
from grounds.reading.trained import encoder

SETS = ["isaf", "re3d_entities", "re3d_relations", "ties", "muc4", "satp", "reports"]


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize("reader", ["trained", "all"])
def test_a_reader_without_its_models_is_told_in_one_line(name, reader, monkeypatch, tmp_path):
    path = tmp_path / "data"
    path.write_text("")
    monkeypatch.setattr(encoder, "own_folder", lambda: tmp_path / "none")
    monkeypatch.setattr("sys.argv", [name, "--data", str(path), "--reader", reader])
    with pytest.raises(SystemExit, match=r"^error: (.* lacks encoder.onnx|onnxruntime is not installed).*; install"):
        run(importlib.import_module(f"benchmarks.{name}").main)


@pytest.mark.parametrize("name", [n for n in SETS if n != "reports"])
def test_a_file_without_rows_is_an_error(name, run_set, tmp_path):
    path = tmp_path / "data"
    path.write_text("\n")
    with pytest.raises(UsageError, match="has no"):
        run_set(name, "--data", path)


def test_only_a_newline_ends_a_line(tmp_path):
    path = tmp_path / "rows.jsonl"
    path.write_text('{"text": "one\u2028two\u0085three"}\n\n{"text": "four"}', "utf-8")
    assert [row["text"] for row in json_lines(path)] == ["one\u2028two\u0085three", "four"]


def test_a_broken_line_is_told_with_its_number(tmp_path):
    path = tmp_path / "rows.jsonl"
    path.write_text('{"text": "one"}\n{"text"\n', "utf-8")
    with pytest.raises(InputError, match=r"rows.jsonl:2: holds no JSON"):
        json_lines(path)
