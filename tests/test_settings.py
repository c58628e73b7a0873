"""Defaults from a file and from the environment."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from grounds.cli.main import main
from grounds.model.errors import UsageError
from grounds.settings import KEYS, load_settings

REPORT = "Al-Shabaab attacked a hotel in Mogadishu on Monday, killing two guards, the police said."


@pytest.fixture
def command(monkeypatch, capsys, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    Path("a.txt").write_text(REPORT)

    def run(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["grounds", *arguments])
        with pytest.raises(SystemExit) as raised:
            main()
        out, err = capsys.readouterr()
        return int(raised.value.code or 0), out, err

    return run


def test_what_is_typed_wins_over_the_environment_and_that_over_the_file(command, monkeypatch):
    Path("grounds.toml").write_text('ledger = "file.db"\npublisher = "File"\nmax_size = 3\n')
    assert command("read", "a.txt")[0] == 0
    assert Path("file.db").exists()
    assert '"publisher": "File"' in command("documents", "-f", "jsonl")[1]
    assert command("ledger", "verify")[1].startswith("file.db:")
    assert "al-Shabaab" in command("actors")[1]
    monkeypatch.setenv("GROUNDS_LEDGER", "environment.db")
    monkeypatch.setenv("GROUNDS_PUBLISHER", "Environment")
    assert command("read", "a.txt")[0] == 0
    assert '"publisher": "Environment"' in command("documents", "-f", "jsonl")[1]
    assert command("read", "a.txt", "-l", "typed.db", "--publisher", "Typed")[0] == 0
    assert '"publisher": "Typed"' in command("documents", "-f", "jsonl", "-l", "typed.db")[1]


def test_a_publisher_of_the_settings_is_the_usual_one(command):
    Path("grounds.toml").write_text('publisher = "File"\n')
    page = f'<html><head><meta property="og:site_name" content="Page"></head><body><p>{REPORT}</p></body></html>'
    Path("page.html").write_text(page)
    assert command("read", "a.txt", "page.html")[0] == 0
    told = command("documents", "-f", "jsonl")[1]
    assert ('"publisher": "File"' in told, '"publisher": "Page"' in told) == (True, True)
    assert command("read", "page.html", "-l", "typed.db", "--publisher", "Typed")[0] == 0
    assert '"publisher": "Typed"' in command("documents", "-f", "jsonl", "-l", "typed.db")[1]


def test_limits_may_be_set_in_the_file(command):
    Path("grounds.toml").write_text("max_size = 1\n")
    Path("large.txt").write_text(REPORT * 20_000)
    code, _, err = command("read", "large.txt")
    assert code == 1
    assert "is larger than the limit of 1,000,000 bytes" in err


def test_catalogues_may_be_set_in_the_file(command):
    Path("own.yaml").write_text("- {id: river-riders, name: River Riders, kind: armed_group, sources: [own]}\n")
    Path("grounds.toml").write_text('catalogue = ["own.yaml"]\n')
    Path("b.txt").write_text(
        "The River Riders attacked a village near Goma on Monday, killing two guards, police said."
    )
    assert command("read", "b.txt")[0] == 0
    assert "river-riders" in command("claims", "-f", "jsonl")[1]


def test_the_users_own_file_holds_where_the_folder_has_none(command):
    Path("config/grounds").mkdir(parents=True)
    Path("config/grounds/config.toml").write_text('ledger = "own.db"\n')
    assert command("read", "a.txt")[0] == 0
    assert Path("own.db").exists()


def test_doctor_tells_the_settings_and_where_they_come_from(command, monkeypatch):
    Path("grounds.toml").write_text('ledger = "file.db"\n')
    monkeypatch.setenv("GROUNDS_WORKERS", "2")
    code, out, _ = command("doctor")
    assert code == 0
    assert "settings from grounds.toml" in out
    assert "ledger       file.db  (the ledger file; from grounds.toml)" in out
    assert "workers      2  (processes that read; from GROUNDS_WORKERS)" in out


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("ledger = 3\n", "grounds.toml: ledger is not a text; mend it"),
        ("max_size = 0\n", "grounds.toml: max_size is not a whole number over 0; mend it"),
        ("workers = true\n", "grounds.toml: workers is not a whole number over 0; mend it"),
        ("catalogue = [1]\n", "grounds.toml: catalogue is not a list of texts; mend it"),
        ('colour = "red"\n', "grounds.toml: 'colour' is no setting; choose among ledger, publisher"),
        ("ledger = \n", "grounds.toml: cannot be read (Invalid value"),
    ],
)
def test_a_faulty_file_is_told_in_one_line(command, content, told):
    Path("grounds.toml").write_text(content)
    code, out, err = command("claims")
    assert (code, out, len(err.splitlines())) == (2, "", 1)
    assert err.startswith(f"grounds: {told}")


def test_a_file_that_is_named_must_be_there(command, monkeypatch):
    monkeypatch.setenv("GROUNDS_CONFIG", "no.toml")
    with pytest.raises(UsageError, match=r"no\.toml: there is no such file; mend GROUNDS_CONFIG"):
        load_settings()


def test_every_setting_is_an_option_of_read(command):
    out = command("read", "--help")[1]
    for name in KEYS:
        assert f"--{name.replace('_', '-')}" in out
