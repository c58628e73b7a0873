"""Names in running text: spellings meet, the longest wins, ordinary words are no names."""

from __future__ import annotations

import pytest

from grounds.resolution.names import NameIndex

INDEX = NameIndex(
    [
        ("Al-Qaida", False, "aq"),
        ("Al-Qaida in the Islamic Maghreb", False, "aqim"),
        ("Islamic State", False, "is"),
        ("IS", True, "is"),
        ("حزب الله", False, "hezbollah"),
        ("Tadjoura", False, "place"),
        ("Tadjoura", False, "region"),
    ]
)

FOUND = [
    ("They joined al Qa'ida in May.", [("al Qa'ida", ("aq",))]),
    ("AL-QAIDA's men left.", [("AL-QAIDA", ("aq",))]),
    ("Al-Qaida in the Islamic Maghreb left.", [("Al-Qaida in the Islamic Maghreb", ("aqim",))]),
    ("Al-Qaida in the town left.", [("Al-Qaida", ("aq",))]),
    ("IS fighters left; this is so.", [("IS", ("is",))]),
    ("an islamic state", []),
    ("The Islamic\nState left.", [("Islamic\nState", ("is",))]),
    ("قال حزب الله اليوم", [("حزب الله", ("hezbollah",))]),
    ("A road to Tadjoura.", [("Tadjoura", ("place", "region"))]),
    ("Islamic and State are two words.", []),
]


@pytest.mark.parametrize(("text", "names"), FOUND, ids=[f[0] for f in FOUND])
def test_names_are_found_where_they_stand(text, names):
    assert [(text[m.start : m.end], m.entries) for m in INDEX.find(text)] == names
