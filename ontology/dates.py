"""Dates with the precision that a notice gives them: a month is never padded to a day."""

from __future__ import annotations

import re
from datetime import date

_DATES = (
    (re.compile(r"\d{4}-\d{2}-\d{2}"), "xsd:date", "time:inXSDDate"),
    (re.compile(r"\d{4}-\d{2}"), "xsd:gYearMonth", "time:inXSDgYearMonth"),
    (re.compile(r"\d{4}"), "xsd:gYear", "time:inXSDgYear"),
)


def date_form(day: str) -> tuple[str, str] | None:
    """The datatype of a date of that precision and the OWL-Time property that takes it; None for what is no date.

    >>> date_form("2015-08"), date_form("2015-13")
    (('xsd:gYearMonth', 'time:inXSDgYearMonth'), None)
    """
    for pattern, datatype, instant in _DATES:
        if pattern.fullmatch(day):
            try:
                date.fromisoformat(day + "-01-01"[len(day) - 4:])
            except ValueError:
                return None
            return datatype, instant
    return None
