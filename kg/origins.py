"""How the notices of a ledger were read: what healed them is worked out anew, by the rules that are now in force."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.ledger import Ledger
from loaders.facts import Notice
from loaders.healing import Healed
from ontology.origins import AROUND, Healing, Origin


@dataclass(frozen=True, slots=True)
class _Around:
    """The raw words around the quotes of a notice."""

    title: str
    text: str

    def __call__(self, field: str, start: int, end: int) -> tuple[str, str]:
        raw = self.title if field == "title" else self.text
        return raw[max(start - AROUND, 0):start], raw[end:end + AROUND]


def of_ledger(ledger: Ledger, notices: Iterable[str], healer: str) -> Iterator[Origin]:
    """The origins of notices by their ids; unknown ones give none.

    Args:
        ledger: holds the notices.
        notices: their ids.
        healer: the version of the rules now in force.
    """
    for ident in notices:
        extractor = ledger.one("SELECT extractor FROM notices WHERE id = ?", (ident,))
        if extractor is not None:
            yield of_notice(ledger.notice(ident), ident, str(extractor), healer)


def of_notice(notice: Notice, ident: str, extractor: str, healer: str) -> Origin:
    """The origin of one notice.

    >>> origin = of_notice(Notice("k", "s", "", "", "馬　軍出席會議"), "notice-a", "0.1.0 abc none", "0.1.0 abc none")
    >>> origin.healings[1].edits[1]
    (1, 2, '', 'space')
    >>> origin.around("text", 3, 5)
    ('馬\\u3000軍', '會議')
    """
    from loaders.extraction.reading import healed

    title, body = healed(notice)
    source = "text" if notice.title_span is not None else "title"
    return Origin(
        ident, extractor, healer, (Healing("title", source, _edits(title)), Healing("text", "text", _edits(body))),
        _Around(notice.title, notice.text),
    )


def _edits(found: Healed) -> tuple[tuple[int, int, str, str], ...]:
    return tuple((e.start, e.end, e.new, e.kind) for e in found.edits)
