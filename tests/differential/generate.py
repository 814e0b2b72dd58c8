"""Random data and shapes in Turtle, the same for the same number: the only place that makes them up."""

from random import Random

HEAD = """\
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix : <http://e.org/> .
"""
_NODES = (":a", ":b", ":c", ":d", "_:x", "_:y")
_CLASSES = (":C", ":D", ":E")
_PROPERTIES = (":p", ":q", ":r")
_LITERALS = (
    "1", "2", "01", "-0", "1.0", "1.00", "2.5", "1e0", "true", '"1"^^xsd:boolean', '"x"', '"X"', '""', '"x"@en',
    '"x"@EN', '"y"@en', '"x"@de-AT', '"x"@de', '"5"^^xsd:byte', '"5"^^xsd:int', '"300"^^xsd:byte', '"abc"^^xsd:integer',
    '"1.5"^^xsd:integer', '"INF"^^xsd:double', '"inf"^^xsd:double', '"NaN"^^xsd:double', '"0.1"^^xsd:float',
    '"99999999999999999999999"^^xsd:integer', '"1.0000000000000000000000001"^^xsd:decimal',
    '"2020-01-01"^^xsd:date', '"2020-02-30"^^xsd:date', '"2020-01-01T00:00:00Z"^^xsd:dateTime',
    '"2020-01-01T00:00:00+00:00"^^xsd:dateTime', '"2020-01-01T00:00:00.5"^^xsd:dateTime', '"2020"^^xsd:gYear',
    '"--02-29"^^xsd:gMonthDay', '"PT60S"^^xsd:duration', '"x"^^:own', '"a b\\\\nc"',
)  # fmt: skip
_DATATYPES = (
    "xsd:integer", "xsd:decimal", "xsd:string", "xsd:double", "xsd:byte", "xsd:boolean", "xsd:date", "xsd:dateTime",
    "rdf:langString", ":own",
)  # fmt: skip
_KINDS = ("sh:IRI", "sh:BlankNode", "sh:Literal", "sh:BlankNodeOrIRI", "sh:BlankNodeOrLiteral", "sh:IRIOrLiteral")
_PATTERNS = ("^x", "^[a-z]$", "1", "^.$", "^\\\\d+$", "e.org/[ab]$")
_QUERIES = (
    "SELECT $this ?value {{ $this {0} ?value FILTER(isLiteral(?value)) }}",
    "SELECT $this {{ $this {0} ?a . ?a {1} ?b }}",
    "SELECT $this ?value {{ $this {0} ?value FILTER NOT EXISTS {{ ?value {1} ?b }} }}",
    "SELECT $this {{ $this {0} ?a }} GROUP BY $this HAVING (COUNT(?a) > 1)",
    "SELECT DISTINCT $this ?value {{ $this {0}/{1} ?value }}",
    "SELECT $this ?value {{ $this {0} ?value OPTIONAL {{ $this {1} ?b }} FILTER(!BOUND(?b)) }}",
)


