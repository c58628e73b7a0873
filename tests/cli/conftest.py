"""What the tests of commands share."""

from __future__ import annotations

import sys

import pytest

from grounds.cli.main import main


@pytest.fixture
def command(monkeypatch, capsys, tmp_path):
    """Runs a command in a folder of its own as the terminal does; gives exit code, output and error lines."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("COLUMNS", raising=False)  # pytest-xdist sets it; a test that asks for a width sets its own

    def run(*arguments: str) -> tuple[int, str, list[str]]:
        monkeypatch.setattr(sys, "argv", ["grounds", *arguments])
        with pytest.raises(SystemExit) as raised:
            main()
        out, err = capsys.readouterr()
        return int(raised.value.code or 0), out, err.splitlines()

    return run
