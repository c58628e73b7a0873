"""Web pages in the build of many sites: news, ministries, organisations, blogs, the old and the broken."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from html import escape

from benchmarks.made.texts import CLUTTER, Made, Prose

Told = list[tuple[str, str]]


def html_files() -> Iterator[Made]:
    """All pages."""
    for number, (name, build) in enumerate(PAGES.items()):
        prose = Prose(300 + number)
        told = prose.report(7)
        title = prose.sentence().rstrip(".")[:90].rsplit(" ", 1)[0]
        page, encoding = build(title, told, prose)
        blocks = [text for kind, text in _read(name, title, told)]
        yield Made(f"{name}.html", page.encode(encoding, "xmlcharrefreplace"), blocks, CLUTTER)


def _read(name: str, title: str, told: Told) -> Told:
    if name == "dateline":
        told = [("p", f"GOMA (River Monitor) – {told[1][1]}"), told[0], *told[2:]]
    return told if name == "untitled" else [("h", title), *told]


def links(*words: str, tag: str = "li") -> str:
    """A menu's entries."""
    return "".join(f'<{tag}><a href="/x/{i}">{escape(w)}</a></{tag}>' for i, w in enumerate(words))


def body(told: Told, heading: str = "h2", close: bool = True) -> str:
    """Headings and paragraphs."""
    end = {"h": f"</{heading}>", "p": "</p>" if close else ""}
    return "\n".join(f"<{heading if k == 'h' else 'p'}>{escape(t, quote=False)}{end[k]}" for k, t in told)


def head(title: str, more: str = "") -> str:
    """A page's head."""
    style = "<style>.x{color:red}</style><script>window.data = {a: '<p>no text</p>'};</script>"
    return f'<head><meta charset="utf-8"><title>{escape(title)} | River Monitor</title>{more}{style}</head>'


NAV = (
    f'<a class="skip-link" href="#main">{CLUTTER[0]}</a><nav><ul>{links("Home", "World", "Africa", "About")}</ul></nav>'
)
FOOT = f"<footer><p>{CLUTTER[9]}</p><ul>{links(*CLUTTER[5:7])}</ul></footer>"
COOKIES = f'<div id="cookie-consent" role="dialog"><p>We use cookies to improve what you see.</p><button>{CLUTTER[1]}</button></div>'
SHARE = f'<div class="share-bar"><span>{CLUTTER[4]}</span>{links("Facebook", "X", "WhatsApp", tag="span")}</div>'
TEASERS = (
    '<aside class="related-stories"><h3>Most read this week</h3><ul>'
    + links("How a truce was lost in the hills after nine weeks of talks", "Five charts on the price of maize")
    + "</ul></aside>"
)
SIGNUP = f'<div class="newsletter-signup"><h4>{CLUTTER[2]}</h4><p>Get the week in your inbox. It is free.</p><form><input></form></div>'


def middle(told: Told, part: str) -> str:
    """The text with a part set into it."""
    return body(told[:4]) + part + body(told[4:])


def news(title: str, told: Told, prose: Prose) -> tuple[str, str]:
    linked = {"@type": "NewsArticle", "headline": title, "datePublished": "2024-05-03T10:00:00Z"}
    more = f'<script type="application/ld+json">{json.dumps(linked)}</script><meta property="og:site_name" content="River Monitor">'
    lead = f'<header><h1>{escape(title)}</h1><div class="byline">By <a href="/a">A. Writer</a></div><time datetime="2024-05-03">3 May 2024</time></header>'
    return (
        f"<!DOCTYPE html><html lang=en>{head(title, more)}<body>{COOKIES}{NAV}<main id=main><article>{lead}{SHARE}{middle(told, SIGNUP)}{TEASERS}</article></main>{FOOT}</body></html>",
        "utf-8",
    )


def wordpress(title: str, told: Told, prose: Prose) -> tuple[str, str]:
    side = f'<div id="secondary" class="widget-area"><div class="widget"><h2>Recent posts</h2><ul>{links("A first post about the coast", "A second one")}</ul></div></div>'
    comments = '<div id="comments"><h2>2 thoughts</h2><ol><li><p>I do not believe a word of it. The army was never there.</p></li></ol></div>'
    return (
        f"<!DOCTYPE html><html>{head(title)}<body class='single has-sidebar'><div id=page><header id=masthead><p class=site-title>River Monitor</p></header>{NAV}<div id=content class='site-content with-sidebar'><div id=primary><h1 class='entry-title'>{escape(title)}</h1><div class='entry-meta'>Posted on <time>3 May 2024</time></div><div class='entry-content'>{body(told)}<div class='sharedaddy'>{CLUTTER[4]}</div></div>{comments}</div>{side}</div>{FOOT}</div></body></html>",
        "utf-8",
    )


