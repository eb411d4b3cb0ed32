"""China's provinces as tiles, with how many meetings were held in each."""

from __future__ import annotations

from collections.abc import Sequence

from kg.graph import KnowledgeGraph
from kg.pictures.days import chosen
from kg.pictures.page import EDGE, HEAD, SMALL, Picture, PictureError, Sheet, ramp_legend, shade, steps
from kg.tilegrid import meetings_by_province, tiles
from ontology.schema import Node

_TILE, _STEP = 78.0, 82.0


def provinces(
    graph: KnowledgeGraph, about: str | Node | Sequence[str | Node] | None = None, since: str = "", until: str = "",
) -> Picture:
    """Draw a map of tiles: in which provinces meetings were held, and how many.

    Args:
        graph: the graph.
        about: count only the meetings of these people, bodies, places or campaigns: names, ids or nodes.
        since, until: count meetings between these days only (ISO 8601, any precision).

    Raises:
        PictureError: no notice tells of a meeting in a province.
        NotFoundError: nothing goes by a name.
    """
    meetings, name = chosen(graph, about)
    if since or until:
        meetings = [m for m in meetings if _between(m, since, until)]
    tally = meetings_by_province(graph, meetings)
    if not tally.counts:
        raise PictureError(f"no notice tells of a meeting{' of ' + name if name else ''} in a province: there is no map to draw")
    when = (f" since {since}" if since else "") + (f" until {until}" if until else "")
    known = len(meetings) - tally.elsewhere
    note = f"{known} meetings in {len(tally.counts)} provinces{when}"
    if tally.elsewhere:
        note += f"; {tally.elsewhere} more abroad or where no notice tells the province"
    rows, columns = max(t.row for t in tiles()) + 1, max(t.column for t in tiles()) + 1
    sheet = Sheet.of(
        f"{name}：会议所在省份" if name else "会议所在省份", note, 2 * EDGE + columns * _STEP, HEAD + 16 + rows * _STEP + 76,
    )
    left = (sheet.width - columns * _STEP) / 2
    cuts = steps(tally.counts.values())
    for tile in tiles():
        count = tally.counts.get(tile.code, 0)
        fill, ink = shade(count, cuts)
        x, y = left + tile.column * _STEP, HEAD + 16 + tile.row * _STEP
        middle = x + _TILE / 2
        sheet.add(
            f'<g data-id="{tile.code}">{sheet.tip(f"{tile.name} {tile.english}: {count} 次会议")}'
            f'<rect x="{x:.1f}" y="{y:.1f}" width="{_TILE:g}" height="{_TILE:g}" rx="6" fill="{fill}"/>'
            + sheet.words(middle, y + 32, tile.short, fill=ink, anchor="middle")
            + (sheet.words(middle, y + 59, str(count), 20, ink, "middle", ' font-weight="bold"') if count else "") + "</g>"
        )
    ramp_legend(sheet, EDGE, sheet.height - 58, cuts, max(tally.counts.values()), "meetings 会议次数")
    sheet.add(sheet.words(EDGE, sheet.height - 20, "each tile is a province, about where it lies; sizes and borders say nothing", SMALL, "#5c6570"))
    return sheet.picture()


def _between(meeting: Node, since: str, until: str) -> bool:
    first = str(meeting.attributes.get("start") or "")
    last = str(meeting.attributes.get("end") or "") or first
    return bool(first) and (not since or last + "-99" >= since) and (not until or first <= until + "-99")
