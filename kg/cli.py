"""The command ``kg``: results on standard output, notes on standard error, no traceback for bad input."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any

import click

from kg.commands import COMMANDS
from ontology.errors import GuanxiError

#: Exit statuses beside 0: faults were reported under --strict; the input or the arguments cannot be used.
FAULTS, UNUSABLE = 1, 2
_STOPPED, _BROKEN_PIPE = 130, 141


class _Commands(click.Group):
    """The commands of the registry, each imported only when it is called."""

    @property
    def commands(self) -> dict[str, click.Command]:
        """All commands, every one imported."""
        return {name: _command(name) for name in COMMANDS}

    @commands.setter
    def commands(self, value: object) -> None:
        """The registry alone says which commands there are."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        return _command(cmd_name) if cmd_name in COMMANDS else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, does) for name, (_, does) in COMMANDS.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            import difflib

            near = difflib.get_close_matches(args[0], COMMANDS, 1)
            hint = f"did you mean {near[0]}?" if near else f"use one of {', '.join(COMMANDS)}"
            raise click.UsageError(f"there is no command {args[0]!r}: {hint}", ctx)
        return super().resolve_command(ctx, args)

    def main(
        self, args: Sequence[str] | None = None, prog_name: str | None = None, complete_var: str | None = None,
        standalone_mode: bool = True, **more: Any,
    ) -> Any:
        """Run a command and exit with its status; what cannot be used is said in a line, never as a traceback."""
        if not standalone_mode:
            return super().main(args, prog_name, complete_var, standalone_mode=False, **more)
        for stream in (sys.stdout, sys.stderr):
            # Chinese goes out as UTF-8 whatever the locale; a lone surrogate as its escape.
            with contextlib.suppress(AttributeError, ValueError):
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
        sys.exit(self._run(args))

    def _run(self, args: Sequence[str] | None) -> int:
        try:
            status = super().main(args, prog_name="kg", standalone_mode=False)
            sys.stdout.flush()
            return status if isinstance(status, int) else 0
        except click.ClickException as error:
            error.show()
            return UNUSABLE
        except (click.Abort, KeyboardInterrupt):
            click.echo("kg: stopped", err=True)
            return _STOPPED
        except BrokenPipeError:
            # Who read our output has had enough. Python would complain once more when it closes the stream.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return _BROKEN_PIPE
        except (GuanxiError, OSError) as error:
            click.echo(f"kg: {_said(error)}", err=True)
            return UNUSABLE


def _command(name: str) -> click.Command:
    command: click.Command = import_module(COMMANDS[name][0]).command
    return command


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="guanxi", prog_name="kg")
def main() -> None:
    """Turn Chinese official notices into a knowledge graph, and ask it who chaired, spoke at or attended what.

    \b
    Example:
      kg build notices/ --into g.kg
      kg ask g.kg chaired --param actor=赵俊芝

    Exit status: 0 done; 1 done, with faults reported (--strict); 2 the input or the arguments cannot be used.
    """


def _said(error: BaseException) -> str:
    if isinstance(error, OSError) and error.strerror:
        name = os.fsdecode(error.filename) if isinstance(error.filename, str | bytes) else ""
        return f"{name}: {error.strerror.lower()}" if name else error.strerror.lower()
    return str(error)


if __name__ == "__main__":
    main()
