"""A real Neo4j for the tests: ``BoltServer.java``, run on the jars that ``pom.xml`` names."""

from __future__ import annotations

import os
import queue
import shutil
import subprocess
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
PASSWORD = "only-for-the-tests"
#: A server that starts quickly and takes little memory; the tests are too short for the second compiler to pay.
_JVM = ("-Xms192m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")


def missing() -> list[str]:
    """The programs that the server needs and that are not there."""
    return [program for program in ("java", "mvn") if shutil.which(program) is None]


def jars() -> str:
    """The class path; the first time Maven fetches the jars, about 120 MB, into its own cache."""
    pom, known = FOLDER / "pom.xml", FOLDER / "target" / "classpath"
    if known.is_file() and known.stat().st_mtime >= pom.stat().st_mtime:
        found = known.read_text("utf-8").strip()
        if all(Path(jar).is_file() for jar in found.split(os.pathsep)):
            return found
    known.parent.mkdir(exist_ok=True)
    command = (
        "mvn", "--quiet", "--batch-mode", "--file", str(pom), "dependency:build-classpath",
        "-DincludeScope=runtime", f"-Dmdep.outputFile={known}",
    )
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=900)
    if done.returncode:
        raise RuntimeError(f"Maven could not fetch Neo4j:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return known.read_text("utf-8").strip()


@dataclass(frozen=True)
class Named:
    """A server that someone else has started, for the tests to use up."""

    uri: str
    password: str

    @property
    def auth(self) -> tuple[str, str]:
        return ("neo4j" if self.password else ""), self.password


@dataclass
class Server:
    """One server on a folder of its own, which keeps its data from one start to the next.

    Args:
        home: the folder.
        port: 0 takes any that is free; after the first start it stays the same.
        heap: the most memory for its objects.
    """

    home: Path
    port: int = 0
    heap: str = "640m"
    user: str = "neo4j"
    password: str = PASSWORD
    _process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    @property
    def uri(self) -> str:
        return f"bolt://127.0.0.1:{self.port}"

    @property
    def auth(self) -> tuple[str, str]:
        return self.user, self.password

    def start(self, patience: float = 240) -> Server:
        """Start it, and wait until it can be reached."""
        self.home.mkdir(parents=True, exist_ok=True)
        log = self.home / "java.log"
        command = ("java", *_JVM, f"-Xmx{self.heap}", "-cp", jars(), str(FOLDER / "BoltServer.java"), str(self.home), str(self.port))
        with log.open("wb") as errors:
            self._process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors,
            )
        assert self._process.stdin is not None
        self._process.stdin.write(self.password.encode() + b"\n")
        self._process.stdin.flush()
        said = self._first_line(patience).split()
        if said[:1] != ["bolt"]:
            self.kill()
            raise RuntimeError(f"Neo4j did not start:\n{log.read_text('utf-8', 'replace')[-3000:]}")
        self.port = int(said[1])
        return self

    def _first_line(self, patience: float) -> str:
        process, lines = self._process, queue.Queue[bytes]()
        assert process is not None
        out = process.stdout
        assert out is not None
        threading.Thread(target=lambda: lines.put(out.readline()), daemon=True).start()
        try:
            return lines.get(timeout=patience).decode()
        except queue.Empty:
            return ""

    def admin(self, arguments: Sequence[str], folder: Path) -> str:
        """Run ``neo4j-admin`` from a folder, while the server does not run; gives what it says."""
        (self.home / "conf").mkdir(parents=True, exist_ok=True)
        command = ("java", *_JVM, f"-Xmx{self.heap}", "-cp", jars(), "org.neo4j.cli.AdminTool", *arguments)
        env = {**os.environ, "NEO4J_HOME": str(self.home), "NEO4J_CONF": str(self.home / "conf")}
        done = subprocess.run(command, cwd=folder, env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=600)
        if done.returncode:
            raise RuntimeError(f"neo4j-admin failed:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
        return done.stdout

    def stop(self) -> None:
        """Stop it in good order."""
        assert self._process is not None
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(60)

    def kill(self) -> None:
        """End it at once, as a power cut would."""
        assert self._process is not None
        self._process.kill()
        self._process.wait(60)
