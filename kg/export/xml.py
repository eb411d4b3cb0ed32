"""Text in XML: what must be escaped, and what XML cannot say at all."""

from __future__ import annotations

import re
import warnings
from dataclasses import dataclass

from kg.export import ExportWarning
from ontology.text import to_json

#: Characters that XML 1.0 forbids even as references.
FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Line breaks and tabs as references: a parser would turn them into spaces, and \r\n into \n.
_ESCAPES = str.maketrans({
    "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;",
})


@dataclass(slots=True)
class Text:
    """Escapes text for XML, and counts the characters that it had to replace.

    >>> text = Text()
    >>> text.escaped('<省局>\\x0b&')
    '&lt;省局&gt;\\ufffd&amp;'
    >>> text.replaced
    1
    """

    replaced: int = 0

    def escaped(self, value: object) -> str:
        """A value as text that can stand in an element or in quotes; a list as JSON."""
        if isinstance(value, bool):
            return "true" if value else "false"
        words = to_json(list(value)) if isinstance(value, (tuple, list)) else str(value)
        words, count = FORBIDDEN.subn("\ufffd", words)
        self.replaced += count
        return words.translate(_ESCAPES)


def warn_of(replaced: int, format: str) -> None:
    """Say how many characters were replaced, if any."""
    if replaced:
        count = "1 character" if replaced == 1 else f"{replaced} characters"
        message = f"{count} that XML forbids stand as U+FFFD in {format}; json keeps them"
        # The frames between are ours: the warning is about the call of export.
        warnings.warn(message, ExportWarning, stacklevel=4)
