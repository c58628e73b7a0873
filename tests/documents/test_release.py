"""The head of a press release tells whose it is and what it is about."""

from __future__ import annotations

import pytest

from grounds.documents.release import told_by_head

TOLD = "The army repelled an attack near Gao on Sunday, killing nine fighters."


@pytest.mark.parametrize(
    ("head", "title", "publisher"),
    [
        (
            "FOR IMMEDIATE RELEASE\n\nMinistry of Defence of Mali\nPress Release No. 12\nBamako, 4 March 2024\n\n"
            "Army repels attack",
            "Army repels attack",
            "Ministry of Defence of Mali",
        ),
        ("PRESS RELEASE\n\nMission condemns killing of guards", "Mission condemns killing of guards", None),
        (
            "Media statement\nNorthern Command\n5 May 2023\nSubject: Clashes in Sake",
            "Clashes in Sake",
            "Northern Command",
        ),
        ("Ministry of Defence\nArmy repels attack", None, None),
        ("Weekly notes\nOn the press release of May", None, None),
    ],
)
def test_title_and_publisher(head, title, publisher):
    found = {name: fact.value for name, fact in told_by_head(f"{head}\n\n{TOLD}\n").items()}
    assert (found.get("title"), found.get("publisher")) == (title, publisher)
