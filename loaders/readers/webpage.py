"""HTML pages: the raw page is the notice's text, its main text the ranges to read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.facts import Notice
from loaders.readers.dates import url_date
from loaders.readers.faults import Fault
from loaders.readers.headlines import HANZI
from loaders.readers.overview import views
from loaders.readers.records import key_of, source_of
from loaders.readers.sources import Item
from loaders.readers.wholefile import whole_text

#: What a browser writes at the head of a page it saves: the one address in a page that is the page's own for sure.
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)\s*(https?://\S+)", re.I)


def read(item: Item) -> Iterator[Notice | Fault]:
    """Read one HTML file: as a rule one notice, several where panels of the page each have a headline and a text."""
    raw = yield from whole_text(item)
    if raw is None:
        return
    found = views(raw)
    saved = _SAVED_FROM.search(raw[:3000])
    url = saved[1] if saved and len(found) == 1 else ""
    for i, view in enumerate(found, start=1):
        if not view.ranges or not any(HANZI.search(raw, a, b) for a, b in view.ranges):
            place, reason = f"panel {i}" if len(found) > 1 else "", "no notice text: no running text in Chinese"
            yield item.fault(place, reason, "leave it out, or save the page with its text")
            continue
        yield Notice(
            key=key_of(item, str(i) if len(found) > 1 else "", url, "", "", view.title, raw),
            source=source_of(item, url, ""),
            published=view.published or url_date(url),
            title=view.title,
            text=raw,
            url=url,
            issuer=view.issuer,
            ranges=view.ranges,
            title_span=view.title_span,
        )
