"""Recorded time: when this ledger received or withdrew something."""

from __future__ import annotations

import os
from datetime import UTC, datetime

from ontology.errors import GuanxiError


def now() -> str:
    """The time of recording, UTC, ISO 8601 to the second; ``SOURCE_DATE_EPOCH`` fixes it for reproducible builds.

    Raises:
        GuanxiError: ``SOURCE_DATE_EPOCH`` is set to something that is not a number of seconds.

    >>> import os
    >>> os.environ["SOURCE_DATE_EPOCH"] = "1440115200"
    >>> now()
    '2015-08-21T00:00:00Z'
    >>> del os.environ["SOURCE_DATE_EPOCH"]
    """
    fixed = os.environ.get("SOURCE_DATE_EPOCH")
    if not fixed:
        moment = datetime.now(UTC)
    else:
        try:
            moment = datetime.fromtimestamp(int(fixed), UTC)
        except (ValueError, OverflowError, OSError) as error:
            raise GuanxiError(
                f"SOURCE_DATE_EPOCH is {fixed!r}: set it to a number of seconds since 1970, or unset it"
            ) from error
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def upto(day: str) -> str:
    """The last moment of a day, month or year, for comparing with ISO 8601 strings of any precision.

    >>> "2015-08-21T09:00:00Z" <= upto("2015-08-21") < "2015-08-22"
    True
    """
    return day + "~"
