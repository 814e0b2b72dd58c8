"""The words that stand alone, on pages and in pictures, in the four languages: the only table of them.

What a column of a table is called is in `columns`, and is looked up there.
"""

from __future__ import annotations

from .columns import COLUMNS, column

CODES = ("en", "de", "ru", "zh")
NAMES = {"en": "English", "de": "Deutsch", "ru": "Русский", "zh": "中文"}
"""What the languages call themselves."""

WORDS = {
    # Pages: where one is, and where one goes.
    "all classes": ("all classes", "alle Klassen", "все классы", "所有类"),
    "as data": ("as data", "als Daten", "как данные", "数据格式"),
    "classes": ("classes", "Klassen", "классы", "类"),
    "disputes": ("disputes", "Streitfälle", "противоречия", "争议"),
    "find": ("find", "Suchen", "найти", "搜索"),
    "find what": (
        "a name in any language",
        "ein Name in irgendeiner Sprache",
        "имя на любом языке",
        "任何语言的名称",
    ),
    "more": ("and more", "und weitere", "и другие", "等"),
    "more rows": (
        "Not all rows are shown here; as data there are all of them.",
        "Hier stehen nicht alle Zeilen; als Daten sind es alle.",
        "Здесь показаны не все строки; в виде данных есть все.",
        "此处未显示所有行；数据格式中有全部结果。",
    ),
    "queries": ("queries", "Abfragen", "запросы", "查询"),
    "run": ("ask", "Fragen", "спросить", "查询"),
    "skip": ("to the content", "zum Inhalt", "к содержанию", "跳到正文"),
    "welcome": (
        "Who says what about a spaceflight, at which line, and what to believe.",
        "Wer was über einen Raumflug sagt, in welcher Zeile, und was davon zu halten ist.",
        "Кто что говорит о космическом полёте, в какой строке, и чему верить.",
        "谁在哪一行对航天飞行说了什么，以及该相信什么。",
    ),
    # Pages: things and what is said of them.
    "answer": ("answer", "Antwort", "ответ", "答案"),
    "beside the answer": ("beside the answer", "neben der Antwort", "рядом с ответом", "与答案相比"),
    "names": ("names", "Namen", "названия", "名称"),
    "nobody says": (
        "No document says anything of it itself.",
        "Kein Dokument sagt etwas darüber selbst.",
        "Ни один документ не говорит о нём самом.",
        "没有文献直接叙述它。",
    ),
    "points here": ("what points here", "was hierher weist", "что указывает сюда", "指向此处"),
    "rejected": ("not taken", "nicht gewählt", "не принято", "未采用"),
    "required": ("required", "nötig", "обязательно", "必填"),
    "inferred from": ("inferred from", "erschlossen aus", "выведено из", "推断自"),
    # Pages: documents.
    "about document": (
        "The text itself is not in the graph: a line is its number, what is claimed from it, and the words of each"
        " value.",
        "Der Text selbst steht nicht im Graphen: Eine Zeile ist ihre Nummer, was aus ihr behauptet wird, und der"
        " Wortlaut jedes Wertes.",
        "Самого текста в графе нет: строка — это её номер, взятые из неё утверждения и слова, которыми дано значение.",
        "图谱不含文献正文：每一行只有行号、取自该行的主张以及其值的原文。",
    ),
    "archived": ("copy in an archive", "Kopie in einem Archiv", "копия в архиве", "存档副本"),
    "cited lines": ("lines that are cited", "zitierte Zeilen", "строк с утверждениями", "被引用的行"),
    "digest": ("SHA-256 of the text", "SHA-256 des Textes", "SHA-256 текста", "正文的 SHA-256"),
    "excused": ("nothing to claim", "nichts zu behaupten", "утверждать нечего", "无可主张"),
    "excused lines": (
        "lines that hold nothing to claim",
        "Zeilen, aus denen nichts zu behaupten ist",
        "строк, где утверждать нечего",
        "无可主张的行",
    ),
    "licence": ("licence", "Lizenz", "лицензия", "许可协议"),
    "lines": ("lines", "Zeilen", "строки", "各行"),
    "not told": ("not told", "nicht angegeben", "не указано", "未注明"),
    "retrieved": ("read on", "gelesen am", "прочитано", "读取日期"),
    "rests on it": ("what is inferred from it", "was daraus erschlossen ist", "что из него выведено", "由此推断"),
    # Pages: disputes.
    "agree side": (
        "the answer, and what agrees",
        "die Antwort und was zu ihr passt",
        "ответ и согласные с ним",
        "答案及与之一致者",
    ),
    "no ruling": (
        "No decision: the rule alone chose.",
        "Keine Entscheidung: Die Regel allein hat gewählt.",
        "Решения нет: выбрало только правило.",
        "无裁定：仅依规则选取。",
    ),
    "other side": ("what stands against it", "was dagegen steht", "что этому противоречит", "与之相悖者"),
    "settlement": ("settlement", "Beilegung", "решение", "解决"),
    # Pages: classes.
    "above": ("is a kind of", "ist eine Art von", "разновидность", "上位类"),
    "also true of": ("from the classes above", "von den Klassen darüber", "от классов выше", "来自上位类"),
    "also told of": ("told of members, too", "von Mitgliedern auch gesagt", "сказано о членах и это", "成员还有"),
    "below": ("kinds of it", "Arten davon", "его виды", "下位类"),
    "elsewhere": ("elsewhere", "anderswo", "в других местах", "外部对应"),
    "examples": ("examples", "Beispiele", "примеры", "示例"),
    "leads to": ("leads to", "führt zu", "ведёт к", "取值"),
    "meaning": ("meaning", "Bedeutung", "значение", "含义"),
    "members": ("members", "Mitglieder", "члены", "成员"),
    "none": ("none", "keine", "нет", "无"),
    "properties": ("properties", "Eigenschaften", "свойства", "属性"),
    # Pages: search.
    "nothing found": (
        "Nothing is called so, or nearly so, in any language.",
        "Nichts heißt so oder so ähnlich, in keiner Sprache.",
        "Ничто так или похоже не называется ни на одном языке.",
        "任何语言中都没有这样或近似的名称。",
    ),
    "only near": (
        "Nothing is called so; what comes near:",
        "Nichts heißt so; was dem nahekommt:",
        "Ничто так не называется; похожие имена:",
        "没有完全相同的名称；近似者：",
    ),
    # Titles of pictures, by query; the last ones of a single thing.
    "launches": ("Launches by month", "Starts nach Monat", "Запуски по месяцам", "各月发射"),
    "milestones": ("Main steps", "Wichtige Schritte", "Основные этапы", "主要步骤"),
    "on-board": ("Who was aboard", "Wer an Bord war", "Кто был на борту", "在站人员"),
    "planned-versus-actual": ("Plans and what came of them", "Pläne und was daraus wurde", "План и факт", "计划与实际"),
    "spacewalks": ("Spacewalks", "Außenbordeinsätze", "Выходы в открытый космос", "太空行走"),
    "timeline": ("Timeline", "Ablauf", "Хронология", "时间线"),
    # Keys and axes of pictures.
    "Earth": ("Earth", "Erde", "Земля", "地球"),
    "equator": ("equator", "Äquator", "экватор", "赤道"),
    "tenfold": (
        "Heights are drawn tenfold.",
        "Höhen sind zehnfach gezeichnet.",
        "Высоты увеличены в десять раз.",
        "高度放大十倍绘制。",
    ),
    "told": ("told", "berichtet", "сообщено", "已记载"),
    "perhaps": ("not told how exactly", "nicht genauer berichtet", "точнее не сообщено", "记载不够精确"),
    "kept": ("planned, and so it came", "geplant und so eingetreten", "сбылось по плану", "按计划实现"),
    "missed": ("planned, and it came otherwise", "geplant und anders gekommen", "вышло иначе", "与计划不同"),
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
    # What pictures leave out, before a number.
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

_ENGLISH = {"url": "address"}
"""What columns are called in English on pages, where programs call them otherwise."""


def word(name: str, language: str) -> str:
    """Return a word or a run of words; one that a column of a table is called, as that column.

    Raises:
        KeyError: there is no such word.

    >>> word("spacewalks", "de"), word("told", "zh"), word("value", "ru")
    ('Außenbordeinsätze', '已记载', 'значение')
    """
    if name in WORDS:
        return WORDS[name][CODES.index(language)]
    if name not in COLUMNS:
        raise KeyError(name)
    return _ENGLISH.get(name, name) if language == "en" else column(name, language)


def capital(text: str) -> str:
    """Return a text as it begins a line.

    >>> capital("was hierher weist"), capital("")
    ('Was hierher weist', '')
    """
    return text[:1].upper() + text[1:]
