"""The catalogue: each folder beside this file is one question, and this is the list of them."""

from __future__ import annotations

CATALOGUE = (
    "chaired",
    "spoke",
    "attended",
    "convened",
    "led",
    "meeting",
    "meetings",
    "meetings_of",
    "roles",
    "holders",
    "appointments",
    "campaign_meetings",
    "relays",
)
