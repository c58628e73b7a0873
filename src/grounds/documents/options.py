"""What the user says about the documents of one read, and how much one file may cost."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """Facts that win over what is found, a password, and limits; each limit holds for one file.

    ``date`` to ``language`` are facts (see :mod:`grounds.documents.facts`); ``usual_publisher`` holds where they
    tell none; ``password`` opens encrypted files.

    ========================  =====================================================================================
    ``max_bytes``             size of the file, and of each document in it
    ``max_seconds``           time that taking it apart may need
    ``max_memory``            bytes of address space that the parsers' process may take (not on Windows)
    ``max_depth``             how deep elements, and messages in messages, may be nested
    ``max_unpacked``          bytes that the members of an archive may unpack to
    ``max_ratio``             how many times its packed size a large member may unpack to
    ``isolated``              parse in a process of its own, which alone gives the limits of time and memory
    ========================  =====================================================================================
    """

    date: str | None = None
    publisher: str | None = None
    title: str | None = None
    kind: str | None = None
    tlp: str | None = None
    language: str | None = None
    usual_publisher: str | None = None
    password: str | None = None
    max_bytes: int = 50_000_000
    max_seconds: float = 60.0
    max_memory: int = 2_000_000_000
    max_depth: int = 50_000
    max_unpacked: int = 300_000_000
    max_ratio: int = 200
    isolated: bool = True
