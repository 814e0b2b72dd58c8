"""What the columns of tables for people are called in German, Russian and Chinese: the only table of them.

In English a column of a canned query is called as programs call it. One that is folded into another (``xPrecision``)
has no word.
"""

from __future__ import annotations

COLUMNS = {  # in German, Russian and Chinese
    "actual": ("tatsächlich", "фактически", "实际"),
    "after": ("nach", "после", "后于"),
    "agency": ("Agentur", "агентство", "机构"),
    "also called": ("heißt auch", "другие имена", "别称"),
    "arrived": ("Ankunft", "прибытие", "到达"),
    "basis": ("Grundlage", "основание", "依据"),
    "because": ("Anlass", "повод", "缘由"),
    "cargo": ("Fracht", "груз", "货物"),
    "cause": ("Ursache", "причина", "原因"),
    "chosen": ("gewählt", "выбрано", "选取"),
    "claim": ("Behauptung", "утверждение", "主张"),
    "claims": ("Behauptungen", "утверждения", "主张"),
    "class": ("Klasse", "класс", "类"),
    "count": ("Anzahl", "число", "数量"),
    "counted": ("gezählt", "кого сосчитали", "计数对象"),
    "crew": ("Besatzung", "экипаж", "乘组"),
    "date": ("Datum", "дата", "日期"),
    "document": ("Dokument", "документ", "文献"),
    "documents": ("Dokumente", "документы", "文献"),
    "duration": ("Dauer", "длительность", "时长"),
    "earlierFlight": ("früherer Flug", "прежний полёт", "此前飞行"),
    "element": ("Bahnelement", "элемент орбиты", "轨道要素"),
    "event": ("Ereignis", "событие", "事件"),
    "flight": ("Flug", "полёт", "飞行"),
    "flightNumber": ("wievielter Flug", "который полёт", "第几次飞行"),
    "kind": ("Art", "вид", "类别"),
    "label": ("Name", "имя", "名称"),
    "language": ("Sprache", "язык", "语言"),
    "launched": ("Start", "запуск", "发射"),
    "line": ("Zeile", "строка", "行号"),
    "link": ("Beziehung", "связь", "关系"),
    "mass": ("Masse", "масса", "质量"),
    "maximum": ("höchstens", "не более", "上限"),
    "name": ("Name", "имя", "名称"),
    "number": ("Nummer", "номер", "序号"),
    "occasion": ("Anlass", "повод", "缘由"),
    "orbit": ("Umlaufbahn", "орбита", "轨道"),
    "organization": ("Organisation", "организация", "组织"),
    "others": ("andere", "другие", "其他"),
    "outcome": ("Ausgang", "исход", "结局"),
    "part": ("Teil", "часть", "部分"),
    "people": ("Personen", "люди", "人员"),
    "person": ("Person", "человек", "人物"),
    "planOf": ("Stand des Plans", "план на", "计划截至"),
    "planned": ("geplant", "план", "计划"),
    "plannedEnd": ("geplantes Ende", "конец по плану", "计划结束"),
    "previous": ("vorheriger Flug", "предыдущий полёт", "上一次飞行"),
    "previousName": ("dessen Name", "его имя", "其名称"),
    "property": ("Eigenschaft", "свойство", "属性"),
    "publisher": ("Herausgeber", "издатель", "出版者"),
    "reasons": ("Gründe", "причины", "原因"),
    "relation": ("Verhältnis", "отношение", "关系"),
    "reused": ("wiederverwendet", "использовано вновь", "重复使用"),
    "role": ("Funktion", "должность", "职务"),
    "ruling": ("Entscheid", "решение", "裁定"),
    "seat": ("Sitz", "место", "座位"),
    "selection": ("Auswahl", "отбор", "选拔"),
    "since": ("seit", "с", "自"),
    "site": ("Startplatz", "место запуска", "发射场"),
    "sources": ("Quellen", "источники", "来源"),
    "spacewalk": ("Außenbordeinsatz", "выход", "出舱活动"),
    "stated as": ("angegeben als", "указано как", "原文"),
    "statedAs": ("angegeben als", "указано как", "原文"),
    "thing": ("Ding", "предмет", "事物"),
    "things": ("Dinge", "предметы", "事物数"),
    "time": ("Zeit", "время", "时间"),
    "title": ("Titel", "заглавие", "标题"),
    "total": ("zusammen", "всего", "总计"),
    "until": ("bis", "до", "至"),
    "url": ("Adresse", "адрес", "网址"),
    "used": ("stützt die Antwort", "подтверждает ответ", "支持答案"),
    "value": ("Wert", "значение", "值"),
    "vehicle": ("Fahrzeug", "аппарат", "飞行器"),
    "what": ("was", "что", "名称"),
    "when": ("wann", "когда", "时间"),
    "where": ("wo", "где", "地点"),
}
_AT = {"de": 0, "ru": 1, "zh": 2}


def column(name: str, language: str) -> str:
    """Return what people call a column; one that is not in the table, and any in English, as programs do.

    >>> column("statedAs", "de"), column("statedAs", "en")
    ('angegeben als', 'statedAs')
    """
    return COLUMNS[name][_AT[language]] if name in COLUMNS and language in _AT else name
