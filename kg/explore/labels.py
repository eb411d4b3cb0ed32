"""What kinds, statuses and edits are called on the pages, in Chinese and English."""

from __future__ import annotations

from collections.abc import Mapping

from ontology.schema import KINDS as SCHEMA

_ENGLISH: Mapping[str, str] = {
    "Person": "person", "Role": "post", "Bureau": "body", "Place": "place", "Meeting": "meeting", "Campaign": "campaign",
    "Group": "group", "Notice": "notice", "CHAIRED": "chaired", "SPOKE_AT": "spoke", "ATTENDED": "attended",
    "CONVENED": "convened", "LED": "led", "HOLDS": "post held", "APPOINTED_TO": "appointed", "REMOVED_FROM": "removed",
    "PROPOSED_FOR": "proposed", "AT": "post at", "OF": "from", "PART_OF": "unit of", "UNDER": "under", "SUCCEEDED_BY": "became",
    "LOCATED_IN": "in", "WITHIN": "within", "HELD_IN": "held in", "RELAYS": "passes on", "SESSION_OF": "session of",
    "CONCERNS": "deals with", "ISSUED_BY": "issued by", "COPY_OF": "copy of", "MENTIONS": "mentions", "NOT_SAME_AS": "not the same as",
}
KINDS: Mapping[str, tuple[str, str]] = {name: (kind.zh, _ENGLISH[name]) for name, kind in SCHEMA.items()}
#: The kinds of node in headings.
PLURAL: Mapping[str, tuple[str, str]] = {
    "Person": ("人物", "People"), "Role": ("职务", "Posts"), "Bureau": ("机构", "Bodies"), "Place": ("地点", "Places"),
    "Meeting": ("会议", "Meetings"), "Campaign": ("政策行动", "Campaigns"), "Group": ("群体", "Groups"), "Notice": ("通知", "Notices"),
}
STATUS: Mapping[str, tuple[str, str]] = {
    "reported": ("已报道", "reported"), "planned": ("计划中", "planned"), "proposed": ("拟议中", "proposed"),
}
_EDITS: Mapping[str, tuple[str, str]] = {
    "markup": ("标记", "markup"), "space": ("空白", "spaces"), "gloss": ("注音", "pinyin gloss"), "merge": ("并码", "merged bytes"),
    "debris": ("残码", "lost bytes"), "script": ("繁转简", "to Simplified"), "skipped": ("略过", "skipped"), "wrap": ("断行", "line break"),
    "form": ("字形", "form"),
}


def edit(kind: str) -> tuple[str, str]:
    """What a kind of edit is called; several that became one are joined.

    >>> edit("markup+space")
    ('标记、空白', 'markup, spaces')
    """
    found = [_EDITS.get(one, (one, one)) for one in kind.split("+")]
    return "、".join(zh for zh, _ in found), ", ".join(en for _, en in found)
