"""Files that cannot be read: name, bytes, the error, and what the line that the user gets must say."""

from __future__ import annotations

import random
from pathlib import Path

from grounds.model.errors import BrokenFile, EmptyFile, InputError, TooLarge, UnreadableFile, UnsupportedFile
from grounds.samples import sample_paths
from tests.documents.pdf_writing import make_pdf

#: The size limit in these cases, in bytes.
LIMIT = 500_000

_NOISE = random.Random(1).randbytes(4000)
_PAGES = make_pdf([["The army left the town of Goma on Monday,", "the rebels said."]] * 3)
_SAMPLE = next(p for p in sample_paths() if p.suffix == ".pdf").read_bytes()
_TEXT = b"The army left the town on Monday. "
BAD_FILES: list[tuple[str, bytes, type[InputError], str]] = [
    ("nothing.txt", b"", EmptyFile, "is empty; leave it out"),
    ("nothing.pdf", b"", EmptyFile, "is empty; leave it out"),
    ("nothing.html", b"", EmptyFile, "is empty; leave it out"),
    ("nothing.md", b"", EmptyFile, "is empty; leave it out"),
    ("blanks.txt", b" \r\n\t \n", EmptyFile, "is empty; leave it out"),
    ("only-mark.txt", b"\xef\xbb\xbf\n", EmptyFile, "is empty; leave it out"),
    ("wide-blanks.txt", "\u2003\u2028\u00a0".encode(), EmptyFile, "holds no text; leave it out"),
    ("no-words.html", b"<html><body><script>x()</script></body></html>", EmptyFile, "holds no text; leave it out"),
    ("noise.txt", _NOISE, UnsupportedFile, "is a binary file; give text, Markdown, HTML, PDF, DOCX, ODT, EPUB or"),
    ("noise.md", _NOISE, UnsupportedFile, "is a binary file; give text, Markdown, HTML, PDF, DOCX, ODT, EPUB or"),
    ("noise.html", _NOISE, UnsupportedFile, "is a binary file; give text, Markdown, HTML, PDF, DOCX, ODT, EPUB or"),
    ("noise-without-nul.txt", _NOISE.replace(b"\0", b""), UnsupportedFile, "is in no encoding that can be told"),
    ("nul-at-the-end.txt", _TEXT * 300 + b"\0", UnsupportedFile, "is a binary file"),
    ("picture.jpg", b"\xff\xd8\xff\xe0\0\x10JFIF\0" + _NOISE, UnsupportedFile, "is a binary file"),
    (
        "letter.doc",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + _NOISE,
        UnsupportedFile,
        "is encrypted, or of an old binary form; save",
    ),
    ("note.rtf", b"{\\rtf1\\ansi " + _TEXT + b"}", UnsupportedFile, "is an RTF file, which is not read; save it as"),
    ("cut.docx", b"PK\x03\x04\x14\0" + _NOISE, BrokenFile, "is a damaged archive"),
    ("cut.odt", b"PK\x03\x04\x14\0" + _NOISE, BrokenFile, "is a damaged archive"),
    (
        "locked.docx",
        b"\xd0\xcf\x11\xe0\xa1\xb1" + _NOISE,
        UnsupportedFile,
        "is encrypted, or of an old binary form; save it",
    ),
    ("words.docx", _TEXT, UnsupportedFile, "is named .docx but is none; check the file"),
    ("words.epub", _TEXT, UnsupportedFile, "is named .epub but is none; check the file"),
    ("packed.zip", b"PK\x03\x04\x14\0" + _NOISE, UnsupportedFile, "is an archive, not a document; unpack it"),
    ("wide-unmarked.txt", _TEXT.decode().encode("utf-16-le") + b"\0\0", UnsupportedFile, "is a binary file"),
    ("cut-wide.txt", "The army".encode("utf-16")[:-1], UnsupportedFile, "is marked as utf-16-le but is not"),
    ("false-mark.txt", b"\xef\xbb\xbfThe army \xff", UnsupportedFile, "is marked as utf-8 but is not"),
    ("table.csv", b"side_a,side_b\nM23,Congo\n", UnsupportedFile, "is a table or data file, not a document"),
    ("words.pdf", _TEXT, UnsupportedFile, "is named .pdf but is none; check the file"),
    ("cut-head.pdf", _PAGES[:9], BrokenFile, "is a damaged or truncated PDF; get it again from its source"),
    ("cut-half.pdf", _PAGES[: len(_PAGES) // 2], BrokenFile, "is a damaged or truncated PDF"),
    ("cut-sample.pdf", _SAMPLE[: len(_SAMPLE) // 2], BrokenFile, "is a damaged or truncated PDF"),
    ("noise.pdf", b"%PDF-1.7\n" + _NOISE, BrokenFile, "is a damaged or truncated PDF"),
    (
        "locked.pdf",
        make_pdf([["Nobody may read this."]], locked=True),
        UnreadableFile,
        "needs a password; give it",
    ),
    ("large.txt", _TEXT * (LIMIT // len(_TEXT) + 1), TooLarge, "is larger than the limit of 500,000 bytes; raise it"),
    (
        "large.pdf",
        _PAGES + b"%" * LIMIT,
        TooLarge,
        "is larger than the limit of 500,000 bytes; raise it with --max-size",
    ),
]


def write_bad_files(folder: Path) -> None:
    """All of them, in a folder."""
    for name, data, _, _ in BAD_FILES:
        (folder / name).write_bytes(data)
