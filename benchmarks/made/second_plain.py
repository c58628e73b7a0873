"""The second batch's texts and Markdown files: as desks, old programs, converters, sites and note books leave them.

What is to be read is what a reader sees: no marks, no code, no pictures' descriptions, no marks of notes.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from benchmarks.made.second import Second, paragraphs

# -------------------------------------------------------------------------------------------------------------- text


def _wrapped(text: str, width: int = 72, first: str = "", rest: str = "") -> str:
    return textwrap.fill(
        text, width, initial_indent=first, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
    )


def _numbered(body: list[str]) -> tuple[str, list[str]]:
    told = [_wrapped(f"{n}. {p}", 68) for n, p in enumerate(body, start=1)]
    return "\n\n".join(told), [f"{n}. {p}" for n, p in enumerate(body, start=1)]


def _indented(body: list[str]) -> tuple[str, list[str]]:
    return "\n".join(_wrapped(p, 66, first="     ") for p in body), body


def _underlined(body: list[str]) -> tuple[str, list[str]]:
    told = "\n\n".join(_wrapped(p) for p in body)
    return f"Movements since the spring\n\n{told}", ["Movements since the spring", *body]


def _long_lines(body: list[str]) -> tuple[str, list[str]]:
    return "\n".join(body), body


def _trailing(body: list[str]) -> tuple[str, list[str]]:
    told = "\n \t\n".join("\n".join(f"{line}  " for line in _wrapped(p, 60).split("\n")) for p in body)
    return told, body


def _bullets(body: list[str]) -> tuple[str, list[str]]:
    told = "\n".join(_wrapped(p, 70, first=("  • ", "    - ")[n % 2], rest="      ") for n, p in enumerate(body))
    return told, body


_TEXTS = (_numbered, _indented, _underlined, _long_lines, _trailing, _bullets)


def _shown(block: str) -> str:
    """A block as it is read: what numbers or marks an item is no word of it."""
    return block.split(". ", 1)[1] if block[:1].isdigit() else block


def text_files() -> Iterator[Second]:
    """Six ways of laying text out, in the encodings and with the line ends of old and new programs."""
    encodings = [
        "utf-8",
        "cp1252",
        "utf-8-sig",
        "utf-16",
        "utf-16-be",
        "latin-1",
        "utf-8",
        "utf-16-le",
        "utf-8",
        "cp1252",
    ]
    encodings += ["utf-8", "utf-8", "cp1252"]
    ends = ["\n", "\r\n", "\r\n", "\r\n", "\n", "\r", "\r\n", "\n", "\n", "\r\n", "\n", "\x0b", "\n"]
    for number in range(13):
        body = paragraphs(700 + number)
        encoding = encodings[number]
        if encoding in {"cp1252", "latin-1"}:
            body = [_letters(p, encoding) for p in body]
        told, blocks = _TEXTS[number % len(_TEXTS)](body)
        told = told.replace("•", "*") if encoding == "latin-1" else told
        head, facts = "", {"language": "en"}
        if number % 3 == 0:
            head, facts["date"] = "Lake Desk weekly brief\n7 March 2024\n\n", "2024-03-07"
        if number == 10:  # pages
            told = told.replace("\n", "\f\n", 1) if "\n\n" not in told else told.replace("\n\n", "\n\f", 1)
        end = ends[number] if ends[number] != "\x0b" else "\u2028"
        data = (head + told + "\n").replace("\n", end).encode(encoding)
        shown = ["Lake Desk weekly brief", "7 March 2024"] if head else []
        yield Second(f"desk-{number}.txt", data, [*shown, *map(_shown, blocks)], facts=facts)


def _letters(text: str, encoding: str) -> str:
    for letter, plain in (("š", "s"), ("ā", "a"), ("ī", "i"), ("Š", "S"), ("ḏ", "d")):
        text = text.replace(letter, plain)
    plain = text.replace("–", "-").replace("’", "'").replace("“", '"').replace("”", '"')
    return (text if encoding == "cp1252" else plain).encode(encoding, "ignore").decode(encoding)


# ---------------------------------------------------------------------------------------------------------- Markdown


def _site(body: list[str]) -> tuple[str, list[str], dict[str, str]]:
    told = '---\ntitle: "Patrols return"\ndate: 2024-03-07\npublisher: Lake Desk\ntags: [lake, patrols]\n---\n\n'
    told += "# Patrols return #\n\n" + "\n\n".join(f"{p}  " for p in body)
    told += "\n\n![A map of the lake](map.png)\n\n<!-- to be checked -->\n\n```sh\nls reports\n```\n"
    return told, ["Patrols return", *body], {"title": "Patrols return", "date": "2024-03-07", "publisher": "Lake Desk"}


def _hugo(body: list[str]) -> tuple[str, list[str], dict[str, str]]:
    told = "+++\ntitle = 'Patrols return'\ndate = 2024-03-07T08:00:00Z\ndraft = false\n+++\n\n"
    return told + "\n\n".join(body), list(body), {"title": "Patrols return", "date": "2024-03-07"}


def _exported(body: list[str]) -> tuple[str, list[str], dict[str, str]]:
    """As word processors in the web export: bold lines as heads, marks escaped, links collected at the end."""
    lines = [p.replace(".", "\\.", 1).replace("-", "\\-") for p in body]
    first, _, rest = lines[0].partition(" ")
    lines[0] = f"[{first}][1] **{rest.split(' ')[0]}** {' '.join(rest.split(' ')[1:])}"
    return "**Background**\n\n" + "\n\n".join(lines) + "\n\n[1]: <https://lake.example/1>\n", ["Background", *body], {}


def _notes(body: list[str]) -> tuple[str, list[str], dict[str, str]]:
    told, defined, seen = [], [], []
    for n, text in enumerate(body):
        words = text.split(" ")
        told.append(" ".join(words[:4]) + f"[^{n}] " + " ".join(words[4:]))
        seen.append(f"Letter number {n} on file with the committee.")
        defined.append(f"[^{n}]: {seen[-1]}")
    return "\n\n".join([*told, *defined]), [*body, *seen], {}


def _lists(body: list[str]) -> tuple[str, list[str], dict[str, str]]:
    told = f"Setext heading\n==============\n\n1. {body[0]}\n   - {_wrapped(body[1], 60, rest='     ').lstrip()}\n"
    told += f"     * {body[2]}\n2. Findings\n\n   {body[3]}\n\n- [ ] Open question\n- [x] Settled question\n"
    return told, ["Setext heading", *body[:3], "Findings", body[3], "Open question", "Settled question"], {}


def _tables(body: list[str]) -> tuple[str, list[str], dict[str, str]]:
    told = "| Place | Told |\n|:------|-----:|\n" + "".join(f"| Sake | {p} |\n" for p in body)
    return "## Incidents\n\n" + told, ["Incidents", "Place", "Told", *(w for p in body for w in ("Sake", p))], {}


def _quotes(body: list[str]) -> tuple[str, list[str], dict[str, str]]:
    quoted = "\n".join(f"> {line}" for line in _wrapped(body[1], 60).split("\n"))
    deeper = "\n".join(f"> > {line}" for line in _wrapped(body[2], 60).split("\n"))
    told = f"{body[0]}\\\n{body[3]}\n\n{quoted}\n>\n{deeper}\n\n***\n\nSee <https://lake.example/x> &amp; others."
    return told, [body[0], body[3], body[1], body[2], "See https://lake.example/x & others."], {}


def _converted(body: list[str]) -> tuple[str, list[str], dict[str, str]]:
    """As converters write: wrapped, with attributes, spans, and emphasis over the ends of lines."""
    told = ["Background {#background .unnumbered}\n==========="]
    for text in body:
        lines = _wrapped(text, 50).split("\n")
        lines[0] = f"*{lines[0]}*" if len(lines) < 2 else f"_{lines[0]}"
        told.append("\n".join([*lines[:1], f"{lines[1]}_", *lines[2:]] if len(lines) > 1 else lines))
    return "\n\n".join(told), ["Background", *body], {}


_MARKED = (_site, _hugo, _exported, _notes, _lists, _tables, _quotes, _converted)


def markdown_files() -> Iterator[Second]:
    """Eight ways of writing Markdown, with the line ends and encodings of several systems."""
    for number in range(14):
        told, blocks, facts = _MARKED[number % len(_MARKED)](paragraphs(800 + number))
        encoding = {8: "utf-8-sig", 10: "utf-16", 12: "utf-16-le"}.get(number, "utf-8")
        end = "\r\n" if number in {9, 10, 11, 13} else "\n"
        data = (told.rstrip("\n") + "\n").replace("\n", end).encode(encoding)
        absent = ["A map of the lake", "to be checked", "ls reports", "[^"]
        yield Second(f"notes-{number}.md", data, blocks, absent, facts={"language": "en", **facts})
