"""The pipeline: notices are read, extracted from in several processes, and kept; the graph is what the ledger says."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import loaders
from kg import graphfile, hindsight, identity, origins, workers
from kg.ledger import Ledger
from loaders.facts import Facts, Notice
from loaders.readers import Fault, Meter, read
from ontology import schema
from ontology.origins import Origin
from ontology.schema import Evidence

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph

Sources = str | Path | Iterable[str | Path]

#: A transaction holds at most so many notices, or what came in so many seconds: what a kill can lose.
_BATCH, _SECONDS = 200, 2.0
#: Seconds between two words on how far it has come.
_TOLD = 0.5
#: What settling rests on beside ``identity``.
_SETTLING = ("copies.py", "decisions.py", "ids.py", "rows.py")


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did, in numbers.

    ``notices`` were read; of them ``new`` came under a new key, ``changed`` with another text under a known key,
    ``known`` were held already, ``again`` were held but say something else under the present rules. ``facts`` is what
    the ledger holds now, ``older`` how many of the known notices were read with other rules than the present ones.
    ``share`` says how much of the sources has been read, from 0 to 1; None where a pipe does not tell its length.
    """

    notices: int = 0
    new: int = 0
    changed: int = 0
    known: int = 0
    again: int = 0
    copies: int = 0
    older: int = 0
    faults: int = 0
    facts: int = 0
    seconds: float = 0.0
    share: float | None = None


OnFault = Callable[[Fault], None]
Progress = Callable[[BuildReport], None]


def build(
    sources: Sources,
    into: str | Path | None = None,
    *,
    processes: int | None = None,
    fields: Mapping[str, str] | None = None,
    strict: bool = False,
    again: bool = False,
    progress: Progress | None = None,
    on_fault: OnFault | None = None,
) -> KnowledgeGraph:
    """Read notices into a graph.

    Args:
        sources: a file or folder of notices, or several; ``-`` is standard input.
        into: the graph file to keep them in, made where it is missing; without it nothing outlasts the program.
        processes: how many processes extract; by default as many as there are cores.
        fields: for JSON and CSV, which field holds what: ``{"text": "content"}``.
        strict: raise at the first record that cannot be read, instead of going on without it.
        again: extract anew from notices that are held already, as one does when the rules have changed.
        progress: called with what has been done so far, now and then.
        on_fault: called with each record that could not be read.

    Raises:
        ReadError: a source cannot be read at all, or, with ``strict``, one record of it.
        LedgerError: the graph file cannot be used.

    A notice that is held already is skipped; a build that was killed goes on where it stopped.
    """
    # Before a file is made of sources that are not there.
    read(listed(sources), fields=fields)
    ledger = Ledger.temporary() if into is None else Ledger.open(into, create=True)
    try:
        feed(ledger, sources, processes=processes, fields=fields, strict=strict, again=again, progress=progress,
             on_fault=on_fault)
        renew(ledger)
        if into is not None:
            # The graph only reads: others may write the file from now on.
            ledger.close()
            ledger = Ledger.open(into, readonly=True)
        resolved = current(ledger)
    except BaseException:
        ledger.close()
        raise
    return _graph(ledger, resolved)


def open_graph(path: str | Path, known_on: str = "", recorded_on: str = "") -> KnowledgeGraph:
    """Open a graph file for asking.

    Args:
        path: a file made by ``build``, or a graph without its notices (``kg pull`` makes one).
        known_on: count only notices published by this day (ISO 8601, any precision).
        recorded_on: count what the ledger held on this day, instead of now.

    Raises:
        LedgerError: the file is missing, damaged or no graph file; or it holds no notices and is to look back.
    """
    if graphfile.is_one(Path(path)):
        graph = graphfile.read(Path(path))
        return hindsight.graph_then(graph, known_on, recorded_on)
    ledger = Ledger.open(path, readonly=True)
    try:
        resolved = identity.resolve(ledger, known_on, recorded_on) if known_on or recorded_on else current(ledger)
    except BaseException:
        ledger.close()
        raise
    return _graph(ledger, resolved, known_on, recorded_on)


