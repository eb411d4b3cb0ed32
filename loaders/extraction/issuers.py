"""Who issued a notice: its file says so, or a body's name stands alone beside the date at its end."""

from __future__ import annotations

import re

from loaders.extraction.mentions import BureauMention, Mentions
from loaders.extraction.reading import Reading
from loaders.extraction.shortforms import full_form
from loaders.facts import RelationFact

#: The last lines of a notice: a body, a line break or spaces, a date.
_SIGNED = re.compile(
    r"\n[ \t\u3000]*(?P<body>[\u4e00-\u9fff（）()]{4,30})\s*\n?[ \t\u3000]*(?:[12]\d{3}年\d{1,2}月\d{1,2}日|"
    r"[二一][〇零一二三四五六七八九]{3}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日)\s*$"
)


def find_issuer(reading: Reading, mentions: Mentions) -> tuple[RelationFact, ...]:
    """The body that issued the notice, with what says so; nothing where nothing does.

    >>> from loaders.facts import Notice
    >>> r = Reading.of(Notice("k", "s", "", "", "现予公示。\\n忻州市教育局\\n2015年8月21日"))
    >>> m = Mentions(bureaus=[BureauMention(7, 13, "忻州市教育局")])
    >>> [(f.target, f.basis) for f in find_issuer(r, m)]
    [('忻州市教育局', 'signed')]
    """
    if reading.notice.issuer:
        # The field is the proof; it lies outside title and text, so there is no span to quote.
        return (RelationFact("notice", "ISSUED_BY", full_form(reading.notice.issuer), "stated"),)
    signed = _SIGNED.search(reading.text, max(reading.body_start - 1, len(reading.text) - 120))
    if signed is None:
        return ()
    body = _at(mentions, *signed.span("body"))
    if body is None:
        return ()
    evidence = reading.evidence(*signed.span("body"), "issuer-signed", 0.9)
    return (RelationFact("notice", "ISSUED_BY", body.name, "signed", evidence=(evidence,)),)


def _at(mentions: Mentions, start: int, end: int) -> BureauMention | None:
    return next((b for b in mentions.bureaus if b.start <= start + 1 and b.end >= end - 1), None)
