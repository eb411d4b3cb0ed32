"""The root of every error that Guanxi raises for bad input."""

from __future__ import annotations


class GuanxiError(Exception):
    """Something the user can mend: the message says what is wrong, where, and what to do.

    >>> raise GuanxiError("no notices in notes/: put .txt, .html or .jsonl files there")
    Traceback (most recent call last):
    ...
    ontology.errors.GuanxiError: no notices in notes/: put .txt, .html or .jsonl files there
    """
