"""Questions with well-known answers, and the gold of identity, on the corpora where these lie beside the project."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import kg
from kg.copies import fingerprint
from kg.graph import KnowledgeGraph
from kg.identity.material import gather
from kg.ledger import Ledger
from loaders.extraction import extract
from loaders.facts import Notice
from loaders.readers import read

sys.path.insert(0, str(Path(__file__).parents[3]))
from bench import identity as measured

CORPORA = Path(__file__).parents[4] / "shared" / "corpora"
pytestmark = pytest.mark.skipif(not CORPORA.is_dir(), reason="the corpora are no part of the project")


@pytest.fixture(scope="module")
def graph(tmp_path_factory) -> KnowledgeGraph:
    path = tmp_path_factory.mktemp("xwlb") / "g.kg"
    kg.build(CORPORA / "xwlb", into=path)
    return kg.open(path)


def holders(graph: KnowledgeGraph, body: str, title: str, day: str) -> set[str]:
    return {row.person_name for row in graph.holders(body, title, as_of=day)}


@pytest.mark.parametrize(("day", "who"), [
    ("2012-12-01", "温家宝"), ("2013-06-01", "李克强"), ("2017-06-01", "李克强"), ("2022-10-01", "李克强"),
    ("2023-04-01", "李强"), ("2025-06-01", "李强"),
])
def test_premiers(graph, day, who):
    assert holders(graph, "国务院", "总理", day) == {who}


@pytest.mark.parametrize(("body", "title", "day", "who"), [
    ("全国人大常委会", "委员长", "2012-12-01", "吴邦国"), ("全国人大常委会", "委员长", "2015-06-01", "张德江"),
    ("全国人大常委会", "委员长", "2020-06-01", "栗战书"), ("全国人大常委会", "委员长", "2024-06-01", "赵乐际"),
    ("全国政协", "主席", "2012-12-01", "贾庆林"), ("全国政协", "主席", "2016-06-01", "俞正声"),
    ("全国政协", "主席", "2020-06-01", "汪洋"), ("全国政协", "主席", "2024-06-01", "王沪宁"),
])
def test_chairmen_of_the_congress_and_the_consultative_conference(graph, body, title, day, who):
    assert holders(graph, body, title, day) == {who}


@pytest.mark.parametrize(("body", "title", "day", "who"), [
    ("外交部", "部长", "2016-06-01", "王毅"), ("外交部", "部长", "2023-02-01", "秦刚"), ("外交部", "部长", "2024-06-01", "王毅"),
    ("公安部", "部长", "2013-03-01", "郭声琨"), ("公安部", "部长", "2019-06-01", "赵克志"), ("公安部", "部长", "2023-06-01", "王小洪"),
    ("财政部", "部长", "2015-06-01", "楼继伟"), ("财政部", "部长", "2020-06-01", "刘昆"), ("财政部", "部长", "2024-06-01", "蓝佛安"),
    ("商务部", "部长", "2014-06-01", "高虎城"), ("商务部", "部长", "2018-06-01", "钟山"), ("商务部", "部长", "2022-06-01", "王文涛"),
    ("国家发展和改革委员会", "主任", "2015-06-01", "徐绍史"), ("国家发展和改革委员会", "主任", "2020-06-01", "何立峰"),
    ("最高人民法院", "院长", "2016-06-01", "周强"), ("最高人民法院", "院长", "2024-06-01", "张军"),
    ("最高人民检察院", "检察长", "2016-06-01", "曹建明"), ("最高人民检察院", "检察长", "2020-06-01", "张军"),
    ("最高人民检察院", "检察长", "2024-06-01", "应勇"), ("审计署", "审计长", "2015-06-01", "刘家义"),
    ("中国人民银行", "行长", "2020-06-01", "易纲"), ("中国人民银行", "行长", "2024-06-01", "潘功胜"),
    ("教育部", "部长", "2018-06-01", "陈宝生"), ("教育部", "部长", "2022-06-01", "怀进鹏"),
    ("司法部", "部长", "2015-01-01", "吴爱英"), ("国防部", "部长", "2016-06-01", "常万全"),
])
def test_heads_of_ministries_courts_and_commissions(graph, body, title, day, who):
    assert holders(graph, body, title, day) == {who}


@pytest.mark.parametrize(("who", "bodies"), [
    ("应勇", {"上海市政府", "最高人民检察院"}), ("陈吉宁", {"环境保护部", "北京市政府", "上海市委"}),
    ("赵克志", {"河北省委", "公安部", "国务院"}), ("陈敏尔", {"重庆市委", "天津市委"}), ("胡春华", {"广东省委", "国务院"}),
    ("王文涛", {"黑龙江省政府", "商务部"}), ("韩俊", {"安徽省委", "农业农村部"}), ("郝鹏", {"辽宁省委", "国务院国有资产监督管理委员会"}),
])
def test_one_person_through_provinces_and_ministries(graph, who, bodies):
    found = [person for person in graph.find(who, "Person") if bodies <= {row.bureau_name for row in graph.roles(person)}]
    assert len(found) == 1, [[row.bureau_name for row in graph.roles(p)] for p in graph.find(who, "Person")]


@pytest.mark.parametrize(("who", "one", "other"), [
    ("张军", "最高人民法院", "中国常驻联合国"), ("李飞", "全国人大常委会", "厦门市委"), ("王宁", "中国人民武装警察部队", "福建省政府"),
])
def test_namesakes_in_two_careers_are_not_one(graph, who, one, other):
    for person in graph.find(who, "Person"):
        assert not {one, other} <= {row.bureau_name for row in graph.roles(person)}


def test_order_and_number_of_processes_change_nothing(tmp_path):
    notices = list(read([str(CORPORA / "xwlb")], on_fault=lambda _: None))
    some = [n for n in notices if "张军" in n.text or "王勇" in n.text or "张平" in n.text][:60]
    assert len(some) == 60
    expected = None
    for turn, processes in enumerate((1, 2, 3)):
        random.Random(turn).shuffle(some)
        folder = tmp_path / str(turn)
        folder.mkdir()
        for n, notice in enumerate(some):
            (folder / f"{n:02}.html").write_text(f"{notice.published}\n{notice.text}", encoding="utf-8")
        graph = kg.build(folder, processes=processes)
        people = {n.id for n in graph.nodes("Person")}
        rows = sorted((e.id, e.kind, e.facts) for e in graph.edges() if e.kind not in ("MENTIONS", "ISSUED_BY", "COPY_OF"))
        expected = expected or (people, rows)
        assert (people, rows) == expected


# The gold


def naming(names: set[str]) -> Iterator[Notice]:
    """The notices of all corpora that may name any of some people: no other plays a part in who these are."""
    for corpus in measured.CORPORA:
        for notice in read([str(CORPORA / corpus)], on_fault=lambda _: None):
            if any(name in notice.text for name in names):
                yield notice


@pytest.mark.long
@pytest.mark.parametrize("file", measured.FILES)
def test_persons_of_the_gold_are_told_apart_and_put_together(file):
    gold = measured.read(measured.GOLD / file)
    with Ledger.temporary() as ledger:
        with ledger.writing():
            build = ledger.begin("corpora", "1")
            for notice in naming(set(gold)):
                ledger.keep(build, notice, extract(notice), *fingerprint(notice.text))
            ledger.finish(build)
        pages = gather(ledger)[0]
    said = measured.machine(gold, pages)
    precision, recall = measured.mean(measured.score(gold, lambda one: said[one.name, one.notice]).values())
    assert precision >= 0.98
    assert recall >= 0.90
