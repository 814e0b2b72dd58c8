"""The fixed words of pages in English, German, Russian and Chinese: the only table of them."""

from collections.abc import Mapping

_TABLE = {
    "all_terms": ("As data", "Als Daten", "Как данные", "数据格式"),
    "answer": ("Answer", "Antwort", "Ответ", "答案"),
    "cause": ("Disputed, cause", "Strittig, Grund", "Спорно, причина", "有争议，原因"),
    "chosen_by": ("Chosen by", "Gewählt nach", "Выбрано по", "选取依据"),
    "document": ("Document", "Dokument", "Документ", "文献"),
    "documents": ("Documents", "Dokumente", "Документы", "文献"),
    "disputes": ("Disputes", "Streitfälle", "Разногласия", "争议"),
    "inferred_from": ("Inferred from", "Erschlossen aus", "Выведено из", "推断自"),
    "language": ("Language", "Sprache", "Язык", "语言"),
    "line": ("Line", "Zeile", "Строка", "行"),
    "more": ("and more", "und weitere", "и другие", "等"),
    "names": ("Names", "Namen", "Названия", "名称"),
    "nobody_says": (
        "No document says anything of it itself.",
        "Kein Dokument sagt etwas darüber selbst.",
        "Ни один документ не говорит о нём самом.",
        "没有文献直接叙述它。",
    ),
    "planned": ("planned", "geplant", "план", "计划"),
    "actual": ("actual", "tatsächlich", "факт", "实际"),
    "points_here": ("What points here", "Was hierher weist", "Что указывает сюда", "指向此处"),
    "queries": ("Queries", "Abfragen", "Запросы", "查询"),
    "required": ("required", "nötig", "обязательно", "必填"),
    "relation": ("Beside the answer", "Neben der Antwort", "Рядом с ответом", "与答案相比"),
    "rejected": ("not taken", "nicht gewählt", "не принято", "未采用"),
    "ruling": ("Ruling", "Entscheidung", "Решение", "裁定"),
    "run": ("Ask", "Fragen", "Спросить", "查询"),
    "settled_by": ("settled by", "entschieden nach", "решено по", "裁决依据"),
    "skip": ("To the content", "Zum Inhalt", "К содержанию", "跳到正文"),
    "sparql": ("SPARQL", "SPARQL", "SPARQL", "SPARQL"),
    "stated_as": ("Its words", "Wortlaut", "Дословно", "原文"),
    "support": ("independent documents", "unabhängige Dokumente", "независимых документов", "个独立来源"),
    "timeline": ("Timeline", "Ablauf", "Хронология", "时间线"),
    "value": ("Value", "Wert", "Значение", "值"),
    "welcome": (
        "Who says what about a spaceflight, at which line, and what to believe.",
        "Wer was über einen Raumflug sagt, in welcher Zeile, und was davon zu halten ist.",
        "Кто что говорит о космическом полёте, в какой строке, и чему верить.",
        "谁在哪一行对航天飞行说了什么，以及该相信什么。",
    ),
}
_LANGUAGES = ("en", "de", "ru", "zh")
NAMES = {"en": "English", "de": "Deutsch", "ru": "Русский", "zh": "中文"}
"""What the languages call themselves."""


def words(language: str) -> Mapping[str, str]:
    """Return the words of pages in a language."""
    at = _LANGUAGES.index(language)
    return {key: told[at] for key, told in _TABLE.items()}
