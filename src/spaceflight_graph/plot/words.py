"""The words in pictures, in English, German, Russian and Chinese: the only table of them."""

_WORDS = {
    # Titles, by query.
    "launches": ("Launches by month", "Starts nach Monat", "Запуски по месяцам", "各月发射"),
    "milestones": ("Main steps", "Wichtige Schritte", "Основные этапы", "主要步骤"),
    "on-board": ("Who was aboard", "Wer an Bord war", "Кто был на борту", "在站人员"),
    "planned-versus-actual": ("Plans and what came of them", "Pläne und was daraus wurde", "План и факт", "计划与实际"),
    "spacewalks": ("Spacewalks", "Außenbordeinsätze", "Выходы в открытый космос", "太空行走"),
    "timeline": ("Timeline", "Ablauf", "Хронология", "时间线"),
    # Keys and axes.
    "told": ("told", "berichtet", "сообщено", "已记载"),
    "perhaps": ("not told how exactly", "nicht genauer berichtet", "точнее не сообщено", "记载不够精确"),
    "plan": ("planned", "geplant", "запланировано", "计划"),
    "kept": ("planned, and so it came", "geplant und so eingetreten", "сбылось по плану", "按计划实现"),
    "missed": ("planned, and it came otherwise", "geplant und anders gekommen", "вышло иначе", "与计划不同"),
    "actual": ("what happened", "was geschah", "как было", "实际"),
    "sooner": (
        "← planned sooner or shorter",
        "← früher oder kürzer geplant",
        "← по плану раньше или короче",
        "← 计划更早或更短",
    ),
    "later": (
        "planned later or longer →",
        "später oder länger geplant →",
        "по плану позже или дольше →",
        "计划更晚或更长 →",
    ),
    "unknown": ("length not told", "Dauer nicht berichtet", "длительность не сообщена", "时长未记载"),
    # Footers, before a number.
    "no time": (
        "Without a time, not drawn",
        "Ohne Zeit, nicht gezeichnet",
        "Не показано без времени",
        "无时间，未画出",
    ),
    "coarse": (
        "Told only by year or coarser, not drawn",
        "Nur auf das Jahr oder gröber berichtet, nicht gezeichnet",
        "Не показано с точностью до года и грубее",
        "仅精确到年或更粗，未画出",
    ),
    "not compared": (
        "Plans that cannot be set against a time or length told, not drawn",
        "Pläne ohne berichtete Zeit oder Dauer zum Vergleich, nicht gezeichnet",
        "Не показано планов, которые не с чем сравнить",
        "无法与实际时间或时长比较的计划，未画出",
    ),
}  # fmt: skip
_LANGUAGES = ("en", "de", "ru", "zh")
_COLON = {"zh": "："}


def word(name: str, language: str) -> str:
    """Return a word or a run of words.

    >>> word("spacewalks", "de"), word("told", "zh")
    ('Außenbordeinsätze', '已记载')
    """
    return _WORDS[name][_LANGUAGES.index(language)]


def title(query: str, subjects: list[str], language: str) -> str:
    """Return the title of a query's picture, with what it was asked of.

    >>> title("timeline", ["联盟MS-07"], "zh"), title("launches", [], "en")
    ('联盟MS-07：时间线', 'Launches by month')
    """
    return labelled(", ".join(subjects), word(query, language), language) if subjects else word(query, language)


def counted(name: str, number: int, language: str) -> tuple[str, ...]:
    """Return the line that tells how many are left out; none where none are.

    >>> counted("no time", 3, "en"), counted("no time", 0, "en")
    (('Without a time, not drawn: 3',), ())
    """
    return (labelled(word(name, language), str(number), language),) if number else ()


def labelled(label: str, text: str, language: str) -> str:
    """Return a label with what it is of."""
    return f"{label}{_COLON.get(language, ': ')}{text}"
