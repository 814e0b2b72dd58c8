"""What of ours has which name of schema.org: the only place that says so, as tables.

Domains and ranges are those of schema.org (``tests/export/schema_terms.csv`` holds these tables to them). What has no
row is not exported in this profile: schema.org has no term for it that says the same.
"""

from dataclasses import dataclass

KINDS: tuple[tuple[str, str | None], ...] = (
    ("sf:SpaceStation", None),
    ("sf:Satellite", None),
    ("sf:Spaceflight", "Event"),
    ("sf:Event", "Event"),
    ("sf:Person", "Person"),
    ("sf:Organization", "Organization"),
    ("sf:Country", "Country"),
    ("sf:City", "City"),
    ("sf:Place", "Place"),
    ("sf:Spacecraft", "Vehicle"),
    ("sf:LaunchVehicle", "Vehicle"),
)
"""Our classes by schema.org's types, the more special one first; a Vehicle carries people or cargo."""


@dataclass(frozen=True)
class Rule:
    """Where the value of a term of schema.org comes from.

    Attributes:
        of: the class of the thing.
        key: the term of schema.org.
        property: ours, on the thing or on the node that leads to it; empty for that node itself.
        back: the property by which a node leads to the thing; empty where the thing itself has the property.
        node: the class of that node.
        where: what else must be said of that node.
    """

    of: str
    key: str
    property: str
    back: str = ""
    node: str = ""
    where: tuple[str, str] | None = None


PHASES = (
    "sf:Abort",
    "sf:AtmosphericEntry",
    "sf:DeorbitBurn",
    "sf:Docking",
    "sf:EngineCutoff",
    "sf:EngineIgnition",
    "sf:EscapeSystemJettison",
    "sf:FairingSeparation",
    "sf:HatchClosing",
    "sf:HatchOpening",
    "sf:Landing",
    "sf:Launch",
    "sf:ModuleSeparation",
    "sf:OrbitInsertion",
    "sf:ParachuteDeployment",
    "sf:Reentry",
    "sf:Rendezvous",
    "sf:SatelliteRelease",
    "sf:StageSeparation",
    "sf:Undocking",
)
"""Events that are parts of a flight; what comes before and after it, such as a rollout, is an event beside it."""

_CREW = ("sf:crew", "sf:PrimaryCrew")

RULES = (
    Rule("sf:Spaceflight", "startDate", "sf:time", "sf:flight", "sf:Launch"),
    Rule("sf:Spaceflight", "endDate", "sf:time", "sf:flight", "sf:Landing"),
    Rule("sf:Spaceflight", "location", "sf:place", "sf:flight", "sf:Launch"),
    Rule("sf:Spaceflight", "duration", "sf:duration"),
    Rule("sf:Spaceflight", "organizer", "sf:operator"),
    Rule("sf:Spaceflight", "performer", "sf:person", "sf:flight", "sf:CrewAssignment", _CREW),
    Rule("sf:Spaceflight", "identifier", "sf:cosparId"),
    Rule("sf:Spaceflight", "identifier", "sf:satelliteCatalogNumber"),
    Rule("sf:Spaceflight", "subEvent", "", "sf:flight", "sf:Event"),
    Rule("sf:Event", "startDate", "sf:time"),
    Rule("sf:Event", "endDate", "sf:endTime"),
    Rule("sf:Event", "location", "sf:place"),
    Rule("sf:Event", "duration", "sf:duration"),
    Rule("sf:Event", "organizer", "sf:organization"),
    Rule("sf:Event", "performer", "sf:participant"),
    Rule("sf:Event", "superEvent", "sf:flight"),
    Rule("sf:Event", "superEvent", "sf:partOf"),
    Rule("sf:Person", "affiliation", "sf:affiliation"),
    Rule("sf:Person", "homeLocation", "sf:home"),
    Rule("sf:Person", "nationality", "sf:nationality"),
    Rule("sf:Person", "performerIn", "sf:flight", "sf:person", "sf:CrewAssignment", _CREW),
    Rule("sf:Organization", "location", "sf:place"),
    Rule("sf:Organization", "parentOrganization", "sf:partOf"),
    Rule("sf:Place", "containedInPlace", "sf:partOf"),
    Rule("sf:Spacecraft", "manufacturer", "sf:manufacturer"),
    Rule("sf:LaunchVehicle", "manufacturer", "sf:manufacturer"),
)

DATES = ("endDate", "startDate")
"""Terms that take a Date or a DateTime; where two are told, none is written."""

TEXTS = ("duration",)
"""Terms that take one text."""

REFERENCES = {
    "affiliation": ("Organization",),
    "containedInPlace": ("City", "Country", "Place"),
    "homeLocation": ("City", "Country", "Place"),
    "location": ("City", "Country", "Place"),
    "manufacturer": ("Organization",),
    "nationality": ("Country",),
    "organizer": ("Organization", "Person"),
    "parentOrganization": ("Organization",),
    "performer": ("Organization", "Person"),
    "performerIn": ("Event",),
    "subEvent": ("Event",),
    "superEvent": ("Event",),
}
"""Terms that lead to things, with the types that they take."""

NAMED_WITH = {"Event": ("endDate", "location", "startDate")}
"""What a thing of a type is named with where another one leads to it: which flight it was, when and where."""

ADDRESS = (("sf:City", "addressLocality"), ("sf:Country", "addressCountry"))
"""The parts of an address, by the class of the places around; a sf:Region may be a steppe, so it is none."""
