"""PDFs with any Unicode text, made by hand: the font holds no shapes, only what each of its codes means."""

from __future__ import annotations

from collections.abc import Sequence

_UNKNOWN = "00" * 32


def make_pdf(pages: Sequence[Sequence[str]], *, locked: bool = False) -> bytes:
    """One line of text under the other on each page; ``locked`` asks for a password that nobody knows."""
    letters = sorted({c for lines in pages for line in lines for c in line})
    code = {c: number for number, c in enumerate(letters, start=1)}
    numbers = range(6, 6 + 2 * len(pages), 2)
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: f"<< /Type /Pages /Count {len(pages)} /Kids [{' '.join(f'{n} 0 R' for n in numbers)}] >>".encode(),
        3: b"<< /Type /Font /Subtype /Type0 /BaseFont /Any /Encoding /Identity-H /DescendantFonts [4 0 R]"
        b" /ToUnicode 5 0 R >>",
        4: b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Any /DW 600 /CIDSystemInfo"
        b" << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor << /Type /FontDescriptor"
        b" /FontName /Any /Flags 4 /FontBBox [0 -200 600 800] /ItalicAngle 0 /Ascent 800 /Descent -200"
        b" /CapHeight 700 /StemV 80 >> >>",
        5: _stream(_meanings(code)),
    }
    for number, lines in zip(numbers, pages, strict=True):
        objects[number] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 2400 {40 * len(lines) + 80}] /Contents {number + 1} 0 R"
            f" /Resources << /Font << /F 3 0 R >> >> >>"
        ).encode()
        objects[number + 1] = _stream(_shown(lines, code))
    return _file(objects, locked)


def _meanings(code: dict[str, int]) -> str:
    """The font's map from codes to Unicode."""
    rows = [f"<{number:04x}> <{letter.encode('utf-16-be').hex()}>" for letter, number in code.items()]
    blocks = [rows[i : i + 100] for i in range(0, len(rows), 100)]
    told = "\n".join(f"{len(block)} beginbfchar\n{chr(10).join(block)}\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /M def /CMapType 2 def\n"
        f"1 begincodespacerange <0000> <ffff> endcodespacerange\n{told}\nendcmap end end"
    )


def _shown(lines: Sequence[str], code: dict[str, int]) -> str:
    """The lines from the top down."""
    top = 40 * len(lines) + 20
    rows = [
        f"1 0 0 1 40 {top - 40 * row} Tm <{''.join(f'{code[c]:04x}' for c in line)}> Tj"
        for row, line in enumerate(lines)
    ]
    return "BT /F 20 Tf\n" + "\n".join(rows) + "\nET"


def _stream(content: str) -> bytes:
    data = content.encode("ascii")
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(data), data)


def _file(objects: dict[int, bytes], locked: bool) -> bytes:
    made, places = b"%PDF-1.7\n", {}
    for number, content in objects.items():
        places[number] = len(made)
        made += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % places[n] for n in objects)
    lock = f"/Encrypt << /Filter /Standard /V 1 /R 2 /O <{_UNKNOWN}> /U <{_UNKNOWN}> /P -4 >> /ID [<00> <00>]"
    size = len(objects) + 1
    trailer = f"trailer\n<< /Size {size} /Root 1 0 R {lock if locked else ''} >>\nstartxref\n{len(made)}\n%%EOF\n"
    return made + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + trailer.encode()
