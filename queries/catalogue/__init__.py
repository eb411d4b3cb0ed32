"""The catalogue: each folder beside this file is one question, and this is the list of them."""

from __future__ import annotations

CATALOGUE = (
    "chaired", "spoke", "attended", "convened", "led",
    "meeting", "meetings", "no_chair", "campaign_meetings", "relays", "places",
    "participations", "together", "network",
    "roles", "holders", "holder", "holder_known", "succession", "moves", "bureau_people", "bureaus_under",
    "namesakes", "words", "notice_facts",
)
