"""Which tables and columns the CSV export has: the only place that lists them. Their rows come from ``queries/tables``.

Titles are the labels of our own terms, in the languages of the ontology; for borrowed terms they stand here.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Column:
    """A column: its name is the variable of the query.

    Attributes:
        name: as the header has it.
        terms: whose labels make its title, the wider first.
        datatype: of CSVW; what may be a date, a month or a year is a string, with ``…Precision`` beside it.
        many: whether a cell may hold several values, parted by ``|``.
        required: whether each row has it.
    """

    name: str
    terms: tuple[str, ...]
    datatype: str = "string"
    many: bool = False
    required: bool = False


def _time(name: str, *terms: str) -> tuple[Column, ...]:
    """Return the columns of a time: as told, and all that qualifies it."""
    return (
        Column(name, terms),
        Column(f"{name}Precision", (*terms, "sf:precision"), "anyURI"),
        Column(f"{name}Approximation", (*terms, "sf:approximation"), "anyURI"),
        Column(f"{name}WindowEnd", (*terms, "sf:windowEnd")),
    )


def _range(before: str, after: str, *terms: str) -> tuple[Column, ...]:
    """Return the columns that a time can be compared by."""
    return (
        Column(before, (*terms, "sf:notBefore"), "dateTime"),
        Column(after, (*terms, "sf:notAfter"), "dateTime"),
    )


_NAMES = tuple(Column(f"name{tag.title()}", ("rdfs:label",)) for tag in ("en", "de", "ru", "zh"))

TABLES: dict[str, tuple[Column, ...]] = {
    "flights": (
        Column("flight", ("sf:Spaceflight",), "anyURI", required=True),
        *_NAMES,
        Column("kind", ("sf:kind",), "anyURI", required=True),
        Column("wikidata", ("schema:sameAs",), "anyURI", many=True),
        Column("cosparId", ("sf:cosparId",)),
        Column("satelliteCatalogNumber", ("sf:satelliteCatalogNumber",)),
        Column("operator", ("sf:operator",), "anyURI", many=True),
        Column("operatorPlanned", ("sf:operator", "sf:planned"), "boolean"),
        Column("launchVehicleModel", ("sf:launchVehicleModel",), "anyURI"),
        Column("launchVehicleModelPlanned", ("sf:launchVehicleModel", "sf:planned"), "boolean"),
        *_time("launchTime", "sf:Launch", "sf:time"),
        *_range("launchNotBefore", "launchNotAfter", "sf:Launch"),
        Column("launchPlace", ("sf:Launch", "sf:place"), "anyURI"),
        *_time("landingTime", "sf:Landing", "sf:time"),
        *_range("landingNotBefore", "landingNotAfter", "sf:Landing"),
        Column("landingPlace", ("sf:Landing", "sf:place"), "anyURI"),
        Column("duration", ("sf:duration",), "dayTimeDuration"),
        Column("durationPrecision", ("sf:duration", "sf:precision"), "anyURI"),
        Column("durationApproximation", ("sf:duration", "sf:approximation"), "anyURI"),
    ),
    "crew": (
        Column("assignment", ("sf:CrewAssignment",), "anyURI", required=True),
        Column("flight", ("sf:flight",), "anyURI", required=True),
        Column("person", ("sf:person",), "anyURI", required=True),
        *_NAMES,
        Column("crew", ("sf:crew",), "anyURI"),
        Column("role", ("sf:role",), "anyURI"),
        Column("agency", ("sf:agency",), "anyURI"),
        Column("personFlightNumber", ("sf:personFlightNumber",), "integer"),
        Column("planned", ("sf:planned",), "boolean"),
    ),
    "events": (
        Column("event", ("sf:Event",), "anyURI", required=True),
        Column("flight", ("sf:flight",), "anyURI"),
        Column("kind", ("sf:kind",), "anyURI", required=True),
        *_NAMES,
        *_time("time", "sf:time"),
        *_range("notBefore", "notAfter"),
        *_time("endTime", "sf:endTime"),
        Column("place", ("sf:place",), "anyURI"),
        Column("placePlanned", ("sf:place", "sf:planned"), "boolean"),
        Column("outcome", ("sf:outcome",), "anyURI"),
    ),
    "plans": (
        Column("plan", ("sf:Fact",), "anyURI", required=True),
        Column("thing", ("rdf:subject",), "anyURI", required=True),
        Column("property", ("rdf:predicate",), "anyURI", required=True),
        Column("planned", ("rdf:object",), required=True),
        Column("unit", ("qudt:unit",), "anyURI"),
        Column("precision", ("sf:precision",), "anyURI"),
        Column("approximation", ("sf:approximation",), "anyURI"),
        Column("windowEnd", ("sf:windowEnd",)),
        *_range("notBefore", "notAfter"),
        Column("planCurrentAt", ("sf:planCurrentAt",)),
    ),
    "documents": (
        Column("document", ("sf:Document",), "anyURI", required=True),
        Column("title", ("dcterms:title",), required=True),
        Column("language", ("dcterms:language",), "string"),
        Column("publisher", ("dcterms:publisher",)),
        Column("url", ("schema:url",), "anyURI", many=True),
        Column("sha256", ("sf:sha256",), required=True),
        Column("claimCount", ("sf:claimCount",), "integer", required=True),
    ),
    "claims": (
        Column("claim", ("sf:Claim",), "anyURI", required=True),
        Column("subject", ("rdf:subject",), "anyURI", required=True),
        Column("predicate", ("rdf:predicate",), "anyURI", required=True),
        Column("object", ("rdf:object",), required=True),
        Column("datatype", ("rdf:object", "rdfs:Datatype"), "anyURI"),
        Column("language", ("rdf:object", "dcterms:language")),
        Column("unit", ("qudt:unit",), "anyURI"),
        Column("precision", ("sf:precision",), "anyURI"),
        Column("approximation", ("sf:approximation",), "anyURI"),
        Column("windowEnd", ("sf:windowEnd",)),
        Column("planned", ("sf:planned",), "boolean"),
        Column("planCurrentAt", ("sf:planCurrentAt",)),
        Column("document", ("sf:document",), "anyURI", required=True),
        Column("line", ("sf:line",), "integer", required=True),
        Column("throughLine", ("sf:throughLine",), "integer"),
        Column("statedAs", ("sf:statedAs",), required=True),
        Column("statedAsLanguage", ("sf:statedAs", "dcterms:language")),
        Column("inferredFrom", ("sf:inferredFrom",), "anyURI", many=True),
        Column("relationToFact", ("sf:relationToFact",), "anyURI"),
    ),
    "disputes": (
        Column("dispute", ("sf:Dispute",), "anyURI", required=True),
        Column("claim", ("sf:disputedClaim",), "anyURI", required=True),
        Column("subject", ("rdf:subject",), "anyURI", required=True),
        Column("predicate", ("rdf:predicate",), "anyURI", required=True),
        Column("disputeCause", ("sf:disputeCause",), "anyURI", required=True),
        Column("basis", ("sf:basis",), "anyURI", required=True),
        Column("chosen", ("sf:chosen",)),
        Column("chosenUnit", ("sf:chosen", "qudt:unit"), "anyURI"),
        Column("chosenPrecision", ("sf:chosen", "sf:precision"), "anyURI"),
        Column("chosenApproximation", ("sf:chosen", "sf:approximation"), "anyURI"),
        Column("rejected", ("sf:rejectedFor",), "boolean", required=True),
    ),
}
KEYS = {"disputes": ("dispute", "claim")}
"""Primary keys; of the other tables it is the first column."""

FOREIGN = {
    "crew": (("flight", "flights", "flight"),),
    "claims": (("document", "documents", "document"),),
    "disputes": (("claim", "claims", "claim"),),
}
"""Columns of a table that lead to a column of another one; an event's flight may be empty, so it does not."""

