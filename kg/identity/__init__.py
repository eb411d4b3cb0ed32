"""Who is who: from what the notices of a ledger state to the persons, bodies and meetings that they speak of."""

from __future__ import annotations

from kg.identity.resolution import Resolved, resolve

__all__ = ["Resolved", "resolve"]
