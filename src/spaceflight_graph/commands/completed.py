"""What a shell is offered for the words of each command: the only way from click to query/completion.py.

@click.argument("flight", shell_complete=completed.things("sf:Spaceflight"))
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from spaceflight_graph.commands.options import language_of_the_locale
from spaceflight_graph.store.local import default_path
from spaceflight_graph.suggestions import typed

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from spaceflight_graph.query.completion import Word

    Answer = Callable[[click.Context, click.Parameter, str], list[CompletionItem[str]]]


class Asked(NamedTuple):
    """A word that is begun, and what stands before it.

    Attributes:
        path: the store that is named, or the usual one.
        begun: what is there of the word.
        language: of the reader.
        given: what the command has been given so far.
    """

    path: Path
    begun: str
    language: str
    given: dict[str, Any]


def things(of_class: str = "owl:Thing") -> "Answer":
    """Offer the things of a class."""

    def offer(asked: Asked) -> "list[Word]":
        from spaceflight_graph.namespaces import expand
        from spaceflight_graph.query import completion

        return completion.things(asked.path, asked.begun, expand(of_class), asked.language)

    return _answer(offer)


def classes() -> "Answer":
    """Offer the classes that have things."""

    def offer(asked: Asked) -> "list[Word]":
        from spaceflight_graph.query import completion

        return completion.classes(asked.path, asked.begun, asked.language)

    return _answer(offer)


def properties(of: str) -> "Answer":
    """Offer the properties of the thing that another argument names."""

    def offer(asked: Asked) -> "list[Word]":
        from spaceflight_graph.query import completion

        return completion.properties(asked.path, asked.given[of], asked.begun, asked.language)

    return _answer(offer)


def queries() -> "Answer":
    """Offer the canned queries."""

    def offer(asked: Asked) -> "list[Word]":
        from spaceflight_graph.query import completion

        return completion.queries(asked.begun)

    return _answer(offer)


def parameters() -> "Answer":
    """Offer the parameters of the query that is named, and their values."""

    def offer(asked: Asked) -> "list[Word]":
        from spaceflight_graph.query import completion

        before = asked.given.get("parameters") or ()
        return completion.parameters(asked.path, asked.given["name"], before, asked.begun, asked.language)

    return _answer(offer)


def _answer(offer: "Callable[[Asked], list[Word]]") -> "Answer":
    def answer(context: click.Context, _: click.Parameter, begun: str) -> "list[CompletionItem[str]]":
        from click.shell_completion import CompletionItem

        given = context.params
        asked = Asked(
            given.get("store") or default_path(), begun, given.get("language") or language_of_the_locale(), given
        )
        words = (word for word in offer(asked) if typed(word.value) == word.value)  # a shell would part others
        return [CompletionItem(word.value, help=word.told) for word in words]

    return answer
