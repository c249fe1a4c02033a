"""A page of HTML, as the tests look at it."""

from __future__ import annotations

from html.parser import HTMLParser


class Page(HTMLParser):
    """Holds that every element is closed where it must be, and gathers what a page would load."""

    VOID = frozenset({"meta", "br", "input", "rect", "link", "img"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loads: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        named = dict(attributes)
        self.ids += [named["id"] or ""] if "id" in named else []
        self.loads += [named[key] or "" for key in ("src", "srcset", "data", "poster") if key in named]
        if "href" in named:
            (self.links if tag == "a" else self.loads).append(named["href"] or "")
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.VOID:
            assert self.open.pop() == tag


def parsed(text: str) -> Page:
    """A page that has been gone through."""
    found = Page()
    found.feed(text)
    found.close()
    return found
