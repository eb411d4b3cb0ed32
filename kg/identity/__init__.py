"""Who is who: from what the notices of a ledger state to the persons, bodies and meetings that they speak of."""

from __future__ import annotations

from kg.identity.renewal import renew
from kg.identity.resolution import Numbers, Resolved, numbers, resolve, whole
from kg.identity.store import holds

__all__ = ["Numbers", "Resolved", "holds", "numbers", "renew", "resolve", "whole"]
