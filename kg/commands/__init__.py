"""The commands of ``kg``: one module each, imported when it is called."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

#: By name, the module that holds the command (as ``command``) and the line that says what it does.
COMMANDS: Mapping[str, tuple[str, str]] = MappingProxyType({
    "build": ("kg.commands.build", "Read notices into a graph file."),
    "extract": ("kg.commands.extract", "Print what is found in notices, without keeping it."),
    "show": ("kg.commands.show", "Show all that is known of a person, body, place, meeting or campaign."),
    "ask": ("kg.commands.ask", "Ask a question of the catalogue."),
    "query": ("kg.commands.query", "Ask a free question in SPARQL or Cypher, read-only."),
    "export": ("kg.commands.export", "Write the graph in a format that other programs read."),
    "push": ("kg.commands.push", "Make what a Neo4j database holds of the graph equal to it."),
    "pull": ("kg.commands.pull", "Read a graph that was pushed back from Neo4j."),
    "explore": ("kg.commands.explore", "Look around in a graph file, in the browser."),
    "draw": ("kg.commands.draw", "Draw the graph, or the part of it around something."),
    "review": ("kg.commands.review", "Look at likely doubles side by side, and decide."),
    "merge": ("kg.commands.merge", "Decide that two persons, bodies or meetings are one."),
    "split": ("kg.commands.split", "Decide that a person, body or meeting is two or more."),
    "undo": ("kg.commands.undo", "Take a decision back."),
    "why": ("kg.commands.why", "Explain why two persons are one, or two."),
    "decisions": ("kg.commands.decisions", "List what was decided, by whom, when and why; write it to CSV or read it."),
    "conflicts": ("kg.commands.conflicts", "List facts that cannot both hold, each with its words."),
    "withdraw": ("kg.commands.withdraw", "Close what a notice states."),
    "stats": ("kg.commands.stats", "Count what a graph file holds."),
    "sample": ("kg.commands.sample", "Draw facts to be judged by hand, or score the judged sheet."),
    "import": ("kg.commands.import_", "Make a graph file of an export."),
    "validate": ("kg.commands.validate", "Hold a graph or an RDF file against the shapes, and quotes against notices."),
    "check": ("kg.commands.check", "Check that a graph file is whole and that every quote stands in its notice."),
    "models": ("kg.commands.models", "Fetch and check the segmenter's weights."),
})
