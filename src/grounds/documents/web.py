"""Fetch one address: public hosts only, within limits of size and time; the copy is kept with its hash and the moment.

Names are resolved here and the connection goes to the very address that was checked, again after each redirect, so that
no name can lead into a private network. Nothing is sent but the request; there are no cookies, proxies or passwords.
"""

from __future__ import annotations

import http.client
import ipaddress
import json
import re
import socket
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from urllib.parse import SplitResult, urljoin, urlsplit, urlunsplit

from grounds._version import __version__
from grounds.documents.options import ReadOptions
from grounds.model.errors import InputError, Refused, TooCostly, TooLarge, UnreadableFile
from grounds.model.ids import sha256_bytes

_REDIRECTS = 5
_MOVED = frozenset({301, 302, 303, 307, 308})
_CHUNK = 65_536
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
#: The ending of the copy's name, by the type that the server tells.
_ENDINGS = {
    "text/html": ".html", "application/xhtml+xml": ".html", "application/pdf": ".pdf", "text/plain": ".txt",
    "text/markdown": ".md", "message/rfc822": ".eml", "application/epub+zip": ".epub", "application/rss+xml": ".rss",
    "application/atom+xml": ".atom", "text/xml": ".xml", "application/xml": ".xml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.oasis.opendocument.text": ".odt",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Network:
    """How names become addresses, and which of these may be connected to."""

    resolve: Callable[[str], list[str]]
    permits: Callable[[str], bool]


def _resolve(host: str) -> list[str]:
    return [str(found[4][0]) for found in socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)]


