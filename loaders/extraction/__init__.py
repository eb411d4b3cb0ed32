"""From one notice to its facts: a pure function of the notice, with no input or output and no state."""

from __future__ import annotations

from itertools import chain

from loaders.extraction import assembly
from loaders.extraction.appointments import find_appointments
from loaders.extraction.biography import find_spells
from loaders.extraction.campaigns import find_campaigns
from loaders.extraction.confidence import calibrated
from loaders.extraction.dates import find_dates
from loaders.extraction.issuers import find_issuer
from loaders.extraction.marking import mark
from loaders.extraction.meeting_relations import find_relations
from loaders.extraction.meetings import find_meetings
from loaders.extraction.participation import find_participation
from loaders.extraction.reading import Reading
from loaders.extraction.unread import find_unread
from loaders.facts import Facts, Notice, RelationFact

__all__ = ["VERSION", "extract"]

#: Rises whenever the rules change, so that a ledger knows which facts to extract again.
VERSION = 1


def extract(notice: Notice) -> Facts:
    """All facts of one notice.

    >>> facts = extract(Notice("k", "s", "2015-08-21", "", "三亚市教育局吴萍局长主持会议。"))
    >>> [(r.person, r.bureau, r.title) for r in facts.roles]
    [('吴萍', '三亚市教育局', '局长')]
    """
    reading = Reading.of(notice)
    mentions, marks = mark(reading)
    mentions.dates = find_dates(reading)
    mentions.posts = sorted([*mentions.posts, *find_spells(reading, mentions, marks)], key=lambda p: p.start)
    mentions.campaigns = find_campaigns(reading)
    mentions.meetings, mentions.meeting_mentions = find_meetings(reading, mentions)
    participation, groups = find_participation(reading, mentions, marks.stacks)
    appointments = find_appointments(reading, mentions, marks)
    meetings = assembly.meeting_facts(reading, mentions)
    relations = [
        *find_relations(reading, mentions),
        *find_issuer(reading, mentions),
        *(RelationFact(g.name, "OF", g.of, evidence=g.evidence) for g in groups if g.of),
    ]
    proofs = [fact.evidence for fact in meetings]
    proofs += [fact.evidence for fact in participation]
    proofs += [fact.evidence for fact in appointments]
    return calibrated(Facts(
        people=assembly.people_facts(reading, mentions),
        bureaus=assembly.bureau_facts(reading, mentions),
        places=assembly.place_facts(reading, mentions),
        roles=assembly.role_facts(reading, mentions),
        meetings=meetings,
        participation=tuple(participation),
        appointments=tuple(appointments),
        campaigns=assembly.campaign_facts(reading, mentions),
        groups=tuple(groups),
        relations=tuple(relations),
        unread=find_unread(reading, chain.from_iterable(proofs)),
    ))