def _graph(
    ledger: Ledger, resolved: identity.Resolved, known_on: str = "", recorded_on: str = ""
) -> KnowledgeGraph:
    """The graph of a ledger, which can look back from it."""
    from kg.graph import KnowledgeGraph

    made: dict[tuple[str, str], KnowledgeGraph] = {}

    def evidence(facts: Iterable[str]) -> list[Evidence]:
        return ledger.evidence(facts, known_on=known_on, recorded_on=recorded_on)

    def then(known: str, recorded: str) -> KnowledgeGraph:
        # What was published later than the graph's own day is not in it.
        days = min(known or known_on, known_on or known), recorded or recorded_on
        if days not in made:
            made[days] = _graph(ledger, identity.resolve(ledger, *days), *days)
        return made[days]

    def origins_of(notices: Iterable[str]) -> Iterator[Origin]:
        return origins.of_ledger(ledger, notices, rules_version())

    graph = KnowledgeGraph(resolved.nodes, resolved.edges, evidence, ledger.ident(), then, origins_of)
    graph.file = None if known_on or recorded_on else ledger.path
    return graph


def feed(
    ledger: Ledger,
    sources: Sources,
    *,
    processes: int | None = None,
    fields: Mapping[str, str] | None = None,
    strict: bool = False,
    again: bool = False,
    progress: Progress | None = None,
    on_fault: OnFault | None = None,
    stdin: BinaryIO | None = None,
    extract: str = workers.EXTRACT,
) -> BuildReport:
    """Read notices into an open ledger; ``extract`` names the extraction, the rest is as for ``build``."""
    started = time.monotonic()
    faults = 0

    def fault(found: Fault) -> None:
        nonlocal faults
        faults += 1
        if on_fault is not None:
            on_fault(found)

    _ready()
    names = listed(sources)
    label = json.dumps([names, dict(fields or {}), again], ensure_ascii=False)
    rules = rules_version()
    # A build that finds nothing new leaves no trace, not even of itself.
    run = ledger.cut_short(label, rules)
    counted, meter, told = _Counts(), Meter(), time.monotonic()

    def tell() -> BuildReport:
        nonlocal told
        told = time.monotonic()
        report = replace(counted.report(faults, told - started), share=meter.share)
        if progress is not None:
            progress(report)
        return report

    notices = read(names, fields=fields, strict=strict, on_fault=fault, stdin=stdin, meter=meter)

    def read_now() -> Iterator[Notice]:
        for notice in notices:
            # Notices that are held already are not written, but take their time to read.
            if time.monotonic() - told > _TOLD:
                tell()
            yield notice

    wanted = _unknown(ledger, read_now(), again, rules, counted)
    waiting: list[workers.Found] = []

    def write() -> None:
        nonlocal run, waiting
        if waiting:
            with ledger.writing():
                run = run or ledger.begin(label, rules)
                for item in waiting:
                    counted.add(ledger.keep(run, item.notice, item.facts, item.plain, item.sketch, again))
            waiting = []

    with closing(workers.extracted(wanted, processes or workers.available(), extract)) as found:
        since = time.monotonic()
        try:
            for item in found:
                if item.fault:
                    fault(_fault_of(item))
                    continue
                waiting.append(item)
                if len(waiting) >= _BATCH or time.monotonic() - since > _SECONDS:
                    write()
                    since = time.monotonic()
                    tell()
        finally:
            # Also when stopped by hand: what has been extracted is kept.
            write()
    if run is not None:
        with ledger.writing():
            ledger.finish(run)
    facts = int(ledger.one("SELECT count(DISTINCT fact) FROM statements WHERE recorded_until IS NULL"))
    return replace(tell(), facts=facts)


def extracted(
    sources: Sources, fields: Mapping[str, str] | None = None, processes: int | None = None,
    on_fault: OnFault | None = None, stdin: BinaryIO | None = None, extract: str = workers.EXTRACT,
) -> Generator[tuple[Notice, Facts], None, None]:
    """What is found in each notice of the sources, in their order, without a ledger.

    Args:
        sources, fields, processes, on_fault: as for ``build``.
        stdin: what ``-`` means, if not standard input.
        extract: names the extraction.

    Raises:
        ReadError: at the call, where a source cannot be read at all.
    """
    _ready()
    notices = read(listed(sources), fields=fields, on_fault=on_fault, stdin=stdin)
    return _found(notices, processes or workers.available(), on_fault, extract)


