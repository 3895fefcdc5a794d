"""The command-line reference as Markdown, made from the commands themselves so that it cannot fall behind."""

import inspect
import re
from collections.abc import Iterator
from typing import Any

import typer

from histor.cli.main import app

HEAD = """# Command line

Made by `python docs/check.py --write` from the commands themselves.

Exit status: 0 done; 1 the work was done and something in it failed (said on standard error); 2 the call was
wrong.
"""


def reference() -> str:
    """Return the reference of every command."""
    return HEAD + "".join(_pages(typer.main.get_command(app), "histor"))


def _pages(command: Any, called: str) -> Iterator[str]:  # noqa: ANN401  # Typer's own command classes
    commands = getattr(command, "commands", None)
    if commands is None or command.invoke_without_command:
        yield _page(command, called)
    for name, each in (commands or {}).items():
        yield from _pages(each, f"{called} {name}")


def _page(command: Any, called: str) -> str:  # noqa: ANN401  # as above
    arguments = [one for one in command.params if one.param_type_name == "argument"]
    options = [one for one in command.params if one.param_type_name == "option" and not one.hidden]
    usage = " ".join([called, *map(_placeholder, arguments), "[OPTIONS]"])
    rows = [f"| `{_placeholder(one)}` | {_words(one)} |" for one in arguments]
    rows += [f"| `{', '.join([*one.opts, *one.secondary_opts])}` | {_words(one)} |" for one in options]
    table = "\n".join(["| argument or option | meaning |", "|---|---|", *rows])
    return (
        f"\n## {called}\n\n```\n{usage}\n```\n\n{_prose(command.help)}\n\n{table}\n{_below(command, called)}"
    )


def _below(command: Any, called: str) -> str:  # noqa: ANN401  # as above
    """Return the commands of a group that does something by itself."""
    names = ", ".join(f"`{called} {name}`" for name in getattr(command, "commands", ()))
    return f"\nIts own commands: {names}.\n" if names else ""


def _placeholder(argument: Any) -> str:  # noqa: ANN401  # as above
    many = "..." if argument.nargs < 0 else ""
    return f"{argument.metavar or argument.name.upper()}{many}"


def _words(parameter: Any) -> str:  # noqa: ANN401  # as above
    kept = parameter.default
    words: str = (parameter.help or "").replace("|", "\\|")
    return words if kept in (None, False) or callable(kept) else f"{words} Default: `{kept}`."


def _prose(text: str) -> str:
    """Return a help text as Markdown: its example as code, without Rich's marks."""
    plain = re.sub(r"\[/?(?:bold)?\]", "", inspect.cleandoc(text))
    return re.sub(r"^Example: (.*)$", r"Example: `\1`", plain, flags=re.MULTILINE)