BORROWED = {
    "dcterms:language": {"en": "language", "de": "Sprache", "ru": "язык", "zh": "语言"},
    "dcterms:publisher": {"en": "publisher", "de": "Herausgeber", "ru": "издатель", "zh": "出版者"},
    "dcterms:title": {"en": "title", "de": "Titel", "ru": "название", "zh": "标题"},
    "qudt:unit": {"en": "unit", "de": "Einheit", "ru": "единица измерения", "zh": "单位"},
    "rdf:object": {"en": "value", "de": "Wert", "ru": "значение", "zh": "值"},
    "rdf:predicate": {"en": "property", "de": "Eigenschaft", "ru": "свойство", "zh": "属性"},
    "rdf:subject": {"en": "thing", "de": "Ding", "ru": "предмет", "zh": "事物"},
    "rdfs:Datatype": {"en": "datatype", "de": "Datentyp", "ru": "тип данных", "zh": "数据类型"},
    "rdfs:label": {"en": "name", "de": "Name", "ru": "имя", "zh": "名称"},
    "schema:sameAs": {"en": "Wikidata item", "de": "Wikidata-Objekt", "ru": "элемент Викиданных", "zh": "维基数据项"},
    "schema:url": {"en": "address", "de": "Adresse", "ru": "адрес", "zh": "网址"},
}
"""Titles for terms of others; what language a name is in, its header says."""


def key(table: str) -> tuple[str, ...]:
    """Return the columns that name a row."""
    return KEYS.get(table, (TABLES[table][0].name,))