class Case:
    """One case: data and shapes, as Turtle.

    Args:
        seed: what it is made from.
    """

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)
        self.data = HEAD + self._data()
        self.shapes = HEAD + "".join(self._shape(f":S{number}") for number in range(self._random.randint(1, 2)))

    def _one(self, of: tuple[str, ...]) -> str:
        return self._random.choice(of)

    def _maybe(self, chance: float) -> bool:
        return self._random.random() < chance

    def _data(self) -> str:
        lines = [
            f"{self._one(_NODES)} {self._one(_PROPERTIES)} {self._value()} ."
            for _ in range(self._random.randint(4, 14))
        ]
        lines += [f"{self._one(_NODES)} a {self._one(_CLASSES)} ." for _ in range(self._random.randint(1, 4))]
        if self._maybe(0.3):
            lines.append(":D rdfs:subClassOf :C .")
        if self._maybe(0.2):
            lines.append(":E rdfs:subClassOf [ rdfs:subClassOf :C ] .")
        if self._maybe(0.1):
            lines.append(":a a [ rdfs:subClassOf :C ] .")
        return "\n".join(lines) + "\n"

    def _value(self) -> str:
        return self._one(_LITERALS) if self._maybe(0.6) else self._one(_NODES)

    def _constant(self) -> str:
        return self._one(_LITERALS) if self._maybe(0.6) else self._one(_NODES[:4])

    def _shape(self, name: str) -> str:
        targets = {
            "sh:targetClass": self._one(_CLASSES),
            "sh:targetNode": self._one((*_NODES[:4], ":absent", '"x"', "1")),
            "sh:targetSubjectsOf": self._one(_PROPERTIES),
            "sh:targetObjectsOf": self._one(_PROPERTIES),
        }
        chosen = self._random.sample(sorted(targets), self._random.randint(1, 2))
        head = "".join(f" {kind} {targets[kind]} ;" for kind in chosen)
        if self._maybe(0.15):
            head += f" sh:severity {self._one(('sh:Warning', 'sh:Info'))} ;"
        return f"{name} a sh:NodeShape ;{head}{self._body(2, path=False, outer=True)} .\n"

    def _body(self, depth: int, *, path: bool, outer: bool) -> str:
        """Return constraints; those of a property shape if it has a path."""
        kinds = ["class", "datatype", "nodeKind", "range", "length", "pattern", "languageIn", "equals", "disjoint",
                 "hasValue", "in", "closed"]  # fmt: skip
        if path:
            kinds += ["minCount", "maxCount", "uniqueLang", "lessThan", "lessThanOrEquals", "minCount", "maxCount"]
        if depth:
            kinds += ["not", "and", "or", "xone", "node", "property", "property"]
            if path:
                kinds += ["qualified"]
        if outer:
            kinds += ["sparql"]
        chosen = self._random.sample(kinds, self._random.randint(1, 3))
        return "".join(self._constraint(kind, depth) for kind in dict.fromkeys(chosen))

    def _constraint(self, kind: str, depth: int) -> str:
        number = self._random.randint(0, 2)
        match kind:
            case "class":
                return f" sh:class {self._one(_CLASSES)} ;"
            case "datatype":
                return f" sh:datatype {self._one(_DATATYPES)} ;"
            case "nodeKind":
                return f" sh:nodeKind {self._one(_KINDS)} ;"
            case "range":
                sign = self._one(("minInclusive", "minExclusive", "maxInclusive", "maxExclusive"))
                return f" sh:{sign} {self._one(_BOUNDS)} ;"
            case "length":
                return f" sh:{self._one(('minLength', 'maxLength'))} {number} ;"
            case "pattern":
                flags = ' ; sh:flags "i"' if self._maybe(0.3) else ""
                return f' sh:pattern "{self._one(_PATTERNS)}"{flags} ;'
            case "languageIn":
                return f' sh:languageIn ( "{self._one(("en", "de", "de-AT", "fr"))}" ) ;'
            case "uniqueLang":
                return " sh:uniqueLang true ;"
            case "equals" | "disjoint" | "lessThan" | "lessThanOrEquals":
                return f" sh:{kind} {self._one(_PROPERTIES)} ;"
            case "hasValue":
                return f" sh:hasValue {self._constant()} ;"
            case "in":
                return f" sh:in ( {' '.join(self._constant() for _ in range(self._random.randint(1, 4)))} ) ;"
            case "closed":
                ignored = f" ; sh:ignoredProperties ( rdf:type {self._one(_PROPERTIES)} )" if self._maybe(0.6) else ""
                return f" sh:closed true{ignored} ;"
            case "minCount" | "maxCount":
                return f" sh:{kind} {number} ;"
            case "not" | "node":
                return f" sh:{kind} [{self._body(depth - 1, path=False, outer=False)} ] ;"
            case "and" | "or" | "xone":
                return f" sh:{kind} ( {' '.join(f'[{self._inner(depth - 1)} ]' for _ in range(2))} ) ;"
            case "property":
                return f" sh:property [{self._property(depth - 1)} ] ;"
            case "qualified":
                limit = self._one(("qualifiedMinCount", "qualifiedMaxCount"))
                return f" sh:qualifiedValueShape [{self._inner(depth - 1)} ] ; sh:{limit} {number} ;"
        query = self._one(_QUERIES).format(*(f"<http://e.org/{self._one(_PROPERTIES)[1:]}>" for _ in range(2)))
        return f' sh:sparql [ sh:select "{query}" ] ;'

    def _inner(self, depth: int) -> str:
        return self._property(depth) if self._maybe(0.4) else self._body(depth, path=False, outer=False)

    def _property(self, depth: int) -> str:
        return f" sh:path {self._path(2)} ;{self._body(depth, path=True, outer=False)}"

    def _path(self, depth: int) -> str:
        if depth == 0 or self._maybe(0.5):
            return self._one(_PROPERTIES)
        kind = self._one(("inverse", "sequence", "alternative", "zeroOrMore", "oneOrMore", "zeroOrOne"))
        if kind == "sequence":
            return f"( {self._path(depth - 1)} {self._path(depth - 1)} )"
        if kind == "alternative":
            return f"[ sh:alternativePath ( {self._path(depth - 1)} {self._path(depth - 1)} ) ]"
        return f"[ sh:{kind}Path {self._path(depth - 1)} ]"


_BOUNDS = (
    "1", "1.0", "2.5", "1e0", '"2020-01-01"^^xsd:date', '"2020-01-01T00:00:00Z"^^xsd:dateTime', '"x"',
    '"99999999999999999999998"^^xsd:integer', '"INF"^^xsd:double',
)  # fmt: skip
