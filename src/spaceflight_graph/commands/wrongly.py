"""What click refuses, in one message of ours: the only place that says what to type instead."""

import re
from collections.abc import Collection, Sequence

import click

from spaceflight_graph.errors import shortened
from spaceflight_graph.suggestions import nearest, typed


def told(error: click.ClickException) -> str:
    """Return what is wrong, where, and what to type instead, in lines that nothing in it can break."""
    said = error.message if isinstance(error, click.NoSuchOption) else error.format_message()  # we know what is near
    message = re.sub(r"\s*\n\t", " ", said)  # a list of choices
    message = re.sub(r"\S{200,}", lambda word: f"{word.group()[:80]}…", message).rstrip(".")
    context = getattr(error, "ctx", None)
    if context is None:
        return f"{message}."
    where = context.command_path
    remedy = _remedy(error, context)
    return f"{where}: {message[0].lower()}{message[1:]}. Fix: {remedy}`{where} --help` tells all."


def _remedy(error: click.ClickException, context: click.Context) -> str:
    """Return what to type instead; nothing where nobody can know."""
    if isinstance(error, click.NoSuchOption):
        return _no_option(error.option_name, context)
    if isinstance(error, click.MissingParameter) and error.param is not None:
        return f"add {error.param.metavar or (error.param.name or '').upper()}; "
    if isinstance(error, click.BadParameter) and error.param is not None:
        wrong, kind = re.search(r"'([^']*)'(?= is not one of)", error.message), error.param.type
        if wrong and isinstance(kind, click.Choice):
            return _take(nearest(wrong[1], kind.choices, 2)) or "take one of these; "
        if isinstance(kind, click.File):
            query = re.match(r"'(.*\{.*)'", error.message)
            return f"pipe it in: echo {typed(shortened(query[1]))} | spaceflight sparql; " if query else _CHECK
        return _CHECK if isinstance(kind, click.Path) else ""
    if "unexpected extra argument" in error.format_message():
        return "leave it out, or put a name that has spaces in quotes; "
    return ""


_CHECK = "check its name; "


def _no_option(name: str, context: click.Context) -> str:
    from spaceflight_graph.query import catalogue

    command = context.command

    parameter = name.lstrip("-")
    if context.info_name == "query" and any(parameter == p.name for q in catalogue.all_queries() for p in q.parameters):
        return f"write {parameter}=VALUE; "
    options = [option for p in command.params for option in (*p.opts, *p.secondary_opts) if option.startswith("--")]
    return _take(nearest(name, options, 2))


def _take(near: Sequence[str]) -> str:
    return f"take {' or '.join(near)}; " if near else ""


def no_command(name: str, others: Sequence[str], commands: Collection[str]) -> str:
    """Return what to tell of a command that does not exist: the one that is meant, or the query.

    Args:
        name: as typed.
        others: what was typed behind it.
        commands: those there are.
    """
    from spaceflight_graph.query import catalogue

    if near := nearest(name, commands, 2):
        meant = " or ".join(f"`spaceflight {one}`" for one in near)
    elif name in catalogue.files():
        meant = f"`{' '.join(map(typed, ['spaceflight', 'query', name, *others]))}`"
    else:
        meant = "take one of those that `spaceflight --help` lists"
    return f"there is no command {shortened(name)!r}. Fix: {meant}."
