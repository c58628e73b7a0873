"""Where the records of a CSV block end and how many values each has, without reading it value by value.

A quote opens or closes, so that a byte stands inside quotes where the number of quotes before it is odd. This parity is
worked out for 64 bytes at a time (prefix XOR over packed bits), which costs a tenth of what parsing does. Polars
takes a record that is cut short for one whose last values are blank, and no columnar reader tells the line on which a
record with line ends in quotes begins.

Parity is right where quotes stand only around whole values. Where one stands elsewhere (``5" shell``) readers differ,
and ``is_plain`` is false.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

_WINDOW = 1 << 20
_QUOTE, _NEWLINE, _RETURN = b'"\n\r'
_STEPS = tuple(np.uint64(n) for n in (1, 2, 4, 8, 16, 32))
_ONE, _TOP = np.uint64(1), np.uint64(63)

_Bits: TypeAlias = NDArray[np.uint64]
_Places: TypeAlias = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Structure:
    """``end``: just behind the last newline outside quotes. For each record up to it, ``separators`` has the number of
    those outside quotes and ``lines`` the number (from 0) of the line it begins on."""

    end: int
    separators: _Places
    lines: _Places
    #: How many lines there are up to ``end``.
    newlines: int
    #: Whether every quote opens or closes a whole value, or is one of two that stand for a quote.
    is_plain: bool


def structure(block: bytes, separator: int, *, quoted: bool = True) -> Structure:
    """The structure of a block that begins at the beginning of a record."""
    scan = _Scan(block, separator, quoted)
    for start in range(0, len(block), _WINDOW):
        scan.window(start)
    ends, lines, counts = (np.concatenate([np.empty(0, np.int64), *parts]) for parts in zip(*scan.found, strict=True))
    return Structure(
        end=int(ends[-1]) + 1 if len(ends) else 0,
        separators=np.diff(counts, prepend=0),
        lines=np.concatenate(([0], lines[:-1] + 1)).astype(np.int64)[: len(lines)],
        newlines=int(lines[-1]) + 1 if len(lines) else 0,
        is_plain=scan.is_plain,
    )


class _Scan:
    """What is carried from one window to the next."""

    def __init__(self, block: bytes, separator: int, quoted: bool) -> None:
        self.bytes, self.separator, self.quoted = np.frombuffer(block, np.uint8), separator, quoted
        nothing = np.empty(0, np.int64)
        #: Of each record's end: the place, the number of its line, and how many separators come before.
        self.found: list[tuple[_Places, _Places, _Places]] = [(nothing, nothing, nothing)]
        self.is_plain = True
        self._separators, self._newlines = 0, 0
        self._parity = np.uint64(0)
        self._may_open, self._closed = _ONE, np.uint64(0)

    def window(self, start: int) -> None:
        """Scan the window that begins at ``start``."""
        window = self.bytes[start : start + _WINDOW]
        separators, newlines = _packed(window == self.separator), window == _NEWLINE
        breaks = np.flatnonzero(newlines)
        free = np.ones(len(breaks), bool)
        if self.quoted:
            quotes = _packed(window == _QUOTE)
            inside = self._inside(quotes)
            self._check(start, quotes, inside, separators | _packed(newlines) | quotes)
            separators &= ~inside
            free = ~_bits_at(inside, breaks)
        ends = breaks[free]
        counts = self._separators + _count_before(separators, ends)
        self.found.append((ends + start, self._newlines + np.flatnonzero(free), counts))
        self._separators += int(np.bitwise_count(separators).sum())
        self._newlines += len(breaks)

    def _inside(self, quotes: _Bits) -> _Bits:
        """A bit for each byte, set from an opening quote to just before the closing one."""
        inside = quotes.copy()
        for step in _STEPS:
            inside ^= inside << step
        carried = np.bitwise_xor.accumulate(inside >> _TOP) ^ self._parity
        inside ^= np.uint64(0) - np.concatenate(([self._parity], carried[:-1]))
        self._parity = carried[-1]
        return inside

    def _check(self, start: int, quotes: _Bits, inside: _Bits, bounds: _Bits) -> None:
        """Whether quotes open behind a bound (separator, newline, quote) and have one behind them when they close."""
        before, self._may_open = _shifted(bounds, self._may_open)
        behind, self._closed = _shifted(quotes & ~inside, self._closed)
        if (quotes & inside & ~before).any():
            self.is_plain = False
        odd = behind & ~bounds
        if odd.any():
            places = start + np.flatnonzero(np.unpackbits(odd.view(np.uint8), bitorder="little"))
            places = places[places < len(self.bytes)]  # behind the block's end nothing is known
            following = self.bytes[np.minimum(places + 1, len(self.bytes) - 1)]
            self.is_plain &= bool(((self.bytes[places] == _RETURN) & (following == _NEWLINE)).all())


def _shifted(bits: _Bits, carry: np.uint64) -> tuple[_Bits, np.uint64]:
    """Each bit on the place behind it; and the one that goes over to the next window."""
    over = bits >> _TOP
    return bits << _ONE | np.concatenate(([carry], over[:-1])), over[-1]


def _packed(bits: NDArray[np.bool_]) -> _Bits:
    packed = np.packbits(bits, bitorder="little")
    return np.pad(packed, (0, -len(packed) % 8)).view(np.uint64)


def _bits_at(packed: _Bits, places: _Places) -> NDArray[np.bool_]:
    bits = packed[places >> 6] >> (places & 63).astype(np.uint64) & _ONE
    found: NDArray[np.bool_] = bits.astype(np.bool_)
    return found


def _count_before(packed: _Bits, places: _Places) -> _Places:
    """How many bits are set before each place."""
    counts = np.bitwise_count(packed).astype(np.int64)
    words, below = places >> 6, (_ONE << (places & 63).astype(np.uint64)) - _ONE
    found: _Places = (np.cumsum(counts) - counts)[words] + np.bitwise_count(packed[words] & below)
    return found
