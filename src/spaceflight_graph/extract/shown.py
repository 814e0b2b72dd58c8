"""What a template within a value shows on the page: the only place that knows wikitext's templates by name.

A template that is not known here shows nobody knows what, and the value that it stands in is not read.
"""

import re
from dataclasses import dataclass
from enum import Enum, auto


class Shows(Enum):
    """How a template within a value is shown."""

    ARGUMENT = auto()
    """One of its arguments, as it stands."""
    LINK = auto()
    """One of its arguments, which names a thing."""
    FLAG = auto()
    """A picture that stands for a country; its argument is the country's code or name."""
    LIST = auto()
    """Each of its arguments, one below the other."""
    TEXT = auto()
    """What `Shown.text` says."""
    NOTHING = auto()
    """Nothing that belongs to the value: notes, references."""
    COMPUTED = auto()
    """What the page reckons when it is shown; its words are nowhere in the text."""
    UNKNOWN = auto()


@dataclass(frozen=True, slots=True)
class Shown:
    """What one template shows.

    Attributes:
        how: the kind.
        argument: name of the argument that is shown, for `Shows.ARGUMENT`, `Shows.LINK` and `Shows.FLAG`.
        text: for `Shows.TEXT`.
    """

    how: Shows
    argument: str = ""
    text: str = ""


_ARGUMENT = {
    "1": "nowrap nobr nobreak small smaller big longitem start_date_text end_date_text "
    "start_date_and_age_text nobold bold "
    "lang-ru lang-zh lang-ja lang-de lang-en lang-fr lang-uk lang-kk lang-it lang-es lang-ko langr "
    "formatnum sic as_written "
    "nihongo_foot center resize hanging_indent color_box no_bold tooltip abbr hover_title bigger nbsp_text wikt-lang "
    "delink date formatdate",
    "2": "lang langx transl transliteration transl. color font_color fontcolor",
}
_LINK = {
    "1": "le link-en link-ru link-ja link-de link-fr link-uk link-it link-es link-ko link-pl ill interlanguage_link "
    "illm link nihongo internal_link_helper/en internal_link_helper/ru internal_link_helper/ja "
    "internal_link_helper/de internal_link_helper/fr ilh/en ilh/ru ship launch_vehicle flag flagu "
    "flagcountry flaglink country",
    "3": "tsl translink lts",
    "2": "section_link",
}
_DISPLAY = ("lt", "d", "display", "label")
_FLAG = "flag flagu flagcountry flaglink flagicon flagdeco flagicon_image flag_icon noflag"
NAMED_FLAGS = frozenset({"flag", "flagu", "flagcountry", "flaglink"})
"""Flags with the name of their country behind them."""
_LIST = (
    "unbulleted_list ubl ublist unbulleted plainlist plain_list flatlist hlist br_list list "
    "collapsible_list ul nowrap_list"
)
_NOTHING = (
    "refn efn efn-ua efn-lr efn-la sfn sfnp sfnm harvnb harv r rp ref cn fact citation_needed citation clarify dubious "
    "better_source_needed failed_verification when who update_inline note noteta notetag source-attribution dead_link "
    "cite_web cite_news cite_book cite_journal cite_press_release cite_tweet cite_report cite_magazine cite_av_media "
    "cite_encyclopedia cite_conference cite_techreport cite_podcast webarchive cbignore anchor clear br clear-left "
    "use_dmy_dates use_mdy_dates inconsistent discrepancy contradict-inline disputed_inline "
    "verify_source self-published_inline "
    "來源請求 来源请求 fact? 需要来源"
)
_TEXT = {
    " ": "nbsp space spaces thinsp thin_space 0 px2 hair_space zwsp wbr pad narrow_no-break_space",
    "-": "nbhyph nbh hyphen",
    "–": "ndash en_dash snd spnd spaced_ndash spaced_en_dash nbnd endash",
    "—": "mdash em_dash emdash",
    "·": "· dot middot",
    "•": "• bull bullet",
    "|": "!",
    "=": "=",
    "": "n/a na tba tbd tbc unknown dash none no_data hsp planned yes no okay success failure "
    "plainlist_end endplainlist "
    "endflatlist end_plainlist",
    "UTC+8": "utc+8",
    "UTC": "utc",
}
_COMPUTED = (
    "time_interval time_interval/core age age_in_days age_in_days_nts age_in_years age_in_years,_months_and_days "
    "age_for_infobox ayd ymd days_elapsed time_ago timeago duration_in_days countdown wikidata wdib property "
    "start_date_and_age_elapsed currentyear currentmonth currentday 時間間隔 时间间隔 time_since "
    "elapsed_time age_in_time"
)
_DATES = {
    "start_date",
    "end_date",
    "start-date",
    "end-date",
    "launch_date",
    "dts",
    "date_table_sorting",
    "start_date_and_age",
}
_MEASURES = {"convert", "cvt", "conv", "convertit", "换算", "轉換"}
_COORDINATES = {"coord", "坐标", "座标", "座標"}
_BETWEEN = {"to", "-", "–", "and", "x", "by", "or", "+/-", "±", "to(-)", "and(-)", "*", "&"}
_ENGINEERING = re.compile(r"e([369])(\w.*)")
_POWERS = {"3": "thousand", "6": "million", "9": "billion"}
_NUMBER = re.compile(r"[-+−]?\d[\d,]*(?:\.\d+)?(?:e\d+)?")
_ORBITERS = {
    "99": "Challenger", "099": "Challenger", "101": "Enterprise", "102": "Columbia", "103": "Discovery",
    "104": "Atlantis", "105": "Endeavour",
}  # fmt: skip
"""What ``{{OV|105}}`` shows, by its argument."""
_SHIPS = {"uss", "usns", "hms", "rfs", "mv", "rv"}
_COUNTRY = re.compile(r"[A-Z]{3}(?:-flag)?")


