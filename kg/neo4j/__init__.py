"""The graph in a Neo4j database, and back.

``push`` makes what a graph owns in the database equal to the graph; ``pull`` reads it back. ``connect`` opens a driver
with errors that say what to do.
"""

from __future__ import annotations

from kg.neo4j.connection import ServerError, connect
from kg.neo4j.pull import graphs_in, pull
from kg.neo4j.push import RemovalError, Summary, push

__all__ = ["RemovalError", "ServerError", "Summary", "connect", "graphs_in", "pull", "push"]
