"""What stands around values in English, German, Russian and Chinese: the only table of the fixed words of answers.

``{}`` is what a phrase is about. Where a number stands in one, there is a form for each kind of number, as for units.
Names that would have to be declined stand behind a colon instead.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from .languages import Forms


class Phrases(NamedTuple):
    """What one language says around values.

    Attributes:
        nothing: in place of an answer without rows.
        no_rows: the same to who asked in their own words, of which nobody knows what they mean.
        answer: before what the graph answers with.
        chosen: before the rule that chose it.
        supported: behind that rule, with the number of independent documents that agree.
        disputed: before the cause of a dispute.
        settled: behind that cause, before the rule that settled the dispute.
        ruling: a claim, and the reason of a decision on it.
        inferred: a claim, and what it is inferred from.
        apart: of claims about other things: that they cannot all be true together with the answer.
        counts: of each kind of thing that the graph has.
        crew: before the crew of a flight.
        steps: before the main steps of a flight, and where all are.
        contested: before the disputes, and where more is told.
        terms: a class, a property, a canned query.
    """

    nothing: str
    no_rows: str
    answer: str
    chosen: str
    supported: Forms
    disputed: str
    settled: str
    ruling: str
    inferred: str
    apart: str
    counts: Mapping[str, Forms]
    crew: str
    steps: str
    contested: str
    terms: Mapping[str, str]


PHRASES: Mapping[str, Phrases] = {
    "en": Phrases(
        nothing="No rows: no document tells.",
        no_rows="No rows.",
        answer="answer: {}",
        chosen="chosen by: {}",
        supported=("{}, supported by {} independent document", "{}, supported by {} independent documents"),
        disputed="disputed, cause: {}",
        settled="{}, settled by: {}",
        ruling="ruling on {}: {}",
        inferred="{} is inferred from {}",
        apart="does not add up",
        counts={
            "documents": ("{} document", "{} documents"),
            "claims": ("{} claim", "{} claims"),
            "facts": ("{} fact", "{} facts"),
            "disputes": ("{} dispute", "{} disputes"),
            "entities": ("{} entity", "{} entities"),
            "inferred": ("{} inferred",),
            "triples": ("{} triple", "{} triples"),
        },
        crew="Crew of {}",
        steps="Main steps of {} (spaceflight query timeline shows all)",
        contested="What the documents disagree on (spaceflight explain THING PROPERTY tells why)",
        terms={"class": "class", "property": "property", "query": "query"},
    ),
    "de": Phrases(
        nothing="Keine Zeilen: Davon sagt kein Dokument etwas.",
        no_rows="Keine Zeilen.",
        answer="Antwort: {}",
        chosen="Grund der Wahl: {}",
        supported=("{}, gestützt von {} unabhängigen Dokument", "{}, gestützt von {} unabhängigen Dokumenten"),
        disputed="strittig, Ursache: {}",
        settled="{}, beigelegt durch: {}",
        ruling="Entscheid zu {}: {}",
        inferred="{} ist erschlossen aus: {}",
        apart="geht nicht auf",
        counts={
            "documents": ("{} Dokument", "{} Dokumente"),
            "claims": ("{} Behauptung", "{} Behauptungen"),
            "facts": ("{} Tatsache", "{} Tatsachen"),
            "disputes": ("{} Streitfall", "{} Streitfälle"),
            "entities": ("{} Entität", "{} Entitäten"),
            "inferred": ("{} gefolgert",),
            "triples": ("{} Tripel",),
        },
        crew="Besatzung von {}",
        steps="Wichtigste Schritte von {} (spaceflight query timeline zeigt alle)",
        contested="Worin sich die Dokumente widersprechen (spaceflight explain DING EIGENSCHAFT sagt, warum)",
        terms={"class": "Klasse", "property": "Eigenschaft", "query": "Abfrage"},
    ),
    "ru": Phrases(
        nothing="Строк нет: ни один документ об этом не сообщает.",
        no_rows="Строк нет.",
        answer="ответ: {}",
        chosen="основание выбора: {}",
        supported=(
            "{}, подтверждает {} независимый документ",
            "{}, подтверждают {} независимых документа",
            "{}, подтверждают {} независимых документов",
        ),
        disputed="есть противоречие, причина: {}",
        settled="{}, основание решения: {}",
        ruling="решение о {}: {}",
        inferred="{} выведено из: {}",
        apart="не сходится",
        counts={
            "documents": ("{} документ", "{} документа", "{} документов"),
            "claims": ("{} утверждение", "{} утверждения", "{} утверждений"),
            "facts": ("{} факт", "{} факта", "{} фактов"),
            "disputes": ("{} противоречие", "{} противоречия", "{} противоречий"),
            "entities": ("{} сущность", "{} сущности", "{} сущностей"),
            "inferred": ("выведено: {}",),
            "triples": ("{} тройка", "{} тройки", "{} троек"),
        },
        crew="Экипаж: {}",
        steps="Основные этапы: {} (все этапы: spaceflight query timeline)",
        contested="В чём документы расходятся (почему: spaceflight explain ПРЕДМЕТ СВОЙСТВО)",
        terms={"class": "класс", "property": "свойство", "query": "запрос"},
    ),
    "zh": Phrases(
        nothing="没有结果：没有文献提到。",
        no_rows="没有结果。",
        answer="答案：{}",
        chosen="选取依据：{}",
        supported=("{}，{}篇独立文献支持",),
        disputed="有争议，原因：{}",
        settled="{}，解决依据：{}",
        ruling="对 {} 的裁定：{}",
        inferred="{} 推断自：{}",
        apart="计算不符",
        counts={
            "documents": ("{}篇文献",),
            "claims": ("{}条主张",),
            "facts": ("{}条事实",),
            "disputes": ("{}处争议",),
            "entities": ("{}个实体",),
            "inferred": ("推出{}条",),
            "triples": ("{}个三元组",),
        },
        crew="{}的乘组",
        steps="{}的主要步骤（spaceflight query timeline 显示全部）",
        contested="文献不一致之处（spaceflight explain 事物 属性 说明原因）",
        terms={"class": "类", "property": "属性", "query": "查询"},
    ),
}


def phrases(language: str) -> Phrases:
    """Return the phrases of a language; of one that is not in the table, the English ones."""
    return PHRASES.get(language, PHRASES["en"])


def term_kind(kind: str, language: str) -> str:
    """Return what a term is that is no thing of the graph: a class, a property or a query.

    >>> term_kind("class", "de")
    'Klasse'
    """
    return phrases(language).terms[kind]
