"""The pages about things: one module a kind, each a function of a view and a node that gives what its template shows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from kg.explore.library import View
from kg.explore.pages import bureau, campaign, group, meeting, notice, person, place, role

#: What a template is filled with.
Content = dict[str, Any]
Page = Callable[[View, str, Mapping[str, str]], Content]

#: By kind of node, what makes the content of its page: of a view, an id, and what the address asks for.
PAGES: Mapping[str, Page] = MappingProxyType({
    "Person": person.content,
    "Bureau": bureau.content,
    "Meeting": meeting.content,
    "Place": place.content,
    "Campaign": campaign.content,
    "Role": role.content,
    "Group": group.content,
    "Notice": notice.content,
})