def drupal(title: str, told: Told, prose: Prose) -> tuple[str, str]:
    crumbs = f'<div class="breadcrumb">{links("Home", "Press", tag="span")}</div>'
    return (
        f"<html>{head(title)}<body><div class=region-header>{NAV}</div>{crumbs}<h1 class='page-header'>{escape(title)}</h1><div class='node node--type-press-release'><div class='field field--name-body field--type-text-with-summary'><div class='field-item even'>{body(told)}</div></div><div class='field field--name-field-tags'><div class='tags'>{links('peace', 'talks', tag='span')}</div></div></div>{FOOT}</body></html>",
        "utf-8",
    )


def ministry(title: str, told: Told, prose: Prose) -> tuple[str, str]:
    menu = "".join(
        f'<tr><td class="leftmenu"><a href=x>{w}</a></td></tr>'
        for w in ("Minister", "Departments", "Tenders", "Contact")
    )
    text = "<br><br>\r\n".join(f"<b>{escape(t)}</b>" if k == "h" else escape(t, quote=False) for k, t in told)
    return (
        f'<HTML><HEAD><META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=windows-1252"><TITLE>{escape(title)}</TITLE></HEAD><BODY bgcolor=#ffffff><TABLE width=100%><TR><TD width=150><TABLE>{menu}</TABLE></TD><TD><FONT face=Arial size=2><H1>{escape(title)}</H1>{text}<br><br></FONT></TD></TR></TABLE><CENTER><FONT size=1><A href=y>{CLUTTER[9]}</A></FONT></CENTER></BODY></HTML>',
        "cp1252",
    )


def soup(title: str, told: Told, prose: Prose) -> tuple[str, str]:
    inner = "".join(
        f'<div class="css-{i}"><p class="css-q7">{escape(t)}</p></div>'
        if k == "p"
        else f'<div class="css-h"><h2>{escape(t)}</h2></div>'
        for i, (k, t) in enumerate(told)
    )
    teasers = "".join(
        f'<div class="css-t"><a href=z><div>A teaser with a whole sentence about the coast, number {i}.</div></a></div>'
        for i in range(5)
    )
    return (
        f'<!doctype html><html>{head(title)}<body><div id="__next"><div class="css-0"><div class="css-1"><div>{links("News", "Sport", tag="div")}</div></div><div class="css-2"><h1 class="css-3">{escape(title)}</h1><div class="css-4">{inner}</div></div><div class="css-9">{teasers}</div></div></div></body></html>',
        "utf-8",
    )


def plain(title: str, told: Told, prose: Prose) -> tuple[str, str]:
    return f"<html><body><h1>{escape(title)}</h1>{body(told)}</body></html>", "utf-8"


def unclosed(title: str, told: Told, prose: Prose) -> tuple[str, str]:
    return (
        f"<html><title>{escape(title)}</title><body><div class=menu><ul><li><a href=x>Home<li><a href=y>News</ul></div><h1>{escape(title)}</h1>{body(told, close=False)}",
        "utf-8",
    )


def nav_unclosed(title: str, told: Told, prose: Prose) -> tuple[str, str]:
    return (
        f"<html>{head(title)}<body><header><nav><ul>{links('Home', 'World')}<main><h1>{escape(title)}</h1>{body(told)}</main></body></html>",
        "utf-8",
    )


def upper(title: str, told: Told, prose: Prose) -> tuple[str, str]:
    text = (
        body(told)
        .replace("<p>", "<P ALIGN=JUSTIFY>")
        .replace("</p>", "</P>")
        .replace("<h2>", "<H2>")
        .replace("</h2>", "</H2>")
    )
    return (
        f"<HTML><BODY><H1>{escape(title)}</H1>{text}<HR><P><A HREF=index.htm>Back to the index</A></BODY></HTML>",
        "utf-8",
    )


def entities(title: str, told: Told, prose: Prose) -> tuple[str, str]:
    text = (
        body(told)
        .replace("é", "&eacute;")
        .replace("–", "&ndash;")
        .replace("“", "&ldquo;")
        .replace("”", "&#8221;")
        .replace("’", "&#x2019;")
    )
    return (
        f"<html>{head(title)}<body>{NAV}<article><h1>{escape(title)}</h1>{text}</article>{FOOT}</body></html>",
        "ascii",
    )


def xhtml(title: str, told: Told, prose: Prose) -> tuple[str, str]:
    return (
        f'<?xml version="1.0" encoding="iso-8859-1"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "xhtml1-strict.dtd"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>{escape(title)}</title></head><body><div id="navigation">{links("Start", "Archive", tag="p")}</div><div id="text"><h1>{escape(title)}</h1>{body(told)}</div></body></html>',
        "iso-8859-1",
    )


