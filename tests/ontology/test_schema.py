from __future__ import annotations

import re

from ontology.schema import EDGE_KINDS, EDGES, HOW_TO_EDGE, NODE_KINDS, NODES

TYPES = {"str", "int", "float", "bool", "date", "strs"}


def test_kinds_and_their_attributes_are_named_once() -> None:
    names = [k.name for k in (*NODE_KINDS, *EDGE_KINDS)]
    assert len(set(names)) == len(names)
    for kind in (*NODE_KINDS, *EDGE_KINDS):
        attributes = [a.name for a in kind.attributes]
        assert len(set(attributes)) == len(attributes)


def test_edges_run_between_kinds_of_node() -> None:
    for kind in EDGE_KINDS:
        assert set(kind.sources) <= set(NODES)
        assert set(kind.targets) <= set(NODES)


def test_attributes_have_known_types_and_names_that_every_format_can_carry() -> None:
    # A row's own fields are columns beside the attributes, so no attribute may take their names.
    taken = {"id", "kind", "name", "facts"}
    for kind in (*NODE_KINDS, *EDGE_KINDS):
        for attribute in kind.attributes:
            assert attribute.type in TYPES
            assert re.fullmatch(r"[a-z]+(_[a-z]+)*", attribute.name)
            assert attribute.name not in taken
    for edge in EDGE_KINDS:
        assert not {"source", "target"} & {a.name for a in edge.attributes}


def test_each_way_of_taking_part_is_an_edge_to_a_meeting() -> None:
    for edge in HOW_TO_EDGE.values():
        assert EDGES[edge].targets == ("Meeting",)
