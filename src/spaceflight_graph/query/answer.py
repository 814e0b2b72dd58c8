"""An answer in Python: rows of values, as programs use them and as people read them. The only place that holds both."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar, overload

from pyoxigraph import Literal, NamedNode, QueryBoolean, QuerySolutions, Triple

from spaceflight_graph import tables
from spaceflight_graph.errors import SpaceflightError
from spaceflight_graph.namespaces import XSD, Term, local, shorten
from spaceflight_graph.query import typed
from spaceflight_graph.query.ask import Results, failures
from spaceflight_graph.query.reading import Reader
from spaceflight_graph.query.typed import Value

if TYPE_CHECKING:
    from pandas import DataFrame

SHOWN = 60
"""How many rows an answer shows of itself where nobody asked for all."""

_TIMES = {XSD.dateTime, XSD.date, XSD.gYearMonth, XSD.gYear}
_T = TypeVar("_T")


class Row(Mapping[str, Value]):
    """A row of an answer: a mapping from the names of its columns to values of Python, None where nothing is told.

    What qualifies a column ``x`` has columns of its own, as programs get them: ``xPrecision``, ``xApproximation``,
    ``xUnit``, ``xWindowEnd``, ``xPlanned``, ``xReads``.
    """

    __slots__ = ("_answer", "_terms", "_values")

    def __init__(self, answer: "Answer", terms: Sequence[Term | None], of_row: Sequence[Value]) -> None:
        self._answer = answer
        self._terms = terms
        self._values = of_row

    def __getitem__(self, column: str) -> Value:
        return self._values[self._at(column)]

    def __iter__(self) -> Iterator[str]:
        return iter(self._answer.columns)

    def __len__(self) -> int:
        return len(self._values)

    def __repr__(self) -> str:
        told = (f"{name}={text}" for name, text in self._read().items() if text)
        return f"<Row {'; '.join(told)}>"

    def typed(self, column: str, kind: type[_T]) -> _T:
        """Return the value of a column that must be of a type, for programs that are type-checked.

        Raises:
            SpaceflightError: it is of another type, or nothing is told.
        """
        found = self[column]
        if isinstance(found, kind):
            return found
        held = "nothing" if found is None else f"{type(found).__name__} {str(found)!r}"
        raise SpaceflightError(
            f"{column} holds {held}, and no {kind.__name__}. Fix: ask whether there is one, or take row[{column!r}]."
        )

    def reads(self, column: str) -> str:
        """Return how people read a column, with all that qualifies it: ``about 7,220 kg``, ``Apr 2018 (planned)``."""
        cells = self._read()
        if column in cells:
            return cells[column]
        self._at(column)
        raise KeyError(f"{column} qualifies another column, and is read with it; those to read are {', '.join(cells)}")

    def span(self, column: str) -> tuple[datetime | None, datetime | None] | None:
        """Return the first and the last second, in UTC, that a time may mean: what times of any precision sort by.

        An end is None where the time is open, as "after May 2018" is; all is None where no time is told.

        Raises:
            SpaceflightError: the column holds something else.
        """
        term = self.term(column)
        if term is None:
            return None
        if not isinstance(term, Literal) or term.datatype not in _TIMES:
            raise SpaceflightError(f"{column} holds {tables.cell(term)!r}, which is no time. Fix: name another column.")
        from spaceflight_graph import values  # who asks for no span need not wait for it

        end = self._caveat(column, "WindowEnd")
        read = values.read(
            term.value,
            term.datatype.value,
            precision=local(self._caveat(column, "Precision")),
            approximation=local(self._caveat(column, "Approximation")),
            window_end=end.value if isinstance(end, Literal) else None,
        )
        assert isinstance(read, values.Time)  # noqa: S101 - such is the datatype
        return _moment(read.not_before), _moment(read.not_after)

    def term(self, column: str) -> Term | None:
        """Return a column as the graph has it, a term of pyoxigraph."""
        return self._terms[self._at(column)]

    def _caveat(self, column: str, name: str) -> Term | None:
        return self.term(column + name) if column + name in self else None

    def _read(self) -> dict[str, str]:
        head, (cells,) = self._answer.reader.rows(self._answer.columns, [self._terms])
        return dict(zip(head, cells, strict=True))

    def _at(self, column: str) -> int:
        try:
            return self._answer.columns.index(column)
        except ValueError:
            raise KeyError(f"no column is called {column!r}; there are {', '.join(self._answer.columns)}") from None


class Answer(Sequence[Row]):
    """All rows of an answer, in order. It shows itself as people read it: printed, and as a table in notebooks.

    Attributes:
        columns: the names of the columns, in order.
        reader: who reads it: their language, and what they call terms of the ontology.
    """

    columns: tuple[str, ...]
    reader: Reader

    def __init__(self, columns: Sequence[str], terms: Sequence[Sequence[Term | None]], reader: Reader) -> None:
        self.columns = tuple(columns)
        self.reader = reader
        self._terms = terms
        self._names: dict[NamedNode, str] = {}
        self._rows = [Row(self, row, self._typed(row)) for row in terms]

    @classmethod
    def of(cls, results: Results, reader: Reader) -> "Answer":
        """Return what the engine found: the rows of a SELECT, or the triples of a CONSTRUCT, sorted.

        Raises:
            SpaceflightError: the query fails while its rows are found, or answers yes or no.
        """
        if isinstance(results, QueryBoolean):
            raise SpaceflightError("the query answers yes or no, and has no rows. Fix: ask it with `holds`.")
        with failures():  # rows are found while they are read
            if isinstance(results, QuerySolutions):
                columns = [variable.value for variable in results.variables]
                return cls(columns, [[row[i] for i in range(len(columns))] for row in results], reader)
            triples: list[Triple] = sorted(results, key=str)
        return cls(("subject", "predicate", "object"), [[t.subject, t.predicate, t.object] for t in triples], reader)

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> "Answer": ...
    def __getitem__(self, index: int | slice) -> "Row | Answer":
        if isinstance(index, slice):
            return Answer(self.columns, self._terms[index], self.reader)
        return self._rows[index]

    def __len__(self) -> int:
        return len(self._rows)

    def __repr__(self) -> str:
        more = len(self) - SHOWN
        return str(self[:SHOWN]) + f"\n… and {more} more rows" if more > 0 else str(self)

    def __str__(self) -> str:
        if not self._rows:
            return self.reader.nothing()
        return tables.plain(*self.reader.rows(self.columns, self._terms), tables.terminal()).rstrip("\n")

    def _repr_html_(self) -> str:
        if not self._rows:
            return tables.html([], [[self.reader.nothing()]])
        more = len(self) - SHOWN
        shown = tables.html(*self.reader.rows(self.columns, self._terms[:SHOWN]))
        return shown + (f"<p>… and {more} more rows</p>\n" if more > 0 else "")

    def to_dataframe(self) -> "DataFrame":
        """Return all columns as a pandas data frame: whole numbers as ``Int64``, which may lack some.

        Raises:
            SpaceflightError: pandas is not installed.
        """
        try:
            from pandas import DataFrame
        except ImportError:
            raise SpaceflightError("pandas is not installed. Fix: `pip install 'spaceflight-graph[pandas]'`.") from None
        frame = DataFrame.from_records([tuple(row.values()) for row in self._rows], columns=list(self.columns))
        for column in self.columns:
            kinds = {type(row[column]) for row in self._rows} - {type(None)}
            if kinds == {int}:
                frame[column] = frame[column].astype("Int64")
        return frame

    def _typed(self, row: Sequence[Term | None]) -> list[Value]:
        precisions = {
            name: local(row[at])
            for at, name in enumerate(self.columns)
            if name.endswith("Precision") and row[at] is not None
        }
        return [
            typed.value(term, self._name, precisions.get(f"{name}Precision"))
            for name, term in zip(self.columns, row, strict=True)
        ]

    def _name(self, node: NamedNode) -> str:
        if node not in self._names:
            label = self.reader.label(node)
            if label in (None, shorten(node.value)):  # it has none: a quantity reads as such
                _, ((label,),) = self.reader.rows([""], [[node]])
            self._names[node] = label or node.value
        return self._names[node]


def _moment(lexical: str | None) -> datetime | None:
    read = typed.value(Literal(lexical, datatype=XSD.dateTime), str) if lexical else None
    return read if isinstance(read, datetime) else None
