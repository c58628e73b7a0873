from __future__ import annotations

import re
import shutil
from html.parser import HTMLParser
from importlib.resources import files
from typing import get_args

import pytest

import grounds
from grounds.model.document import PassageKind
from grounds.samples import sample_paths
from grounds.tables import period


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    folder = tmp_path_factory.mktemp("report")
    hostile = folder / "hostile.txt"
    hostile.write_text(
        "M23 attacked <script>alert(1)</script> a village near Goma on Monday, officials said in the town."
    )
    with grounds.open(folder / "g.db") as bench:
        bench.read([*sample_paths(), hostile])
        return bench.report(folder / "report.html")


class Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.targets: set[str] = set()
        self.tags: set[str] = set()

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.tags.add(tag)
        if given.get("id"):
            self.ids.append(given["id"])
        if (given.get("href") or "").startswith("#"):
            self.targets.add(given["href"][1:])


def test_every_link_has_its_target_and_nothing_runs(page):
    links = Links()
    links.feed(page.read_text("utf-8"))
    assert links.targets <= set(links.ids)
    assert len(links.ids) == len(set(links.ids))
    assert not links.tags & {"script", "img", "link", "iframe"}


def test_a_passage_of_quoted_words_is_not_marked_whole():
    css = (files("grounds.sharing") / "templates" / "report.css").read_text("utf-8")
    for_all = set(re.findall(r"(?:^|[\s,}])\.([\w-]+)", css))  # classes styled whatever element bears them
    assert for_all & set(get_args(PassageKind)) == {"heading"}


def test_quotes_stand_in_place(page):
    text = page.read_text("utf-8")
    assert "Rwanda has provided M23 with troops" in text
    assert "unread" in text
    assert "alleged" in text


def test_contents_lead_to_every_document_and_actor(page):
    text = page.read_text("utf-8")
    contents = Links()
    contents.feed(text[text.index("<nav") : text.index("</nav>")])
    whole = Links()
    whole.feed(text)
    assert {i for i in whole.ids if i.startswith(("doc_", "actor-"))} <= contents.targets


def test_parties_of_a_claim_lead_to_their_profiles(page):
    assert re.search(r'<strong dir="auto"><a href="#actor-state-rwa"', _text(page))


def test_a_title_stands_once_and_one_thing_is_not_many(page):
    text = _text(page)
    body = text[text.index("</nav>") :]
    assert body.count("Mali after the peace deal: who fights whom in the north</h3>") == 1
    assert "in the north</p>" not in body
    assert not re.search(r"(?<!\d)1 (claims|documents)", text)


@pytest.mark.parametrize(
    ("first", "last", "shown"),
    [
        ("2024-05-01", "2024-05-01", "2024-05-01"),
        ("2024-05-01", "2024-05-31", "2024-05-01 – 2024-05-31"),
        ("2024-05-01", None, "2024-05-01 – …"),
        (None, "2024-05-01", "… – 2024-05-01"),
        (None, None, ""),
    ],
)
def test_a_period_is_told_shortly(first, last, shown):
    assert period({"from": first, "to": last}) == shown


def _text(page):
    return page.read_text("utf-8")


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 390])
def test_the_page_fits_its_width(page, width):
    sync_api = pytest.importorskip("playwright.sync_api")
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("no chromium here")
    with sync_api.sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        tab = browser.new_page(viewport={"width": width, "height": 900}, java_script_enabled=True)
        tab.goto(page.as_uri())
        assert tab.evaluate("document.documentElement.scrollWidth") <= width
        assert tab.locator(".claim").count() > 40
        widths = "[...document.querySelectorAll('caption, td, .claim')].map(e => e.offsetWidth)"
        assert min(tab.evaluate(widths)) > 100  # nothing stands one letter below the other
        browser.close()
