"""Pictures of the graph, written by hand as SVG: the viewer's own fonts show the Chinese.

Each function gives a ``Picture``, which shows itself in a notebook and saves itself as SVG, PNG or HTML.

>>> from kg import pictures
>>> from kg.graph import KnowledgeGraph
>>> from ontology.schema import Edge, Node
>>> g = KnowledgeGraph(
...     [Node("person-a", "Person", "张春生"), Node("meeting-a", "Meeting", "防汛会议", {"start": "2016-05-11"})],
...     [Edge("chaired-a", "CHAIRED", "person-a", "meeting-a")])
>>> pictures.calendar(g, 2016, "张春生")
<Picture 张春生：2016年会议日历>
"""

from kg.pictures.days import calendar
from kg.pictures.page import FORMATS, Picture, PictureError
from kg.pictures.people import ego, network
from kg.pictures.posts import draw_timeline, timeline
from kg.pictures.provinces import provinces
from kg.pictures.provinces import provinces as map
from kg.pictures.whole import MOST, draw, whole

__all__ = [
    "FORMATS", "MOST", "Picture", "PictureError", "calendar", "draw", "draw_timeline", "ego", "map", "network", "provinces",
    "timeline", "whole",
]
