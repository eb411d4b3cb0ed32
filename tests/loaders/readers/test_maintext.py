"""Main text of web pages, as ranges of the raw page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.healing import heal
from loaders.readers.overview import Overview, look_over, views

TITLE = "市教育局召开全市教育工作会议"
PARAGRAPHS = (
    "3月5日至6日，安平市教育局在柳河召开全市教育工作会议，传达上级精神，部署全年任务。局长张春生出席会议并讲话。",
    "会议指出，去年全市教育系统围绕年度目标，各项工作有序推进，取得阶段性成果。",
    "会上，东川、西岭两县局作了交流发言。会议由副局长王桂兰主持。",
)
BODY = "".join(f"<p>　　{p}</p>\r\n" for p in PARAGRAPHS)
MENU = "".join(f'<li><a href="/{i}/">{w}</a></li>' for i, w in enumerate(("首页", "机构概况", "新闻中心", "政务公开", "互动交流")))
RELATED = "".join(f'<li><a href="/r{i}.html">局长刘海涛到东川县调研第{i}中学</a><span>2015-01-0{i}</span></li>' for i in range(1, 6))
FARM = " ".join(f'<a href="http://{i}.example.com/">{name}县</a>|' for i, name in enumerate("甲乙丙丁戊己庚辛壬癸子丑寅卯"))
FOOT = '<div class="footer"><p>版权所有：安平市教育局　ICP备00000000号</p><p>主办单位：安平市教育局　地址：人民路1号　邮编：000000</p></div>'

DIV_PAGE = f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{TITLE}_安平市教育局</title>
<style>.a{{color:red}}</style><script>var a = "<p>假消息，由赵文革主持。</p>";</script></head><body>
<div class="header"><ul class="nav">{MENU}</ul></div><div class="crumb">您的位置：<a href="/">首页</a> &gt; <a href="/x">动态</a></div>
<div class="main"><div class="left"><h1>{TITLE}</h1><div class="info">发布时间：2015-03-07 10:21　来源：办公室　浏览次数：128</div>
<div class="content">{BODY}</div><div><p>上一篇：<a href="/a">市局召开党组会议</a></p><p>下一篇：没有了</p></div>
<div class="box"><h3>相关新闻</h3><ul>{RELATED}</ul></div></div><div class="right"><h3>热点新闻</h3><ul>{RELATED}</ul></div></div>
{FOOT}</body></html>"""
TABLE_PAGE = f"""<html><head><title>安平市教育局</title></head><body><table width=960><tr><td width=200><table>
{"".join(f'<tr><td><a href="/{i}.asp">栏目{i}</a></td></tr>' for i in range(8))}</table></td><td><table>
<tr><td align=center><font size=4><b>{TITLE}</b></font></td></tr><tr><td>作者：办公室　发布日期：2015-3-7　点击：55</td></tr>
<tr><td class=zw>{"<br>".join("　　" + p for p in PARAGRAPHS)}</td></tr><tr><td>【<a href="javascript:print()">打印</a>】</td></tr>
</table></td></tr><tr><td colspan=2>版权所有 安平市教育局 技术支持：某公司<br>地址：人民路1号 邮编：000000 电话：0000000</td></tr>
</table></body></html>"""


def read_text(page: str, view: Overview) -> str:
    assert view.ranges
    return heal(page, ranges=view.ranges).text


@pytest.mark.parametrize("page", [DIV_PAGE, TABLE_PAGE], ids=["div", "table"])
def test_only_the_notice_of_a_page_is_read(page: str) -> None:
    view = look_over(page)
    assert read_text(page, view).split("\n") == list(PARAGRAPHS)


@pytest.mark.parametrize("page", [DIV_PAGE, TABLE_PAGE], ids=["div", "table"])
def test_headline_and_date_of_a_page_are_found(page: str) -> None:
    view = look_over(page)
    assert (view.title, view.published) == (TITLE, "2015-03-07")
    assert view.title_span
    assert page[slice(*view.title_span)] == TITLE


def test_a_title_element_without_the_sites_name_is_the_last_resort() -> None:
    page = f"<html><title>{TITLE}-安平教育网</title><body><div>{BODY}</div></body></html>"
    view = look_over(page)
    assert view.title == TITLE
    assert view.title_span
    assert page[slice(*view.title_span)] == TITLE


def test_meta_elements_of_government_sites_give_title_and_date() -> None:
    page = f'<meta name="ArticleTitle" content="{TITLE}"><meta name="PubDate" content="2015-03-07 09:00"><div>{BODY}</div>'
    view = look_over(page)
    assert (view.title, view.published) == (TITLE, "2015-03-07")


@pytest.mark.parametrize(
    "tail",
    [
        f"<div>主站蜘蛛池模板: {FARM}</div>",
        f'<div style="display:none">{FARM}</div>',
        "<p>主站蜘蛛池模板: " + "".join(f"{c}县| " for c in "甲乙丙丁戊己庚辛壬癸子丑寅卯") + "</p>",
        "友情链接：" + FARM,
    ],
)
def test_link_farms_are_not_read(tail: str) -> None:
    page = f"<html><body><div><h2>{TITLE}</h2><div>{BODY}{tail}</div></div></body></html>"
    assert read_text(page, look_over(page)).split("\n") == list(PARAGRAPHS)


