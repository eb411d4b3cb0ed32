"""Made-up notices in any number, the same for the same seed: people, posts and meetings are invented."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import date, timedelta
from pathlib import Path

from loaders.facts import Notice

_SURNAMES = "赵钱孙李周吴郑王冯陈蒋沈韩杨朱秦许何吕张孔曹严金魏陶姜"
_GIVEN = "春生 桂兰 海涛 秀英 建平 明远 晓东 丽华 志刚 文静 国梁 玉梅 永清 佳宁 伟业 思源".split()
_PLACES = "青石县 云岫县 白鹭县 松墩县 柳坡县 石桥县 沙溪县 麦湾县".split()
_BUREAUS = "水务局 教育局 林业局 统计局 民政局 档案局 气象局 审计局".split()
_MEETINGS = "工作会议 座谈会 动员大会 专题会议 现场推进会".split()
_TOPICS = "防汛 安全生产 植树造林 扶贫 档案数字化 节约用水 秋收 普查".split()


def notices(count: int, seed: int = 1) -> Iterator[Notice]:
    """``count`` notices of about 250 characters each, published over ten years."""
    chance = random.Random(seed)
    for n in range(count):
        place, bureau = chance.choice(_PLACES), chance.choice(_BUREAUS)
        head, deputy, guest, guest2 = (chance.choice(_SURNAMES) + chance.choice(_GIVEN) for _ in range(4))
        topic, kind = chance.choice(_TOPICS), chance.choice(_MEETINGS)
        year, month, day = 2010 + n % 10, chance.randint(1, 12), chance.randint(1, 27)
        text = (
            f"{month}月{day}日，{place}{bureau}召开{year}年{topic}{kind}。局党组书记、局长{head}主持会议并讲话，"
            f"副局长{deputy}传达全县{topic}{kind}精神。县委常委、副县长{guest}出席会议。\n"
            f"会议指出，{topic}工作事关群众切身利益，各股室要提高认识，把责任落到每个岗位。会议强调，一要摸清底数，"
            f"二要定好措施，三要按时完成。{place}人民政府办公室主任{guest2}、各乡镇主要负责人和局机关全体干部参加会议。\n"
            f"会上，{deputy}同志宣读了任职决定：{guest2}任{place}{bureau}副局长。会议由{head}局长作总结。"
        )
        yield Notice(f"made-{n}", "made", f"{year}-{month:02}-{day + 1:02}", f"{place}{bureau}召开{topic}{kind}", text)


_SYLLABLES = "青白松柳石沙麦云清安永兴宁和平富康泰丰瑞祥泉溪湾坡岭桥墩鹤鹿"
_NAMED = "春秀建明晓丽志文国玉永佳伟思海桂平远东华刚静梁梅清宁业源涛兰辉敏杰红军芳强斌波燕"


def careers(count: int, seed: int = 1) -> Iterator[Notice]:
    """``count`` notices in the order of ten years, as a province's sites would have them.

    Each of many bureaus has a head and a deputy who stay for some years; a governor of the province is named in every
    third notice; every thirtieth is a near-copy of one from a few days before, under another key.
    """
    chance = random.Random(seed)
    bureaus = [
        (a + b + "县", bureau) for a in _SYLLABLES for b in _SYLLABLES if a != b for bureau in _BUREAUS
    ]
    bureaus = chance.sample(bureaus, max(8, count // 40))
    staff: dict[tuple[str, str, int], tuple[str, ...]] = {}
    governors = [_name(chance) for _ in range(3)]
    recent: list[Notice] = []
    for n in range(count):
        day = date(2010, 1, 4) + timedelta(days=n * 3650 // count)
        if n % 30 == 29:
            before = recent[-7]
            yield Notice(f"copy-{n}", "syndicate", day.isoformat(), before.title, before.text + "（转载）")
            continue
        place, bureau = chance.choice(bureaus)
        term = (day.year - 2010 + len(place + bureau) % 4) // 4
        if (place, bureau, term) not in staff:
            staff[place, bureau, term] = tuple(_name(chance) for _ in range(3))
        head, deputy, guest = staff[place, bureau, term]
        topic, kind = chance.choice(_TOPICS), chance.choice(_MEETINGS)
        held = day - timedelta(days=1)
        said = f"会议传达了国务院有关会议精神和省长{governors[(day.year - 2010) // 4]}的批示。" if n % 3 == 0 else ""
        text = (
            f"{held.month}月{held.day}日，{place}{bureau}召开{day.year}年{topic}{kind}。局党组书记、局长{head}主持会议并讲话，"
            f"副局长{deputy}传达全县{topic}{kind}精神。{said}{place}副县长{guest}出席会议。\n"
            f"会议指出，要完成{chance.randint(11, 99)}个村和{chance.randint(101, 999)}户的任务，{place}{topic}工作事关群众"
            f"切身利益，第{n}号通知要落实到每个岗位。会议强调，一要摸清底数，二要定好措施，三要按时完成。"
        )
        recent = [*recent[-9:], Notice(f"made-{n}", "made", day.isoformat(), f"{place}{bureau}召开{topic}{kind}", text)]
        yield recent[-1]


def write(path: Path, made: Iterable[Notice]) -> None:
    """Write notices as JSON lines, without the fields that are empty."""
    with path.open("w", encoding="utf-8") as f:
        for n in made:
            row = {k: v for k, v in asdict(n).items() if isinstance(v, str) and v}
            f.write(json.dumps(row, ensure_ascii=False) + "\n")


def _name(chance: random.Random) -> str:
    return chance.choice(_SURNAMES) + chance.choice(_NAMED) + chance.choice(_NAMED)