def _found(
    notices: Iterable[Notice], processes: int, on_fault: OnFault | None, extract: str
) -> Generator[tuple[Notice, Facts], None, None]:
    with closing(workers.extracted(notices, processes, extract)) as found:
        for item in found:
            if not item.fault:
                yield item.notice, item.facts
            elif on_fault is not None:
                on_fault(_fault_of(item))


def _fault_of(item: workers.Found) -> Fault:
    return Fault(item.notice.key, "", f"its facts could not be extracted ({item.fault})",
                 "the other notices are not touched; please report it with this notice")


def listed(sources: Sources) -> list[str]:
    """Sources as a list of strings, however they are given.

    >>> listed("notices/"), listed(["a.txt", "b.txt"])
    (['notices/'], ['a.txt', 'b.txt'])
    """
    return [str(s) for s in ([sources] if isinstance(sources, str | Path) else sources)]


def renew(ledger: Ledger) -> None:
    """Bring what the ledger's file keeps of the graph up to date; the ids that its entities have are remembered.

    Only what depends on what has changed is settled again.
    """
    with ledger.writing():
        identity.renew(ledger, settling_version())


def settle(ledger: Ledger) -> identity.Resolved:
    """As ``renew``, and the rows of the graph."""
    renew(ledger)
    return identity.whole(ledger)


def current(ledger: Ledger) -> identity.Resolved:
    """The rows of the graph of a ledger as it is now: as its file keeps them, or settled anew where that does not hold."""
    if identity.holds(ledger, settling_version()):
        return identity.whole(ledger)
    return identity.resolve(ledger)


def _ready() -> None:
    """Say once, and not in every process, what will be less sure; stop at a damaged model before reading."""
    from loaders.extraction import models, segmenter

    path = models.model_path()
    if path is None:
        segmenter.warn()
    else:
        models.check(path)


@cache
def rules_version() -> str:
    """The version of the rules that extract: it changes with every byte of them, their lexicons and their model."""
    from loaders.extraction import segmenter

    hashed = hashlib.sha256()
    folder = Path(next(iter(loaders.__path__)))
    for path in sorted(p for p in folder.rglob("*") if p.suffix in (".py", ".tsv")):
        hashed.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    try:
        version = metadata.version("guanxi")
    except metadata.PackageNotFoundError:
        version = "0"
    return f"{version} {hashed.hexdigest()[:12]} {segmenter.version()}"


@cache
def settling_version() -> str:
    """The version of the rules that settle who is who and weave the graph: it changes with every byte of them."""
    hashed = hashlib.sha256(rules_version().encode())
    folder = Path(__file__).parent
    here = [*sorted((folder / "identity").rglob("*.py")), *sorted((folder / "identity").rglob("*.tsv")),
            *(folder / name for name in _SETTLING), Path(schema.__file__)]
    for path in here:
        hashed.update(path.name.encode() + b"\0" + path.read_bytes())
    return hashed.hexdigest()[:24]


@dataclass(slots=True)
class _Counts:
    """Counted while reading and writing, which run in turns."""

    notices: int = 0
    new: int = 0
    changed: int = 0
    known: int = 0
    again: int = 0
    older: int = 0

    def add(self, outcome: str) -> None:
        """Count what ``Ledger.keep`` says of a notice."""
        setattr(self, outcome, getattr(self, outcome) + 1)

    def report(self, faults: int, seconds: float) -> BuildReport:
        return BuildReport(
            notices=self.notices, new=self.new, changed=self.changed, known=self.known, again=self.again,
            older=self.older, faults=faults, seconds=round(seconds, 2),
        )


def _unknown(ledger: Ledger, notices: Iterable[Notice], again: bool, rules: str, counted: _Counts) -> Iterator[Notice]:
    """The notices that have to be extracted from."""
    for notice in notices:
        counted.notices += 1
        held = ledger.read_with(notice.key, notice.digest)
        if held is None or again:
            yield notice
            continue
        counted.known += 1
        counted.older += held != rules