def folded_name(name: str) -> str:
    """Return a template's name as the tables here have it.

    >>> folded_name(" Start date text ")
    'start_date_text'
    """
    return re.sub(r"[\s_]+", "_", name.strip()).casefold().removeprefix("template:").removeprefix("模板:")


def _table() -> dict[str, Shown]:
    found = {name: Shown(Shows.ARGUMENT, which) for which, names in _ARGUMENT.items() for name in names.split()}
    found |= {name: Shown(Shows.LINK, which) for which, names in _LINK.items() for name in names.split()}
    found |= {name: Shown(Shows.TEXT, text=text) for text, names in _TEXT.items() for name in names.split()}
    found |= {name: Shown(Shows.FLAG, "1") for name in _FLAG.split()}
    found |= {name: Shown(Shows.LIST) for name in _LIST.split()}
    found |= {name: Shown(Shows.NOTHING) for name in _NOTHING.split()}
    return found | {name: Shown(Shows.COMPUTED) for name in _COMPUTED.split()}


_SHOWN = _table()


def shown(name: str, arguments: dict[str, str]) -> Shown:
    """Return what a template within a value shows.

    Args:
        name: of the template, as it stands.
        arguments: by name or number, stripped, without comments.
    """
    key = folded_name(name)
    if key.startswith(("#", "lc:", "uc:")):
        return Shown(Shows.COMPUTED)
    if key.startswith("formatnum:"):
        return Shown(Shows.TEXT, text=name.partition(":")[2].strip())
    if key in _DATES:
        return _date(arguments)
    if key in _MEASURES:
        return _measure(arguments)
    if key == "val":
        return _plain(f"{arguments.get('1', '')} {arguments.get('u', arguments.get('ul', ''))}")
    if key == "gaps":
        return _plain("".join(arguments.get(str(n), "") for n in range(1, 10)))
    if key in _COORDINATES:
        return _coordinates(arguments)
    if key == "duration":
        return _duration(arguments)
    if key == "ov":
        orbiter = _ORBITERS.get(arguments.get("1", ""))
        return _plain(f"Space Shuttle {orbiter}") if orbiter else Shown(Shows.UNKNOWN)
    if key in _SHIPS:
        return _plain(f"{name.strip()} {arguments.get('1', '')}")
    if key not in _SHOWN and _COUNTRY.fullmatch(name.strip()):
        return Shown(Shows.FLAG, "")
    found = _SHOWN.get(key, Shown(Shows.UNKNOWN))
    if found.how is Shows.LINK:
        display = next((name for name in _DISPLAY if arguments.get(name)), found.argument)
        if display == "3" and not arguments.get("3"):
            display = "2"
        return Shown(Shows.LINK, display)
    return found