def wide(title: str, told: Told, prose: Prose) -> tuple[str, str]:
    return (
        f"<html><head><title>x</title></head><body><article><h1>{escape(title)}</h1>{body(told)}</article></body></html>",
        "utf-16",
    )


def wrapped(title: str, told: Told, prose: Prose) -> tuple[str, str]:
    import textwrap

    text = "\r\n".join(
        f"<p>\r\n   {chr(10).join(textwrap.wrap(escape(t, quote=False), 70, break_on_hyphens=False))}\r\n</p>"
        if k == "p"
        else f"<h3>{t}</h3>"
        for k, t in told
    )
    return (
        f"<html>{head(title)}<body>\n{NAV}\n<div class=story>\n<h1>\n{escape(title)}\n</h1>\n{text}\n</div>\n{FOOT}</body></html>",
        "utf-8",
    )


def inline(title: str, told: Told, prose: Prose) -> tuple[str, str]:
    def marked(text: str) -> str:
        return (
            escape(text)
            .replace("M23", "<b>M23</b>")
            .replace("Al-Shabaab", '<a href="/topic/shabaab">Al-Shabaab</a>')
            .replace("the army", "the <em>army</em>")
            .replace(" on ", " on&#32;")
        )

    text = "".join(f"<p>{marked(t)}</p>" if k == "p" else f"<h2><span>{t}</span></h2>" for k, t in told)
    return f"<html>{head(title)}<body>{NAV}<main><h1>{escape(title)}</h1>{text}</main>{FOOT}</body></html>", "utf-8"


def notes(title: str, told: Told, prose: Prose) -> tuple[str, str]:
    text = "".join(
        f'<p>{escape(t)}<sup><a href="#fn{i}">{i + 1}</a></sup></p>' if k == "p" else f"<h2>{t}</h2>"
        for i, (k, t) in enumerate(told)
    )
    return f"<html>{head(title)}<body><article><h1>{escape(title)}</h1>{text}</article>{FOOT}</body></html>", "utf-8"


def dateline(title: str, told: Told, prose: Prose) -> tuple[str, str]:
    return (
        f'<html>{head(title)}<body>{NAV}<div class="article-body"><h1>{escape(title)}</h1><p><span class="place">GOMA</span> (River Monitor) – {escape(told[1][1])}</p>{body([told[0], *told[2:]])}</div>{SHARE}{FOOT}</body></html>',
        "utf-8",
    )


def lists(title: str, told: Told, prose: Prose) -> tuple[str, str]:
    items = "".join(f"<li>{escape(t)}</li>" for _, t in told[3:7])
    text = (
        body(told[:3])
        + f"<ul>{items}</ul>"
        + "".join(f"<blockquote><p>{escape(t)}</p></blockquote>" for _, t in told[7:])
    )
    return (
        f"<html>{head(title)}<body>{NAV}<article><h1>{escape(title)}</h1>{text}</article>{TEASERS}{FOOT}</body></html>",
        "utf-8",
    )


def table(title: str, told: Told, prose: Prose) -> tuple[str, str]:
    rows = "".join(f"<tr><td>{escape(t)}</td></tr>" for _, t in told[4:])
    return (
        f"<html>{head(title)}<body>{NAV}<main><h1>{escape(title)}</h1>{body(told[:4])}<table><tbody>{rows}</tbody></table></main>{FOOT}</body></html>",
        "utf-8",
    )


def preformatted(title: str, told: Told, prose: Prose) -> tuple[str, str]:
    import textwrap

    text = "\n\n".join(textwrap.fill(escape(t, quote=False), 72, break_on_hyphens=False) for _, t in told)
    return (
        f"<html><head><title>Archive</title></head><body><h1>{escape(title)}</h1><pre>{text}\n</pre><hr>{links('Next', 'Previous', tag='i')}</body></html>",
        "utf-8",
    )


def unseen(title: str, told: Told, prose: Prose) -> tuple[str, str]:
    trap = '<p style="display: none">The army never came to the town, and nobody fled.</p><div hidden><p>Not shown to anybody.</p></div><span class="sr-only">Share this article on social networks</span>'
    return (
        f"<html>{head(title)}<body>{NAV}<article><h1>{escape(title)}</h1>{middle(told, trap)}</article><noscript><p>Please enable scripts.</p></noscript>{FOOT}</body></html>",
        "utf-8",
    )


def live(title: str, told: Told, prose: Prose) -> tuple[str, str]:
    posts = "".join(
        f'<article class="post"><time>1{i}:00</time><p>{escape(t)}</p></article>' for i, (_, t) in enumerate(told)
    )
    return (
        f"<html>{head(title)}<body>{NAV}<main><h1>{escape(title)}</h1>{posts}</main>{TEASERS}{FOOT}</body></html>",
        "utf-8",
    )


