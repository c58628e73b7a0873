"""Each set runs as its command does, on a few made rows, and gives the figures that it should."""

from __future__ import annotations

import json

import pytest

PLACES = ["Khost", "Helmand", "Zabul", "Ghazni", "Kandahar", "Logar"]


def release(i: int) -> dict:
    place, held = PLACES[i % 6], i % 2
    act = "captured a Taliban leader" if held else "killed three Haqqani insurgents"
    text = f"KABUL, Afghanistan (June {i + 3}, 2012) - Afghan soldiers {act} in {place} province yesterday."
    return {
        "text": text,
        "start_date": f"2012-06-{i + 2:02}",
        "event_type": ["detention" if held else "insurgentskilled"],
        "province": [place.lower()],
        "target_group": ["taliban" if held else "haqqani"],
        "min_killed": 0 if held else 3,
        "min_captured": 1 if held else 0,
        "killq": not held,
        "captureq": bool(held),
    }


def test_releases(run_set, json_file):
    found = run_set("isaf", "--data", json_file("releases.jsonl", [release(i) for i in range(12)]))
    assert set(found) >= {"score", "interval", "baseline", "documents_per_second", "reader", "commit"}
    assert found["score"] > 0.9 > found["baseline"]
    assert "airstrike" not in found["fields"], "a field that no row gives is not scored"


def test_releases_fitted_on_another_file(run_set, json_file):
    fit = json_file("fit.jsonl", [release(i) for i in range(12)])
    found = run_set("isaf", "--data", json_file("held.jsonl", [release(13), release(14)]), "--fit", fit)
    assert found["releases"] == 2
    assert found["score"] > 0.8


TIES = [
    ("ally", "March 23 Movement", "Allied Democratic Forces", "M23 and the ADF are allies."),
    ("rival", "al-Shabaab", "Islamic State", "Al-Shabaab fighters attacked the Islamic State near Bosaso."),
]


def test_ties(run_set, json_file):
    rows = [dict(zip(("type", "group1", "group2", "description"), tie, strict=True)) for tie in TIES]
    lacking = {"type": "ally", "group1": "M23", "description": "No second group is coded."}
    found = run_set("ties", "--data", json_file("ties.jsonl", [*rows, lacking]), "--fit", json_file("fit.jsonl", rows))
    assert (found["claims_alone"], found["pair"], found["score"]) == (1.0, 1.0, 1.0)


def test_ties_with_a_list_of_groups(run_set, json_file, tmp_path):
    row = {
        "type": "split",
        "group1": "Lowland Vanguard",
        "group2": "Upland Vanguard Column",
        "description": "The Lowland Vanguard split from the Upland Vanguard Column in 1991.",
    }
    groups = tmp_path / "groups.csv"
    groups.write_text("group_id,name\n1,Lowland Vanguard\n2,Upland Vanguard Column\n", "utf-8")
    found = run_set("ties", "--data", json_file("ties.jsonl", [row]), "--groups", groups)
    assert (found["claims_alone"], found["pair"]) == (1.0, 1.0)


def test_summaries(run_set, tmp_path):
    kinds = [
        ("Gunmen shot dead a trader in the bazaar of {}.", "1\t0\t0\t0"),
        ("A bomb blast killed two policemen near the gate in {}.", "0\t1\t0\t0"),
        ("Militants abducted a teacher from his home in {}.", "0\t0\t1\t0"),
        ("Masked men set a lorry on fire on the road to {}.", "0\t0\t0\t1"),
    ]
    towns = ["Quetta", "Peshawar", "Karachi", "Imphal", "Ranchi", "Gaya"]
    path = tmp_path / "summaries.tsv"
    path.write_text("".join(f"{text.format(t)}\t{labels}\n" for t in towns for text, labels in kinds), "utf-8")
    found = run_set("satp", "--data", path)
    assert found["score"] > 0.9 > found["baseline"]


SENTENCES = [
    ("Rebels attacked Aleppo .", "B-Organisation O B-Location O"),
    ("Rebels left Homs .", "B-Organisation O B-Location O"),
    ("Soldiers entered Aleppo .", "B-Organisation O B-Location O"),
    ("Soldiers shelled Homs .", "B-Organisation O B-Location O"),
]


def test_spans(run_set, tmp_path):
    lines = ["\n".join(f"{w}\t{t}" for w, t in zip(a.split(), b.split(), strict=True)) for a, b in SENTENCES]
    path = tmp_path / "sentences.conll"
    path.write_text("\n\n".join(lines) + "\n", "utf-8")
    found = run_set("re3d_entities", "--data", path)
    assert found["score"] == 1.0
    assert set(found["types"]) == {"Organisation", "Location"}


def report(town: str) -> dict:
    text = f"The army attacked rebels in {town}."
    where = text.index(town)
    spans = {
        "army": (0, 8, "Organisation"),
        "rebels": (18, 24, "Organisation"),
        "town": (where, where + len(town), "Location"),
    }

    def relation(name, first, second):
        (a, b, _), (c, d, _) = spans[first], spans[second]
        return {"type": name, "sourceBegin": a, "sourceEnd": b, "targetBegin": c, "targetEnd": d}

    return {
        "text": text,
        "entities": [{"begin": a, "end": b, "type": t} for a, b, t in spans.values()],
        "relations": [relation("FightingAgainst", "army", "rebels"), relation("CoLocated", "rebels", "town")],
        "unlabelled": [],
    }


def test_relations(run_set, json_file):
    rows = [report(town) for town in ("Aleppo", "Homs", "Raqqa", "Idlib", "Hama")]
    found = run_set("re3d_relations", "--data", json_file("reports.jsonl", rows))
    assert found["score"] > 0.7 > found["majority"]
    assert found["claims_alone"] > 0.5


def story(town: str) -> dict:
    text = f"guerrillas attacked a police station in {town} with dynamite."
    roles = {"PerpInd": [[["guerrillas", 0]]], "Target": [[["police station", 22]]], "Weapon": [[["dynamite", 0]]]}
    return {"doctext": text, "templates": [{"incident_type": "bombing", "PerpOrg": [], "Victim": [], **roles}]}


def test_stories(run_set, json_file):
    rows = [story(town) for town in ("medellin", "cali", "bogota", "lima", "santiago")]
    found = run_set("muc4", "--data", json_file("stories.jsonl", [*rows, {"doctext": "the council met in cali."}]))
    assert found["score"] > found["baseline"]
    assert found["parts"]["PerpInd"] > 0.5


def test_reports_come_through_the_ledger(run_set, tmp_path):
    text = "Kenya armed the rebels in May 2021."
    claim = {
        "predicate": "aid", "factuality": "asserted", "polarity": "positive", "kind": "event",
        "subjects": [{"name": "Kenya", "mention": "Kenya"}],
        "objects": [{"name": "the rebels", "mention": "the rebels"}],
        "quote": {"document": "note", "start": 0, "end": len(text), "exact": text},
    }  # fmt: skip
    (tmp_path / "note.txt").write_text(text, "utf-8")
    (tmp_path / "note.jsonl").write_text(json.dumps(claim) + "\n", "utf-8")
    found = run_set("reports", "--data", tmp_path)
    assert found["reader"] == "frames"
    assert found["score"] == pytest.approx(1.0)