def is_public(address: str) -> bool:
    """Whether an address is one of the open internet, also one that is written within another."""
    found = ipaddress.ip_address(address.split("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour or (found.teredo or (None, None))[1]
        if inner is not None and not is_public(str(inner)):
            return False
        if found in ipaddress.ip_network("64:ff9b::/96"):
            return False
    return found.is_global and not found.is_multicast


PUBLIC = Network(_resolve, is_public)


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came back: ``url`` is the address that answered in the end, ``at`` the moment in UTC."""

    asked: str
    url: str
    at: str
    media_type: str
    data: bytes


def is_url(text: str) -> bool:
    """Whether an argument is an address, not a path; also one that will be refused (``ftp://``)."""
    return _SCHEME.match(text) is not None


def fetch(url: str, options: ReadOptions, network: Network | None = None) -> Fetched:
    """Fetch an address. Raises an :class:`~grounds.model.errors.InputError` that names it."""
    network, deadline, asked = network or PUBLIC, time.monotonic() + options.max_seconds, url
    for _ in range(_REDIRECTS + 1):
        try:
            answer, data = _answer(url, options, network, deadline)
        except InputError as error:
            raise error if url == asked else _led(error, asked) from error
        if answer.status in _MOVED and answer.getheader("Location"):
            url = _next(url, answer.getheader("Location") or "", asked)
            continue
        if answer.status != 200:
            raise Refused(f"answers {answer.status} {answer.reason}", place=asked, remedy="check the address")
        at = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        return Fetched(asked, url, at, answer.headers.get_content_type(), data)
    raise Refused(f"leads on more than {_REDIRECTS} times", place=asked, remedy="give the address of the document")


def _led(error: InputError, asked: str) -> InputError:
    """The error of an address to which another led: the user knows the one that was asked for."""
    return type(error)(f"leads to {error.place}, which {error.problem}", place=asked, remedy=error.remedy)


def _next(url: str, location: str, asked: str) -> str:
    following = urljoin(url, location)
    if urlsplit(url).scheme == "https" and urlsplit(following).scheme != "https":
        problem = "leads from a safe address to one that is not"
        raise Refused(problem, place=asked, remedy="give the address of the document")
    return following


def _answer(
    url: str, options: ReadOptions, network: Network, deadline: float
) -> tuple[http.client.HTTPResponse, bytes]:
    parts = _checked(url)
    connection = _connection(parts, _address(parts.hostname or "", url, network), url, deadline)
    try:
        path = urlunsplit(("", "", parts.path or "/", parts.query, ""))
        headers = {"User-Agent": f"grounds/{__version__}", "Accept-Encoding": "identity", "Accept": "*/*"}
        connection.request("GET", path, headers=headers)
        plain = connection.sock
        with connection.getresponse() as answer:
            if answer.getheader("Content-Encoding", "identity").lower() != "identity":
                problem, remedy = "answers packed, though it was asked not to", "save the document by hand"
                raise Refused(problem, place=url, remedy=remedy)
            return answer, _read(answer, plain, url, options, deadline)
    except TimeoutError as error:
        raise _too_slow(url, options) from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise UnreadableFile(f"cannot be fetched ({error})", place=url, remedy="check the address") from error
    finally:
        connection.close()


def _checked(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        usable = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
        url.encode("ascii")
    except UnicodeEncodeError as error:
        raise Refused("holds letters that no address has", place=url, remedy="write them as %XX") from error
    except ValueError as error:
        raise Refused(f"is no address ({error})", place=url, remedy="check it") from error
    if not usable:
        raise Refused("is no address of the web", place=url, remedy="give one with http:// or https://")
    if parts.username is not None or parts.password is not None:
        raise Refused("holds a name or password", place=urlunsplit(parts._replace(netloc="…")), remedy="leave it out")
    if any(c <= " " or c == "\x7f" for c in url):
        raise Refused("holds blanks or control characters", place=url, remedy="write them as %XX")
    return parts


def _address(host: str, url: str, network: Network) -> str:
    """The address to connect to; one that is not permitted among a name's addresses is enough to refuse it."""
    try:
        addresses = network.resolve(host)
    except (OSError, UnicodeError) as error:
        raise UnreadableFile(f"its host {host} is not found", place=url, remedy="check address and network") from error
    if not addresses or not all(network.permits(a) for a in addresses):
        raise Refused("leads into a private network", place=url, remedy="save the document by hand and read the file")
    return addresses[0]


def _connection(parts: SplitResult, address: str, url: str, deadline: float) -> http.client.HTTPConnection:
    """A connection to that very address, under the host's name."""
    wait = max(deadline - time.monotonic(), 0.01)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    connection = http.client.HTTPConnection(parts.hostname or "", port, timeout=wait)
    try:
        connection.sock = socket.create_connection((address, port), timeout=wait)
        if parts.scheme == "https":
            safe = ssl.create_default_context()
            connection.sock = safe.wrap_socket(connection.sock, server_hostname=parts.hostname)
            connection.default_port = 443
    except OSError as error:
        connection.close()
        raise UnreadableFile(f"cannot be reached ({error})", place=url, remedy="check address and network") from error
    return connection


def _read(
    answer: http.client.HTTPResponse,
    plain: socket.socket,
    url: str,
    options: ReadOptions,
    deadline: float,
) -> bytes:
    parts: list[bytes] = []
    length = 0
    while chunk := answer.read1(_CHUNK):
        parts.append(chunk)
        length += len(chunk)
        if length > options.max_bytes:
            problem = f"is larger than the limit of {options.max_bytes:,} bytes"
            raise TooLarge(problem, place=url, remedy="raise it with --max-size")
        if time.monotonic() > deadline:
            raise _too_slow(url, options)
        if plain.fileno() >= 0:  # it is closed where all is here
            plain.settimeout(max(deadline - time.monotonic(), 0.01))
    return b"".join(parts)


def _too_slow(url: str, options: ReadOptions) -> TooCostly:
    problem = f"takes longer than the limit of {options.max_seconds:g} seconds"
    return TooCostly(problem, place=url, remedy="raise it with --max-seconds")


def keep(fetched: Fetched, folder: Path) -> Path:
    """Write the copy into a folder, named by its hash, with a note of where and when it came from; gives its path."""
    sha256 = sha256_bytes(fetched.data)
    ending = _ENDINGS.get(fetched.media_type) or PurePosixPath(urlsplit(fetched.url).path).suffix.lower()
    copy = folder / f"{sha256}{ending if ending[1:].isalnum() else '.html'}"
    note = {"asked": fetched.asked, "url": fetched.url, "fetched": fetched.at, "media_type": fetched.media_type,
            "sha256": sha256, "bytes": len(fetched.data)}  # fmt: skip
    try:
        folder.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(fetched.data)
        with (folder / "fetched.jsonl").open("a", encoding="utf-8") as file:
            file.write(json.dumps(note) + "\n")
    except OSError as error:
        problem = f"its copy cannot be kept ({error.strerror})"
        raise InputError(problem, place=fetched.asked, remedy=f"check disk and rights of {folder}") from error
    return copy
