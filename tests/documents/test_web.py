"""Fetching: a server within the test; names and permissions are put in, so that nothing outside is reached."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from grounds.documents import ReadOptions, read_url, web
from grounds.documents.web import PUBLIC, Network, fetch, is_public
from grounds.model.document import Document
from grounds.model.errors import InputError, Refused, TooCostly, TooLarge, UnreadableFile

PAGE = (
    "<html><head><meta charset=utf-8><title>Sake</title></head><body><p>M23 attacked the village of Sake on Monday, "
    "witnesses said, and the army left Sévaré.</p></body></html>"
).encode()
ANYWHERE = Network(lambda host: ["127.0.0.1"], lambda address: True)


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        path = self.path.split("?")[0]
        if path.startswith("/to/"):
            self.send_response(302)
            self.send_header("Location", self.path[4:].replace("PORT", str(self.server.server_address[1])))
            self.end_headers()
            return
        status, kind, body, more = PAGES.get(path, (404, "text/html", b"none", {}))
        self.send_response(status)
        self.send_header("Content-Type", kind)
        for name, value in more.items():
            self.send_header(name, value)
        self.end_headers()
        for start in range(0, len(body), 1000):
            self.wfile.write(body[start : start + 1000])
            self.wfile.flush()
            time.sleep(0.3 if path == "/slow" else 0)

    def log_message(self, *_: object) -> None:
        pass


PAGES = {
    "/page": (200, "text/html; charset=utf-8", PAGE, {}),
    "/text": (200, "text/plain", b"The army left the town on Monday and never came back to it.", {}),
    "/large": (200, "text/plain", b"x" * 300_000, {}),
    "/slow": (200, "text/plain", b"x" * 30_000, {}),
    "/packed": (200, "text/html", b"\x1f\x8b", {"Content-Encoding": "gzip"}),
    "/gone": (410, "text/html", b"", {}),
    "/empty": (200, "text/plain", b"", {}),
}


class Quiet(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """Those who hang up early are meant to."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    made = Quiet(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=made.serve_forever, daemon=True)
    thread.start()
    yield f"http://reports.example:{made.server_address[1]}"
    made.shutdown()
    made.server_close()
    thread.join()


def test_a_page_is_read_and_its_copy_kept(server, tmp_path):
    [document] = read_url(f"{server}/page", ReadOptions(language="en"), tmp_path / "g.fetched", ANYWHERE)
    assert isinstance(document, Document)
    assert (document.url, document.title) == (f"{server}/page", "Sake")
    [note] = [json.loads(line) for line in (tmp_path / "g.fetched/fetched.jsonl").read_text().splitlines()]
    assert (note["url"], note["sha256"], note["bytes"]) == (f"{server}/page", document.sha256, len(PAGE))
    assert note["fetched"] == document.facts["fetched"].value
    assert (tmp_path / f"g.fetched/{document.sha256}.html").read_bytes() == PAGE
    assert document.path == str(tmp_path / f"g.fetched/{document.sha256}.html")


def test_redirects_are_followed(server):
    assert fetch(f"{server}/to//page", ReadOptions(), ANYWHERE).url == f"{server}/page"


@pytest.mark.parametrize(
    ("path", "error", "told"),
    [
        ("/no", Refused, "answers 404 Not Found; check the address"),
        ("/gone", Refused, "answers 410 Gone; check the address"),
        ("/large", TooLarge, "is larger than the limit of 100,000 bytes; raise it with --max-size"),
        ("/slow", TooCostly, "takes longer than the limit of 1 seconds; raise it with --max-seconds"),
        ("/packed", Refused, "answers packed, though it was asked not to; save the document by hand"),
        ("/to//to//to//to//to//to//to//page", Refused, "leads on more than 5 times; give the address of the document"),
        ("/to/file:///etc/passwd", Refused, "is no address of the web; give one with http:// or https://"),
        ("/to/ftp://reports.example/x", Refused, "is no address of the web; give one with http:// or https://"),
    ],
)
def test_what_is_not_taken_is_told(server, path, error, told):
    with pytest.raises(error) as raised:
        fetch(server + path, ReadOptions(max_bytes=100_000, max_seconds=1), ANYWHERE)
    assert str(raised.value).startswith(f"{server}{path}: ")
    assert str(raised.value).endswith(told)


def test_the_line_of_a_bad_copy_names_its_address(server, tmp_path):
    [error] = read_url(f"{server}/empty", ReadOptions(), tmp_path / "g.fetched", ANYWHERE)
    assert str(error) == f"{server}/empty: is empty; leave it out"


