"""Names in running text: spellings meet, the longest wins, ordinary words are no names."""

from __future__ import annotations

import pytest

from grounds.actors.catalogue import Catalogue
from grounds.model.actor import Actor, Alias
from grounds.resolution.names import NameIndex

ACTORS = [
    Actor(id="aq", name="Al-Qaida", kind="armed_group"),
    Actor(id="aqim", name="Al-Qaida in the Islamic Maghreb", kind="faction"),
    Actor(id="is", name="Islamic State", kind="armed_group", aliases=(Alias("IS", "acronym"),)),
    Actor(id="hezbollah", name="Hezbollah", kind="armed_group", aliases=(Alias("حزب الله", "native"),)),
    Actor(id="security", name="Security Belt Forces", kind="armed_group"),
    Actor(id="resistance", name="The Resistance Front", kind="armed_group"),
]
INDEX = NameIndex(Catalogue({a.id: a for a in ACTORS}, {}).by_key, ["Tadjoura"])

FOUND = [
    ("They joined al Qa'ida in May.", [("al Qa'ida", ("aq",))]),
    ("AL-QAIDA's men left.", [("AL-QAIDA", ("aq",))]),
    ("Al-Qaida in the Islamic Maghreb left.", [("Al-Qaida in the Islamic Maghreb", ("aqim",))]),
    ("Al-Qaida in the town left.", [("Al-Qaida", ("aq",))]),
    ("IS fighters left; this is so.", [("IS", ("is",))]),
    ("an islamic state", []),
    ("The Islamic\nState left.", [("Islamic\nState", ("is",))]),
    ("قال حزب الله اليوم", [("حزب الله", ("hezbollah",))]),
    ("A road to Tadjoura.", [("Tadjoura", ("Tadjoura",))]),
    ("Islamic and State are two words.", []),
    ("Security belt forces were promised.", []),
    ("Al-qaida left.", [("Al-qaida", ("aq",))]),
    ("SECURITY BELT FORCES LEFT", [("SECURITY BELT FORCES", ("security",))]),
    ("It was the Resistance Front.", [("Resistance Front", ("resistance",))]),
]


@pytest.mark.parametrize(("text", "names"), FOUND, ids=[f[0] for f in FOUND])
def test_names_are_found_where_they_stand(text, names):
    found = [
        (text[m.start : m.end], tuple(e if isinstance(e, str) else e[1].id for e in m.entries))
        for m in INDEX.find(text)
    ]
    assert found == names