def test_a_short_notice_is_not_lost_to_a_long_footer() -> None:
    foot = "主办单位：安平市政府办　承办单位：大数据中心　网站标识码：0000000000　未经授权，不得转载。建议使用1024*768分辨率浏览"
    page = (
        f'<body><div class="top"><ul>{MENU}</ul></div><div><h1>关于张春生任职的通知</h1><div><p>市委决定：张春生任安平市教育局局长。</p>'
        f'<p>安平市人民政府</p><p>2015年3月7日</p></div></div><div class="bottom">{foot}</div></body>'
    )
    view = look_over(page)
    assert read_text(page, view) == "市委决定：张春生任安平市教育局局长。\n安平市人民政府\n2015年3月7日"
    assert view.published == "2015-03-07"


def test_a_table_of_people_inside_a_notice_is_read() -> None:
    page = (
        f'<body><ul class="nav">{MENU}</ul><div><p>现将拟任职人员公示如下，公示期五天。</p><table><tr><td>姓名</td><td>拟任职务</td></tr>'
        "<tr><td>张春生</td><td>市教育局局长</td></tr></table></div></body>"
    )
    assert "张春生\t市教育局局长" in read_text(page, look_over(page))


def test_a_sidebar_with_sentences_is_not_read() -> None:
    side = '<div class="sidebar"><h3>图片新闻</h3><p>近日，局长刘海涛到东川县调研，赵文革陪同。</p></div>'
    page = f"<body><div class=main>{BODY}</div>{side}</body>"
    assert "刘海涛" not in read_text(page, look_over(page))


def test_a_page_of_links_has_no_main_text() -> None:
    assert look_over(f"<body><ul>{MENU}</ul><ul>{RELATED}</ul>{FOOT}</body>").ranges is None


def test_names_that_are_links_stay_in_their_sentence() -> None:
    page = '<body><p><a href="/p/1">张春生</a>主持会议，<a href="/p/2">王桂兰</a>出席并讲话。</p></body>'
    assert read_text(page, look_over(page)) == "张春生主持会议，王桂兰出席并讲话。"


def test_words_anchors_of_word_are_no_links() -> None:
    page = '<body><p><a name="OLE_LINK1">3月5日，市局召开会议，张春生主持，王桂兰出席。</a></p></body>'
    assert "王桂兰" in read_text(page, look_over(page))


def test_panels_with_a_headline_each_are_notices_of_their_own() -> None:
    panel = '<div class="panel" title="市教育局召开第{n}次全体会议通报"><p>{n}日，市教育局召开全体会议，局长张春生主持会议并讲话，' \
        "副局长王桂兰传达了上级会议精神，各县区教育局主要负责人参加了会议并作了发言。</p></div>"
    page = "<html><body>" + "".join(panel.format(n=n) for n in "一二三") + "</body></html>"
    found = views(page)
    assert [v.title for v in found] == [f"市教育局召开第{n}次全体会议通报" for n in "一二三"]
    assert all(v.ranges and v.title_span and page[slice(*v.title_span)] == v.title for v in found)
    assert all(read_text(page, v).startswith(f"{n}日") for v, n in zip(found, "一二三", strict=True))


def test_the_sections_of_one_notice_stay_together() -> None:
    section = '<div class="s"><h2>{n}、工作要点</h2><p>' + PARAGRAPHS[0] + PARAGRAPHS[1] + "</p></div>"
    page = "<html><body>" + "".join(section.format(n=n) for n in "一二三") + "</body></html>"
    assert len(views(page)) == 1


def test_unclosed_and_crossed_tags_lose_nothing() -> None:
    page = f"<html><body><div><table><tr><td><p>{PARAGRAPHS[0]}<p>{PARAGRAPHS[1]}</div><p>{PARAGRAPHS[2]}<!-- never closed"
    text = read_text(page, look_over(page))
    assert all(p in text for p in PARAGRAPHS)


_SOUP = st.lists(
    st.sampled_from(
        ["<div>", "</div>", "<p>", "</p>", "<td>", "<table>", "</table>", "<a href=x>", "</a>", "<br>", "<!--", "-->", "<", ">", '"',
         "<script>", "</script>", "<p a='", "张春生主持会议，王桂兰出席。", "首页", "|", "&nbsp;", "<li>", "\n", "<select>", "<![CDATA["]
    ),
    max_size=60,
)


@given(_SOUP)
def test_any_soup_of_tags_gives_ordered_ranges_inside_the_page(parts: list[str]) -> None:
    page = "".join(parts)
    for view in views(page):
        at = 0
        for start, end in view.ranges or ():
            assert at <= start < end <= len(page)
            at = end
