"""Blocks of records, against the csv module as the measure."""

from __future__ import annotations

import csv
import io
import itertools
import tempfile
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grounds.events.feed import Dialect, Feed, blocks
from grounds.events.structure import structure

CELLS = st.text(st.sampled_from('ab,"\n\r é'), max_size=6)
ROWS = st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=30)


def written(rows, ends="\n"):
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator=ends, quoting=csv.QUOTE_ALL).writerows(rows)
    return out.getvalue()


def read(data: str, separator: str, quoted: bool) -> list[list[str]]:
    """By Polars, as the import reads them; a blank value is empty."""
    if not data:
        return []
    frame = pl.read_csv(
        data.encode(),
        has_header=False,
        schema={n: pl.String() for n in "abc"},
        separator=separator,
        quote_char='"' if quoted else None,
    )
    return [[value or "" for value in row] for row in frame.iter_rows()]


def fed(text: bytes, size: int, width: int = 3, quoted: bool = True, separator: str = ","):
    """The records that come through, with the line each begins on; and the faults."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.csv"
        path.write_bytes(text)
        with Feed(path) as feed:
            found = list(blocks(feed, Dialect(separator=separator, quoted=quoted), width, size))
    data = b"".join(block.data for block in found).decode()
    lines = [int(line) for block in found for line in block.lines]
    return read(data, separator, quoted), lines, [f for block in found for f in block.faults]


@given(ROWS, st.integers(1, 200), st.sampled_from(["\n", "\r\n"]))
def test_every_record_comes_through_however_small_the_blocks(rows, size, ends):
    found, lines, faults = fed(written(rows, ends).encode(), size)
    assert [row for row in found if any(row)] == [row for row in rows if any(row)]  # a record of blanks is none
    assert faults == []
    assert lines == sorted(lines)


@given(st.lists(st.integers(1, 5), min_size=1, max_size=30), st.integers(1, 100))
def test_records_with_too_few_or_too_many_values_are_listed_with_their_line(widths, size):
    text = "".join(",".join(["v"] * width) + "\n" for width in widths)
    found, lines, faults = fed(text.encode(), size)
    assert lines == [n for n, width in enumerate(widths, 1) if width == 3]
    assert [(f.line, f.problem) for f in faults] == [
        (n, f"has {width} values, not 3") for n, width in enumerate(widths, 1) if width != 3
    ]
    assert len(found) == len(lines)


@given(st.binary(max_size=400), st.integers(1, 100))
def test_no_bytes_whatever_break_the_feed(text, size):
    if text:
        found, lines, faults = fed(text, size)
        assert len([row for row in found if row]) <= len(lines) + len(faults) + 1


@given(ROWS)
def test_the_structure_is_what_the_csv_module_finds(rows):
    text = written(rows)
    found = structure(text.encode(), ord(","))
    assert (found.end, found.is_plain) == (len(text.encode()), True)
    assert found.separators.tolist() == [2] * len(rows)
    before = itertools.accumulate((written([row]).count("\n") for row in rows), initial=0)
    assert found.lines.tolist() == list(before)[:-1]


@given(st.text(st.sampled_from('a,"\n'), min_size=1, max_size=60), st.integers(1, 60))
def test_however_quotes_stand_records_are_what_the_csv_module_finds_or_are_listed(text, size):
    found, lines, faults = fed(text.encode(), size)
    assert all(len(row) == 3 for row in found)
    assert len(found) == len(lines)
    if not faults:
        measure = list(csv.reader(io.StringIO(text.rstrip("\n") + "\n", newline="")))
        assert [row for row in found if any(row)] == [row for row in measure if any(row)]


@pytest.mark.parametrize(
    ("text", "is_plain"),
    [
        ('"a","b ""c""",""\n', True),
        ('a,b,"c"\r\n', True),
        ('5" gun,6" gun,c\n', False),
        ('"a"b,c,d\n', False),
        ('"a"\rb,c,d\n', False),
    ],
)
def test_quotes_elsewhere_than_around_values_are_noticed(text, is_plain):
    assert structure(text.encode(), ord(",")).is_plain is is_plain


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_records_beside_a_faulty_one_are_written_as_they_were(separator):
    text = "a;b,c;d\re\nshort\n" + '"\r";5" gun;"x\n"\n'
    found, lines, faults = fed(
        text.replace(";", separator).replace("b,c", '"b,c"').encode(), 1 << 20, 3, True, separator
    )
    assert found == [["a", "b,c", "d\re"], ["\r", '5" gun', "x\n"]]
    assert (lines, [(f.line, f.problem) for f in faults]) == ([1, 3], [(2, "has 1 values, not 3")])


@pytest.mark.parametrize("size", [1 << 20, (1 << 20) + 1, 3 << 20])
def test_windows_do_not_show(size):
    record = b'"a,\n","b",c\n'
    text = record * (size // len(record) + 1)
    found = structure(text, ord(","))
    number = len(text) // len(record)
    assert (found.separators.tolist(), found.newlines) == ([2] * number, 2 * number)
    assert found.lines.tolist() == list(range(0, 2 * number, 2))
    assert found.is_plain


def test_without_quoting_a_quote_is_a_letter():
    found, _, faults = fed(b'a "b,c,d\ne,f",g\n', 1 << 20, quoted=False)
    assert faults == []
    assert found == [['a "b', "c", "d"], ["e", 'f"', "g"]]
    found, _, faults = fed(b'a "b,c,d\nshort\ne,f",g\n', 1 << 20, quoted=False)
    assert [f.line for f in faults] == [2]
    assert found == [['a "b', "c", "d"], ["e", 'f"', "g"]]