def commented(title: str, told: Told, prose: Prose) -> tuple[str, str]:
    trap = "<!-- <p>commented out -- by somebody</p> --><!--[if IE]><p>Old browsers only.</p><![endif]-->"
    return (
        f"<html>{head(title)}<body>{NAV}<div role='main'><h1>{escape(title)}</h1>{middle(told, trap)}</div>{FOOT}<script>document.write('</p><p>late</p>')</script></body></html>",
        "utf-8",
    )


def short_lines(title: str, told: Told, prose: Prose) -> tuple[str, str]:
    import textwrap

    text = "".join(
        f"<p>{'<br>'.join(textwrap.wrap(escape(t, quote=False), 60, break_on_hyphens=False))}</p>"
        if k == "p"
        else f"<h2>{t}</h2>"
        for k, t in told
    )
    return (
        f"<html>{head(title)}<body>{NAV}<div class=text><h1>{escape(title)}</h1>{text}</div>{FOOT}</body></html>",
        "utf-8",
    )


def framed(title: str, told: Told, prose: Prose) -> tuple[str, str]:
    ad = '<div class="ad ad--mid"><p>Buy two, get one free. Only this week in all our shops.</p></div>'
    box = '<section class="recommended"><h3>Read next</h3><p>Our reporters spent a month on the river. Here is what they found.</p></section>'
    return (
        f"<html>{head(title)}<body>{NAV}<div class=wrapper><div class=column-main><h1>{escape(title)}</h1>{body(told[:3])}{ad}{body(told[3:6])}{box}{body(told[6:])}</div><div class='column-side sidebar'>{SIGNUP}{TEASERS}</div></div>{FOOT}</body></html>",
        "utf-8",
    )


def amp(title: str, told: Told, prose: Prose) -> tuple[str, str]:
    side = f'<amp-sidebar id=s class="menu"><ul>{links("World", "Africa")}</ul></amp-sidebar>'
    return (
        f"<!doctype html><html amp>{head(title)}<body>{side}<article class=amp-article><header class=amp-article-header><h1 class=title>{escape(title)}</h1></header><div class=amp-article-content>{body(told)}</div><footer><div class=meta-taxonomy>Filed under: peace</div></footer></article></body></html>",
        "utf-8",
    )


def long_nav(title: str, told: Told, prose: Prose) -> tuple[str, str]:
    many = links(*(f"Department number {i} of the ministry" for i in range(200)))
    return (
        f"<html>{head(title)}<body><div class=mega><ul>{many}</ul></div><div class=c><h1>{escape(title)}</h1>{body(told)}</div>{FOOT}</body></html>",
        "utf-8",
    )


def bad_charset(title: str, told: Told, prose: Prose) -> tuple[str, str]:
    return (
        f"<html><head><meta charset=us-ascii><title>x</title></head><body><main><h1>{escape(title)}</h1>{body(told)}</main></body></html>",
        "utf-8",
    )


def doubled(title: str, told: Told, prose: Prose) -> tuple[str, str]:
    return (
        f"<html>{head(title)}<body>{NAV}</div></div><body><div><h1>{escape(title)}</h1>{body(told)}</div></span></body></html></html>{FOOT}",
        "utf-8",
    )


def definitions(title: str, told: Told, prose: Prose) -> tuple[str, str]:
    text = "<dl>" + "".join(f"<dt>{t}</dt>" if k == "h" else f"<dd>{escape(t)}</dd>" for k, t in told) + "</dl>"
    return (
        f"<html>{head(title)}<body>{NAV}<section><h1>{escape(title)}</h1>{text}</section>{FOOT}</body></html>",
        "utf-8",
    )


def captions(title: str, told: Told, prose: Prose) -> tuple[str, str]:
    figure = f"<figure><img src=a.jpg alt='not read'><figcaption>{escape(told[3][1])}</figcaption></figure>"
    return (
        f"<html>{head(title)}<body>{NAV}<article><h1>{escape(title)}</h1>{body(told[:3])}{figure}{body(told[4:])}</article>{FOOT}</body></html>",
        "utf-8",
    )


def untitled(title: str, told: Told, prose: Prose) -> tuple[str, str]:
    return f"<html><head><title>{escape(title)}</title></head><body>{body(told)}</body></html>", "utf-8"


PAGES: dict[str, Callable[[str, Told, Prose], tuple[str, str]]] = {
    f.__name__: f
    for f in (
        news, wordpress, drupal, ministry, soup, plain, unclosed, nav_unclosed, upper, entities, xhtml, wide, wrapped,
        inline, notes, dateline, lists, table, preformatted, unseen, live, commented, short_lines, framed, amp,
        long_nav, bad_charset, doubled, definitions, captions, untitled,
    )
}  # fmt: skip