@pytest.mark.parametrize("private", ["127.0.0.1", "10.0.0.8", "169.254.169.254", "::1", "fd00::1"])
def test_a_redirect_into_a_private_network_is_refused(server, private):
    inside = {"reports.example": "127.0.0.1", "inside.example": private}
    network = Network(lambda host: [inside[host]], lambda a: a == "127.0.0.1" and private != a)
    if private == "127.0.0.1":
        network = Network(lambda host: [inside[host], "8.8.8.8"], is_public)
        url = "http://inside.example/x"
    else:
        url = f"{server}/to/http://inside.example/x"
    with pytest.raises(Refused, match="leads into a private network") as raised:
        fetch(url, ReadOptions(), network)
    led = "" if private == "127.0.0.1" else "leads to http://inside.example/x, which "
    assert str(raised.value).startswith(f"{url}: {led}leads into a private network")


def test_a_name_with_one_private_address_among_others_is_refused():
    network = Network(lambda host: ["93.184.216.34", "192.168.1.1"], is_public)
    with pytest.raises(Refused, match="leads into a private network"):
        fetch("http://mixed.example/", ReadOptions(), network)


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.0.1", "169.254.169.254", "100.64.0.1", "224.0.0.1",
     "255.255.255.255", "::1", "::", "fe80::1%eth0", "fc00::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
     "2002:7f00:1::", "64:ff9b::7f00:1"],
)  # fmt: skip
def test_private_addresses_are_known(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946"])
def test_public_addresses_are_known(address):
    assert is_public(address)


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("http://127.0.0.1/", "leads into a private network"),
        ("http://[::1]/", "leads into a private network"),
        ("http://localhost/", "leads into a private network"),
        ("http://2130706433/", "leads into a private network"),
        ("https://user:secret@reports.example/", "holds a name or password"),
        ("http://reports.example/a b", "holds blanks or control characters"),
        ("http://reports.example/\u00e9", "holds letters that no address has"),
        ("http:///x", "is no address of the web"),
        ("ftp://reports.example/x", "is no address of the web"),
        ("http://reports.example:99999/", "is no address"),
    ],
)
def test_odd_addresses_are_refused_before_anything_is_sent(url, told):
    with pytest.raises(InputError) as raised:
        fetch(url, ReadOptions(), PUBLIC)
    assert told in str(raised.value)
    assert "secret" not in str(raised.value)


def test_a_safe_address_leads_to_no_unsafe_one():
    with pytest.raises(Refused, match="leads from a safe address to one that is not"):
        web._next("https://a.example/", "http://a.example/x", "https://a.example/")


@pytest.mark.parametrize(
    ("text", "is_one"),
    [("https://a.example/", True), ("FTP://a.example/", True), ("a.txt", False), ("C:/a.txt", False), ("a//b", False)],
)
def test_addresses_are_told_from_paths(text, is_one):
    assert web.is_url(text) is is_one


def test_an_unknown_host_is_told():
    def resolve(host: str) -> list[str]:
        raise OSError("no such name")

    with pytest.raises(UnreadableFile, match=r"its host no\.example is not found; check address and network"):
        fetch("http://no.example/", ReadOptions(), Network(resolve, is_public))


def test_a_read_takes_addresses_and_files(server, tmp_path, monkeypatch):
    import grounds

    monkeypatch.setattr(web, "PUBLIC", ANYWHERE)
    (tmp_path / "a.txt").write_text("Al-Shabaab attacked a hotel in Mogadishu on Monday, killing two guards.")
    with grounds.open(tmp_path / "g.db") as bench:
        summary = bench.read([f"{server}/page", tmp_path / "a.txt", f"{server}/no"])
        assert (summary.read, len(summary.failed)) == (2, 1)
        assert [d["url"] for d in bench.documents()] == [f"{server}/page", None]
        assert (tmp_path / "g.fetched").is_dir()


def test_a_folder_is_read_without_the_ledger_in_it(server, tmp_path, monkeypatch):
    import grounds

    monkeypatch.setattr(web, "PUBLIC", ANYWHERE)
    with grounds.open(tmp_path / "g.db") as bench:
        bench.read([f"{server}/page"])
        (tmp_path / "a.txt").write_text("Al-Shabaab attacked a hotel in Mogadishu on Monday, killing two guards.")
        summary = bench.read(tmp_path)
        assert (summary.read, summary.same, summary.failed) == (1, 0, [])
        assert len(bench.read(tmp_path / "g.db").failed) == 1
