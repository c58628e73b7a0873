"""Made-up worlds of events with known truth, and two datasets that report on them.

A world has zones of conflict, each with towns, two or three parties and bursts of violence; most events are small, a
few are deadly. Two datasets tell of it. The first takes up all kinds of events, each report a row. The second takes up
events with deaths, the deadlier the surer, and tells several small ones of some days as one row at times. What goes
wrong on the way grows with ``noise`` (0 to 3): events near towns with many reports are told oftener, places are coded
to the wrong town or to the middle of a division, days shift or are known to the week or month, deaths are counted
differently, parties are not known, types differ, one event has two rows. Which rows tell of which events is known.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow

_EPOCH = np.datetime64("1970-01-01")
_FIRST = int((np.datetime64("2012-01-01") - _EPOCH).astype(int))
_SIDE = pyarrow.struct([(n, pyarrow.string()) for n in ("side", "name", "id", "actor")])
_PRECISION = np.array(["settlement", "admin1"])
_DAYS = np.array(["day", "week", "month"])
_TYPES = np.array(["assault", "protest"])


@dataclass(frozen=True)
class World:
    """Two datasets as tables in the form of the event row, and the pairs of their rows (by source_id) that share an
    event."""

    one: pyarrow.Table
    other: pyarrow.Table
    pairs: frozenset[tuple[str, str]]


@dataclass
class _Rows:
    """Rows as columns; ``event`` lists the events that each tells of (several where it is an aggregate)."""

    day: np.ndarray
    last: np.ndarray
    lat: np.ndarray
    lon: np.ndarray
    dead: np.ndarray
    a: np.ndarray
    b: np.ndarray
    kind: np.ndarray
    coarse: np.ndarray
    known: np.ndarray
    event: list[tuple[int, ...]]


def world(events: int, noise: float, seed: int, *, years: float | None = None) -> World:
    """A world of so many events; with ``years`` null its length grows with it, so that it is no denser."""
    draw = np.random.default_rng(seed)
    zones = max(3, min(400, events // 250))
    length = int(365 * (years if years is not None else max(1.0, events / zones / 60)))
    zone = draw.choice(zones, events, p=_uneven(draw, zones))
    middle = np.column_stack([draw.uniform(-30, 38, zones), draw.uniform(-15, 100, zones)])
    towns = middle[:, None, :] + draw.normal(0, 0.7, (zones, 40, 2))
    busy = draw.dirichlet(np.full(40, 0.4), zones)
    town = np.array([draw.choice(40, p=busy[z]) for z in zone])
    place = towns[zone, town] + draw.normal(0, 0.015, (events, 2))
    burst = draw.uniform(0, length, (zones, 12))
    day = (
        np.where(
            draw.random(events) < 0.5,
            burst[zone, draw.integers(0, 12, events)] + draw.exponential(20, events),
            draw.uniform(0, length, events),
        ).astype(int)
        % length
    )
    kind = (draw.random(events) < 0.15).astype(int)
    dead = np.where(kind == 1, 0, np.floor(draw.lognormal(0.6, 1.3, events))).astype(int)
    group = draw.integers(0, 3, events)
    reach = 0.4 + 0.6 * (busy[zone, town] > 0.03)
    truth = _Truth(day, place, dead, zone, group, kind, middle, towns, reach)
    one, other = _first(truth, noise, draw), _second(truth, noise, draw)
    return World(_table(one, "a", draw), _table(other, "b", draw), _pairs(one, other))


def _uneven(draw: np.random.Generator, zones: int) -> np.ndarray:
    weight = draw.pareto(1.5, zones) + 0.3
    return np.asarray(weight / weight.sum())


@dataclass(frozen=True)
class _Truth:
    day: np.ndarray
    place: np.ndarray
    dead: np.ndarray
    zone: np.ndarray
    group: np.ndarray
    kind: np.ndarray
    middle: np.ndarray
    towns: np.ndarray
    reach: np.ndarray


def _first(truth: _Truth, noise: float, draw: np.random.Generator) -> _Rows:
    """All kinds of events, each report a row, some twice."""
    told = np.flatnonzero(draw.random(len(truth.day)) < np.clip(0.9 * truth.reach + 0.05 * truth.dead, 0, 0.97))
    twice = told[draw.random(len(told)) < 0.02 + 0.02 * noise]
    return _coded(truth, [(int(e),) for e in np.concatenate([told, twice])], noise, draw)


def _second(truth: _Truth, noise: float, draw: np.random.Generator) -> _Rows:
    """Events with deaths, the deadlier the surer; some small ones of one zone and group within five days as one row."""
    chance = np.where(truth.dead > 0, 1 - np.exp(-(truth.dead + 1) / 3) * (1.3 - truth.reach), 0)
    told = np.flatnonzero(draw.random(len(truth.day)) < chance)
    order = told[np.lexsort((truth.day[told], truth.group[told], truth.zone[told]))]
    groups: list[tuple[int, ...]] = []
    n = 0
    while n < len(order):
        size = 1 + (int(draw.integers(1, 4)) if draw.random() < 0.02 + 0.04 * noise else 0)
        first = order[n]
        held = [
            int(e)
            for e in order[n : n + size]
            if (truth.zone[e], truth.group[e]) == (truth.zone[first], truth.group[first])
            and truth.day[e] - truth.day[first] <= 5
        ]
        groups.append(tuple(held))
        n += len(held)
    return _coded(truth, groups, noise, draw)


def _coded(truth: _Truth, groups: list[tuple[int, ...]], noise: float, draw: np.random.Generator) -> _Rows:
    """Rows as a coder makes them of events."""
    number = len(groups)
    first = np.array([g[0] for g in groups], int)
    last = np.array([truth.day[list(g)].max() for g in groups])
    dead = np.array([truth.dead[list(g)].sum() for g in groups], float)
    zone = truth.zone[first]
    roll = draw.random(number)
    coarse = roll < 0.05 + 0.05 * noise
    wrong = ~coarse & (roll < 0.07 + 0.08 * noise)
    place = truth.place[first] + draw.normal(0, 0.005 + 0.01 * noise, (number, 2))
    place[coarse] = truth.middle[zone[coarse]]
    place[wrong] = truth.towns[zone[wrong], draw.integers(0, 40, int(wrong.sum()))]
    day, roll = truth.day[first].copy(), draw.random(number)
    shifted = roll < 0.05 + 0.06 * noise
    moved = draw.choice([-2, -1, 1, 1, 2], number) * shifted
    known = np.where(shifted, 0, np.where(roll > 0.98 - 0.02 * noise, 2, np.where(roll > 0.95 - 0.04 * noise, 1, 0)))
    dead = np.round(dead * np.exp(draw.normal(0, 0.08 + 0.1 * noise, number)))
    other_type = draw.random(number) < 0.02 + 0.03 * noise
    kind = np.where(other_type, 1 - truth.kind[first], truth.kind[first])
    lost = draw.random((number, 2)) < 0.04 + 0.05 * noise
    a = np.where(lost[:, 0], -1, zone)
    b = np.where(lost[:, 1], -1, truth.group[first] + 3 * zone)
    return _Rows(day + moved, last + moved, place[:, 0], place[:, 1], dead, a, b, kind, coarse, known, groups)


def _table(rows: _Rows, prefix: str, draw: np.random.Generator) -> pyarrow.Table:
    """In the columns of the event row that matching asks for; rows in any order."""
    order = draw.permutation(len(rows.day))
    ids = np.char.add(prefix, np.arange(len(rows.day)).astype(str))[order]
    days = [(_EPOCH + (of[order] + _FIRST)).astype("datetime64[D]") for of in (rows.day, rows.last)]
    spread = np.maximum(1, np.round(0.1 * rows.dead))[order]
    dead = rows.dead[order].astype(int)
    sides = [
        [
            {"side": s, "name": n, "id": None, "actor": n}
            for s, n in (("a", f"state{a}"), ("b", f"group{b}"))
            if n[-2:] != "-1"
        ]
        for a, b in zip(rows.a[order], rows.b[order], strict=True)
    ]
    return pyarrow.table(
        {
            "source_id": ids,
            "type": _TYPES[rows.kind[order]],
            "country": pyarrow.nulls(len(ids), pyarrow.string()),
            "sides": pyarrow.array(sides, pyarrow.list_(_SIDE)),
            "from": days[0],
            "to": days[1],
            "date_precision": _DAYS[rows.known[order]],
            "lat": rows.lat[order],
            "lon": rows.lon[order],
            "place_precision": _PRECISION[rows.coarse[order].astype(int)],
            "killed_low": np.maximum(dead - spread, 0).astype(int),
            "killed_best": dead,
            "killed_high": (dead + spread).astype(int),
        }
    )


def _pairs(one: _Rows, other: _Rows) -> frozenset[tuple[str, str]]:
    told: dict[int, list[int]] = {}
    for n, events in enumerate(other.event):
        for event in events:
            told.setdefault(event, []).append(n)
    return frozenset((f"a{n}", f"b{m}") for n, events in enumerate(one.event) for e in events for m in told.get(e, ()))
