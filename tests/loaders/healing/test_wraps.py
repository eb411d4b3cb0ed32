from __future__ import annotations

import pytest

from loaders.healing import heal, wraps
from loaders.healing.edits import rewrite

PARAGRAPHS = (
    "8月18日下午，全市安全生产工作会议在市政府第一会议室召开。市委常委、副市长张春生出席会议并讲话，市应急管理局局长王桂兰主持会议。"
    "会议传达了省里的部署，通报了上半年的情况，各县区负责同志作了交流发言，并就下一步的工作提出了要求。",
    "张春生指出，各级各部门要把责任落实到每一个岗位、每一名职工，对查出的问题要列出清单、限期整改。刘海涛代表城关区作了表态发言，"
    "表示将按照会议的要求抓好落实，确保各项任务在年底之前全部完成，不留死角，不走过场。",
)


def wrapped(width: int = 34) -> str:
    lines = []
    for paragraph in PARAGRAPHS:
        rest = "　　" + paragraph
        while rest:
            cut = width
            while rest[cut : cut + 1] and rest[cut] in "，。、；”":
                cut += 1
            lines.append(rest[:cut])
            rest = rest[cut:]
    return "\n".join(lines)


def test_sentences_cut_at_the_width_of_a_page_are_put_together() -> None:
    h = heal(wrapped())
    assert h.text == "\n".join(PARAGRAPHS)
    at = h.text.index("王桂兰主持")
    assert h.raw[slice(*h.raw_span(at, at + 3))].replace("\n", "") == "王桂兰"


def test_line_ends_of_another_kind_are_seen_as_well() -> None:
    assert heal(wrapped().replace("\n", "\r\n")).text == "\n".join(PARAGRAPHS)


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(PARAGRAPHS),
        "名单\n" + "\n".join(["张春生", "王桂兰", "刘海涛", "李大山", "赵小兰", "孙长河"]),
        "\n".join(f"{n}. 第{n}项议题由张春生同志汇报，会议同意所报的方案，由相关单位抓好落实。" for n in range(1, 9)),
        "\n".join(f"任命张春{c}同志为市人民政府办公室副主任，免去其城关区副区长、党组成员职务" for c in "生华明亮军强"),
        "会议要求，\n各单位要\n认真落实\n会议精神\n并及时\n报告情况",
    ],
)
def test_lines_that_were_not_cut_stay(text: str) -> None:
    assert wraps.find(text) == []


def test_words_of_latin_letters_are_kept_apart() -> None:
    line = "the meeting was held in the main hall. It was opened by the mayor and"
    text = "\n".join([line] * 8)
    assert rewrite(text, wraps.find(text)) == " ".join([line] * 8)
