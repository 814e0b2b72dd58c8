"""The local names of SHACL's own terms, by what they are: the only place that lists those that nothing here reads."""

from spaceflight_graph.shacl.nodes import PARAMETERS

PROPERTIES = frozenset({
    *PARAMETERS.values(),
    "path", "inversePath", "alternativePath", "zeroOrMorePath", "oneOrMorePath", "zeroOrOnePath",
    "targetClass", "targetNode", "targetObjectsOf", "targetSubjectsOf",
    "flags", "ignoredProperties", "qualifiedMinCount", "qualifiedMaxCount", "qualifiedValueShapesDisjoint",
    "severity", "message", "deactivated", "name", "description", "order", "group", "defaultValue",
    "declare", "prefix", "namespace", "prefixes", "select", "ask", "parameter", "optional", "labelTemplate",
    "validator", "nodeValidator", "propertyValidator", "shapesGraph", "suggestedShapesGraph",
})  # fmt: skip
"""The properties of SHACL Core and SHACL-SPARQL. https://www.w3.org/TR/shacl/"""
THINGS = frozenset({
    "Shape", "NodeShape", "PropertyShape", "Violation", "Warning", "Info", "Severity", "PropertyGroup", "NodeKind",
    "IRI", "BlankNode", "Literal", "BlankNodeOrIRI", "BlankNodeOrLiteral", "IRIOrLiteral", "ConstraintComponent",
    "Parameter", "Parameterizable", "PrefixDeclaration", "SPARQLExecutable", "SPARQLConstraint",
    "SPARQLAskExecutable", "SPARQLSelectExecutable", "SPARQLConstructExecutable", "SPARQLUpdateExecutable",
    "SPARQLAskValidator", "SPARQLSelectValidator", "Validator", "ValidationReport", "ValidationResult",
    "ResultAnnotation", "AbstractResult",
})  # fmt: skip
"""The classes and individuals of the same. Those of constraint components end in ``ConstraintComponent``."""
ADVANCED = frozenset({
    "Target", "TargetType", "SPARQLTarget", "SPARQLTargetType", "Function", "SPARQLFunction", "JSFunction", "Rule",
    "SPARQLRule", "TripleRule", "JSRule", "JSConstraint", "JSExecutable", "JSLibrary", "JSTarget", "JSValidator",
})  # fmt: skip
"""Classes of SHACL Advanced Features: the properties that lead to them are named instead."""
ASKING = frozenset({"target", "rule", "expression", "js"})
"""Properties of the same by which a shape asks for something."""
ASKED = frozenset({
    "condition", "filterShape", "intersection", "jsFunctionName", "jsLibrary", "jsLibraryURL", "nodes", "object",
    "predicate", "returnType", "subject", "this", "union",
})  # fmt: skip
"""What stands in there, and in functions, whose calls are refused."""
ELSEWHERE = THINGS | PROPERTIES | ADVANCED | ASKING | ASKED | {
    "conforms", "result", "shapesGraphWellFormed", "detail", "focusNode", "resultMessage", "resultPath",
    "resultSeverity", "sourceConstraint", "sourceConstraintComponent", "sourceShape", "value", "annotationProperty",
    "annotationValue", "annotationVarName", "resultAnnotation", "construct", "update",
}  # fmt: skip
"""All that may stand as a value: shapes of shapes speak of properties, too."""
