"""What meetings pass on, which are sessions of which, and which campaigns they deal with."""

from __future__ import annotations

from loaders.extraction.dates import find_dates
from loaders.extraction.meeting_relations import find_relations
from loaders.extraction.meetings import find_meetings
from loaders.extraction.mentions import CampaignMention, Mentions
from loaders.extraction.reading import Reading
from loaders.facts import Notice


def relations(text: str, campaign: str = "", rule: str = "campaign-head") -> list[tuple[str, str, str]]:
    reading = Reading.of(Notice("k", "s", "2015-08-21", "", text))
    mentions = Mentions(dates=find_dates(reading))
    if campaign:
        at = reading.text.index(campaign)
        mentions.campaigns = [CampaignMention(at, at + len(campaign), campaign, rule)]
    mentions.meetings, mentions.meeting_mentions = find_meetings(reading, mentions)
    names = {m.key: m.name for m in mentions.meetings}
    return [(names[f.source], f.kind, names.get(f.target, f.target)) for f in find_relations(reading, mentions)]


def test_a_meeting_that_passes_on_the_spirit_of_another_relays_it() -> None:
    assert relations("全省快递工作会议18日召开。会议传达学习了全国快递大会精神。") == [("全省快递工作会议", "RELAYS", "全国快递大会")]


def test_what_a_speaker_urges_is_not_relayed() -> None:
    assert relations("全省快递工作会议18日召开。会议强调，要传达学习全国快递大会精神。") == []


def test_a_session_belongs_to_the_meeting_that_its_name_begins_with() -> None:
    text = "宁城市六届人大二次会议20日开幕。19日，宁城市六届人大二次会议预备会议举行。"
    assert relations(text) == [("宁城市六届人大二次会议预备会议", "SESSION_OF", "宁城市六届人大二次会议")]


def test_a_meeting_concerns_the_campaign_that_it_deals_with() -> None:
    text = "全省快递工作会议18日召开。会议部署了春风快递专项整治行动。"
    assert relations(text, "春风快递专项整治行动") == [("全省快递工作会议", "CONCERNS", "春风快递专项整治行动")]


def test_a_formula_only_professed_is_no_concern() -> None:
    text = "全省快递工作会议18日召开。会议强调，要坚持五个快递。"
    assert relations(text, "五个快递", "campaign-formula") == []