def _plain(text: str) -> Shown:
    return Shown(Shows.TEXT, text=" ".join(text.split())) if text.strip() else Shown(Shows.UNKNOWN)


def _date(arguments: dict[str, str]) -> Shown:
    """Return year, month and day, and the clock time behind them: 2019-09-25 13:57:42 UTC."""
    numbers = [arguments.get(str(n), "") for n in range(1, 8)]
    if not re.fullmatch(r"\d{4}", numbers[0]):
        return _plain(numbers[0])  # a date in words
    if not all(re.fullmatch(r"\d{0,2}(?:\.\d+)?|Z|[+-].*", part) for part in numbers[1:]):
        return Shown(Shows.UNKNOWN)
    day = "-".join([numbers[0], *(part.zfill(2) for part in numbers[1:3] if part)])
    clock = ":".join(part.zfill(2) for part in numbers[3:6] if part)
    zone = {"Z": " UTC"}.get(numbers[6], " UTC" + numbers[6] if numbers[6] else "")
    return Shown(Shows.TEXT, text=f"{day} {clock}{zone}" if clock else day)


def _measure(arguments: dict[str, str]) -> Shown:
    """Return number and unit as they were given; what they convert to is reckoned, and no words of the text."""
    number, second = arguments.get("1", ""), arguments.get("2", "")
    if not _NUMBER.fullmatch(number):
        return Shown(Shows.UNKNOWN)
    if second in _BETWEEN:
        return _plain(f"{number} {second} {arguments.get('3', '')} {arguments.get('4', '')}")
    if not second:
        return Shown(Shows.UNKNOWN)
    if great := _ENGINEERING.fullmatch(second):
        return _plain(f"{number} {_POWERS[great.group(1)]} {great.group(2)}")
    if _NUMBER.fullmatch(arguments.get("3", "")) and arguments.get("4"):
        return Shown(Shows.UNKNOWN)  # 4 ft 6 in
    return _plain(f"{number} {second}")


def _duration(arguments: dict[str, str]) -> Shown:
    """Return days, hours, minutes and seconds; without names they are hours, minutes and seconds."""
    named = [("d", "days"), ("h", "hours"), ("m", "minutes"), ("s", "seconds")]
    numbered = [("1", "hours"), ("2", "minutes"), ("3", "seconds")]
    counts = named if any(arguments.get(key) for key, _ in named) else numbered
    return _plain(", ".join(f"{arguments[key]} {word}" for key, word in counts if arguments.get(key)))


def _coordinates(arguments: dict[str, str]) -> Shown:
    """Return latitude and longitude in degrees, minutes and seconds, or in degrees with their signs."""
    parts = []
    for n in range(1, 9):
        part = arguments.get(str(n), "")
        if not re.fullmatch(r"[-+−]?\d+(?:\.\d+)?|[NSEWO]", part):
            break
        parts.append(part)
    text, marks = "", iter("°′″")
    for part in parts:
        if part in "NSEWO":
            text, marks = f"{text}{part} ", iter("°′″")
        else:
            text += part + next(marks, "")
    if parts and not set(parts) & set("NSEWO"):
        text = ", ".join(parts[:2])
    return _plain(text)
