"""Facts about a document, each with how it was found."""

from __future__ import annotations

import json

import pytest

from grounds.actors import load_catalogue
from grounds.documents import ReadOptions, read_bytes, read_file
from grounds.model.errors import BrokenFile
from grounds.resolution.publisher import with_publisher

BODY = "The army left the town of Sake on Monday after nine days of fighting, and nobody knows what comes next."


@pytest.mark.parametrize(
    ("top", "kind", "how"),
    [
        ("FOR IMMEDIATE RELEASE", "press release", "says 'FOR IMMEDIATE RELEASE' near the top"),
        ("Final report of the Panel of Experts on the north", "panel report", "says 'Final report of the Panel of"),
        ("Situation Report No. 4", "situation report", "says 'Situation Report' near the top"),
        ("GOMA, Congo (Reuters) – A ceasefire held.", "news story", "has an agency's dateline"),
        ("A day in the north", None, "not found"),
    ],
)
def test_the_kind_that_the_top_names(top, kind, how):
    document = read_bytes(f"{top}\n\n{BODY}\n".encode(), name="a.txt")
    assert document.kind == kind
    assert document.facts["kind"].how.startswith(how)


@pytest.mark.parametrize(
    ("top", "publisher", "how"),
    [
        ("NAIROBI (River Monitor) – A ceasefire held.", "River Monitor", "dateline"),
        ("Published by: The Northern Desk", "The Northern Desk", "told near the top"),
        ("M23 (rebels) – a profile", None, "not found"),
    ],
)
def test_the_publisher_that_the_top_names(top, publisher, how):
    document = read_bytes(f"{top}\n\n{BODY}\n".encode(), name="a.txt")
    assert (document.publisher, document.facts["publisher"].how) == (publisher, how)


@pytest.mark.parametrize(
    ("head", "fact", "value", "how"),
    [
        ('<meta property="og:title" content="Sake falls">', "title", "Sake falls", "page's og:title"),
        ("<title>Sake falls | River Monitor</title>", "title", "Sake falls", "page's title"),
        ('<meta property="og:site_name" content="River">', "publisher", "River", "page's og:site_name"),
        ('<meta property="article:published_time" content="2024-05-03T01:00Z">', "date", "2024-05-03",
         "page's article:published_time"),
        ('<meta name="DC.date" content="3 May 2024">', "date", "2024-05-03", "page's dc.date"),
        ('<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "headline": "Sake", '
         '"publisher": {"name": "River"}, "datePublished": "2024-05-03"}]}</script>', "publisher", "River",
         "page's structured data"),
        ('<script type="application/ld+json">{broken</script>', "publisher", None, "not found"),
    ],
)  # fmt: skip
def test_what_a_page_tells_of_itself(head, fact, value, how):
    document = read_bytes(f"<html><head>{head}</head><body><p>{BODY}</p></body></html>".encode(), name="a.html")
    assert (document.facts[fact].value, document.facts[fact].how) == (value, how)


@pytest.mark.parametrize(
    ("publisher", "actor", "party"),
    [
        ("Rwanda Defence Force", "rwanda-defence-force", "yes"),
        ("Ministry of Defence of Nigeria", "state-nga", "yes"),
        ("Nigerian Ministry of Interior", "state-nga", "yes"),
        ("Embassy of Sudan in Kenya", "state-sdn", "yes"),
        ("The Foreign Ministry of the Republic of Mali", "state-mli", "yes"),
        ("Ministry of Interior of Tamesna", None, None),
        ("Government Accountability Watch", None, None),
        ("Press Office of the Rwanda Defence Force", "rwanda-defence-force", "yes"),
        ("A village paper", None, None),
    ],
)
def test_the_publisher_as_an_actor(publisher, actor, party):
    options = ReadOptions(publisher=publisher, language="en")
    document = with_publisher(read_bytes(BODY.encode(), name="a.txt", options=options), load_catalogue())
    known = load_catalogue().find("Rwanda Defence Force")[0].id
    assert document.publisher_actor == (known if actor == "rwanda-defence-force" else actor)
    assert (document.facts["publisher_is_party"].value if party else None) == party


def test_a_sidecar_corrects_what_was_found(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(f"FOR IMMEDIATE RELEASE\n\n{BODY}")
    known = load_catalogue().find("M23")[0].id
    path.with_suffix(".meta.json").write_text(
        json.dumps({"kind": "statement", "publisher": "x", "publisher_actor": known, "publisher_is_party": False})
    )
    document = with_publisher(read_file(path), load_catalogue())
    assert (document.kind, document.publisher_actor) == ("statement", known)
    assert document.facts["publisher_is_party"].value == "no"
    path.with_suffix(".meta.json").write_text('{"publisher_is_party": "perhaps"}')
    with pytest.raises(BrokenFile, match="its publisher_is_party is neither true nor false"):
        read_file(path)


STUB = "<html><body><article><p>{}</p></article><div class='paywall'>Subscribe to continue reading.</div></body></html>"


def test_a_stub_of_a_sold_text_is_recorded_as_one_and_read():
    document = read_bytes(STUB.format(BODY).encode(), name="a.html", options=ReadOptions(language="en"))
    assert document.state == "paywall_stub"
    assert document.reading.text == BODY


def test_a_whole_text_that_asks_for_subscribers_is_no_stub():
    document = read_bytes(STUB.format(f"{BODY} " * 30).encode(), name="a.html", options=ReadOptions(language="en"))
    assert document.state == "readable"
