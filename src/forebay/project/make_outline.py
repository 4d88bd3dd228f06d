"""The outline of a project that was just validated."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from forebay.algorithms.model_task import has_label, model_task
from forebay.algorithms.options import validate_options
from forebay.algorithms.xgboost_reasons import xgboost_reasons
from forebay.project.installed import installed
from forebay.project.outline import NodeOutline, ProjectOutline, TestOutline
from forebay.project.source_spec import uris
from forebay.sql.definition import definition_text
from forebay.sql.standard_text import standard_text
from forebay.sql.statement import CreateExternalTable, CreateMacro, CreateModel, CreateTable

if TYPE_CHECKING:
    from forebay.project.node import Node, NodeStatement, Project

# Their versions can change a result; they are told by plan and kept with every version (rule 9).
_RESULT_LIBRARIES = ("duckdb", "lightgbm", "numpy")
_WHERE_NEEDED = "xgboost"


def make_outline(project: Project) -> ProjectOutline:
    """Return the part of a project that a plan and the short commands need."""
    versions = installed()
    return ProjectOutline(
        root=project.root,
        settings=project.settings,
        nodes={key: _node(node) for key, node in project.nodes.items()},
        tests=tuple(
            TestOutline(
                test.name.text,
                test.target.key,
                hashlib.sha256(definition_text(test).encode()).hexdigest(),
            )
            for test in project.tests
        ),
        warnings=project.warnings,
        versions={name: versions[name] for name in _libraries(project) if name in versions},
        n_asserts=len(project.asserts),
    )


def _libraries(project: Project) -> tuple[str, ...]:
    for node in project.nodes.values():
        statement = node.statement
        if isinstance(statement, CreateModel):
            values, _ = validate_options(_option(statement, "model_type"), statement.options)
            if xgboost_reasons(values, statement.options):
                return (*_RESULT_LIBRARIES, _WHERE_NEEDED)
    return _RESULT_LIBRARIES


def _node(node: Node) -> NodeOutline:
    statement = node.statement
    return NodeOutline(
        name=node.name,
        kind=node.kind,
        definition=node.definition,
        judgement=node.judgement,
        reads=node.reads,
        model_reads=node.model_reads,
        variables=node.variables,
        tags=node.tags,
        volatile=node.volatile,
        model_ancestor=node.model_ancestor,
        description=_option(statement, "description"),
        columns=tuple((c.name, c.type) for c in node.schema.columns) if node.schema else (),
        path=statement.span.source.path,
        line=statement.span.line,
        uris=uris(statement) if isinstance(statement, CreateExternalTable) else (),
        known_at=_known_at(statement),
        gate=_gate(statement),
        features=node.features,
        model_type=_option(statement, "model_type").upper(),
        label=_label(statement),
        left_to_build=node.left_to_build,
    )


def _option(statement: NodeStatement, name: str) -> str:
    if isinstance(statement, CreateMacro) or name not in statement.options:
        return ""
    return str(statement.options[name].value)


def _known_at(statement: NodeStatement) -> tuple[str, ...]:
    if not isinstance(statement, CreateExternalTable | CreateTable):
        return ()
    found = []
    for clause in statement.known_at:
        text = " ".join(clause.expression.text.split())
        found.append(text + (f" FOR ({', '.join(clause.columns)})" if clause.columns else ""))
    return tuple(found)


def _gate(statement: NodeStatement) -> str:
    if not isinstance(statement, CreateModel):
        return ""
    if statement.standards is None and not has_label(model_task(_option(statement, "model_type"))):
        return "it serves; nothing else is judged"
    if statement.standards is None:
        return "better than the baseline, not worse than the champion"
    return ", ".join(standard_text(standard) for standard in statement.standards)


def _label(statement: NodeStatement) -> str:
    if not isinstance(statement, CreateModel) or "input_label_cols" not in statement.options:
        return ""
    value = statement.options["input_label_cols"].value
    return str(value[0]) if isinstance(value, tuple) and value else ""
