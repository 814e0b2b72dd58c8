"""The only place that writes where something lies by its distance and bearing: 156 km SE of Zhezkazgan."""

from __future__ import annotations

POINTS = ("N", "NE", "E", "SE", "S", "SW", "W", "NW")
BEARINGS = {
    "en": POINTS,
    "de": ("nördlich", "nordöstlich", "östlich", "südöstlich", "südlich", "südwestlich", "westlich", "nordwestlich"),
    "ru": (
        "к северу", "к северо-востоку", "к востоку", "к юго-востоку",
        "к югу", "к юго-западу", "к западу", "к северо-западу",
    ),
    "zh": ("北", "东北", "东", "东南", "南", "西南", "西", "西北"),
}  # fmt: skip
_TEMPLATES = {  # with all three, without a bearing, without a place
    "en": ("{distance} {bearing} of {place}", "{distance} from {place}", "{distance} {bearing}"),
    "de": ("{distance} {bearing} von {place}", "{distance} von {place}", "{distance} {bearing}"),
    "ru": ("{distance} {bearing} от г. {place}", "{distance} от г. {place}", "{distance} {bearing}"),
    "zh": ("{place}{bearing}{distance}", "距{place}{distance}", "{bearing}{distance}"),
}


def lies(distance: str, bearing: str | None, place: str | None, language: str = "en") -> str:
    """Return where something lies as seen from a town.

    Args:
        distance: as it reads.
        bearing: one of the eight points of the compass, such as SE, or None.
        place: the town's label, or None.
        language: en, de, ru or zh; any other reads English.

    >>> lies("156 km", "SE", "Zhezkazgan"), lies("156 km", None, "Zhezkazgan"), lies("156 km", "SE", None)
    ('156 km SE of Zhezkazgan', '156 km from Zhezkazgan', '156 km SE')
    """
    if bearing is None and place is None:
        return distance
    code = language if language in _TEMPLATES else "en"
    template = _TEMPLATES[code][1 if bearing is None else 2 if place is None else 0]
    word = BEARINGS[code][POINTS.index(bearing)] if bearing in POINTS else bearing
    return template.format(distance=distance, bearing=word, place=place)
