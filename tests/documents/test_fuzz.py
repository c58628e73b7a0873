"""Damaged files of every format: a document with exact offsets, or one clear line; never a crash or another error."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grounds.documents import ReadOptions, feed, isolation, read_bytes
from grounds.model.errors import InputError
from tests.documents.seeds import SEEDS
from tests.documents.test_offsets import check_view

#: Where, as a share of the length, how much is taken out, and what is put in.
PIECES = st.one_of(
    st.binary(max_size=8),
    st.sampled_from(
        [b"<", b"</p>", b"<![CDATA[", b"<!--", b"&", b"&#x110000;", b"\xed\xa0\x80", b"\xff\xfe", b"\0", b"\r", b"\n\n"]
    ),
    st.sampled_from(
        [b"endobj", b"stream\n", b"/Kids [3 0 R]", b"PK\x05\x06", b"Content-Type: message/rfc822\n\n", b"[" * 99]
    ),
)
DAMAGE = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 40), PIECES), min_size=1, max_size=6)


def damaged(data: bytes, damage: list[tuple[float, int, bytes]]) -> bytes:
    for where, taken, put in damage:
        at = int(where * len(data))
        data = data[:at] + put + data[at + taken :]
    return data


@pytest.mark.parametrize("name", SEEDS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(damage=DAMAGE)
def test_a_damaged_file_is_read_or_told_of(name, damage):
    check(name, damaged(SEEDS[name], damage))


@pytest.mark.parametrize("name", SEEDS)
@settings(max_examples=30, deadline=None)
@given(data=st.binary(max_size=300))
def test_any_bytes_are_read_or_told_of(name, data):
    check(name, data)


def check(name: str, data: bytes) -> None:
    options = ReadOptions(language="en", max_seconds=20)
    try:
        if feed.is_feed(data, f".{name.rpartition('.')[2]}"):
            isolation.parts("feed", data, name, options)
            return
        check_view(read_bytes(data, name=name, options=options))
    except InputError as error:
        line = str(error)
        assert line.startswith(name)
        assert "\n" not in line
        assert "crash" not in line
