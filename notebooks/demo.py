"""What `make demo` runs: builds a graph from the notices in data/, asks it questions, writes it out.

    python notebooks/demo.py [FOLDER]

The graph file demo.kg and the folder demo/ are written into FOLDER, by default the present one. Each step is a
command that can be typed as shown.
"""

from __future__ import annotations

import shlex
import subprocess
import sys
from pathlib import Path

DATA = Path(__file__).parent / "data"
MEETING = "meeting=全省邮政管理局长座谈会"

#: What is said before a question, and the question.
QUESTIONS = (
    ("Who chaired what", "chaired"),
    ("One meeting, reported in Traditional script and injured by scraping. Who chaired it?", "chaired", MEETING),
    ("Who spoke at it?", "spoke", MEETING),
    ("Who attended it?", "attended", MEETING),
    ("Where and when was it, what did it pass on and deal with?", "meeting", MEETING),
    ("Who spoke at the national meeting that it passed on?", "spoke", "meeting=全国邮政管理局长座谈会"),
    ("Who was director of the budget commission, and from when to when?", "holders",
     "bureau=全国人大常委会预算工作委员会", "title=主任"),
    ("What happened to 陈小江's posts?", "moves", "person=陈小江"),
    ("What was announced, and had not happened yet?", "meetings", "status=planned"),
)


def kg(*words: str) -> None:
    """Shows a command and runs it; what it prints goes to where ours goes."""
    print("\n$", shlex.join(["kg", *words]), flush=True)
    done = subprocess.run([sys.executable, "-m", "kg", *words], check=False)
    if done.returncode:
        sys.exit(f"kg {words[0]} ended with status {done.returncode}")


def main(folder: Path) -> None:
    graph, out = folder / "demo.kg", folder / "demo"
    out.mkdir(parents=True, exist_ok=True)
    graph.unlink(missing_ok=True)

    kg("build", str(DATA), "--into", str(graph))
    kg("stats", str(graph))
    for said, question, *parameters in QUESTIONS:
        print(f"\n— {said}", flush=True)
        kg("ask", str(graph), question, *(word for p in parameters for word in ("--param", p)))
    kg("export", str(graph), "--to", "turtle", "-o", str(out / "graph.ttl"))
    kg("export", str(graph), "--to", "graphml", "-o", str(out / "graph.graphml"))
    kg("draw", str(graph), "-o", str(out / "graph.svg"))
    kg("draw", "network", str(graph), "--limit", "20", "-o", str(out / "network.html"))
    print(f"\nThe graph is in {graph}, and as RDF, GraphML and pictures in {out}/.")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path())
