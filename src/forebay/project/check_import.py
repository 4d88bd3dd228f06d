"""Judge a CREATE MODEL that is read from a file, by reading the file."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from forebay.algorithms.declared_fields import declared_inputs, declared_outputs
from forebay.algorithms.imported_features import imported_features
from forebay.algorithms.imported_file import imported_algorithm
from forebay.errors import Problem, ProjectError
from forebay.features.label import Label
from forebay.features.roles import resolve_roles
from forebay.gate.check_standards import check_standards
from forebay.project.check_model import ModelFound, model_clauses, model_options
from forebay.project.model_file import read_model_file
from forebay.query.check_inputs import check_inputs
from forebay.query.signature import ModelSignature
from forebay.query.target import Imported

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from forebay.algorithms.imported_file import ImportedFile
    from forebay.engine import Binder, Schema
    from forebay.features.task import LabelTask
    from forebay.project.model_file import ModelFile
    from forebay.sql.statement import CreateModel


@dataclass(slots=True)
class ImportFound:
    """What is known of the model, and the file; ``file`` is None if there is none to read."""

    model: ModelFound
    file: ModelFile | None = None


def check_import(
    root: Path,
    model: CreateModel,
    schema: Schema | None,
    binder: Binder,
    primary_key: Sequence[str] = (),
) -> ImportFound:
    """Return what a model from a file is, and all that is wrong with its statement.

    Parameters
    ----------
    schema
        The columns of its AS SELECT; None without one.
    primary_key
        Columns that identify its rows when it has no KEY.

    """
    found = ImportFound(ModelFound())
    known = found.model
    known.values, known.problems = model_options(model)
    known.problems += _clauses(model, schema, binder)
    if not known.values:
        return found
    try:
        found.file, data = read_model_file(root, model)
        file = _read(model, data)
        _take(known, file, model)
        if schema is not None:
            known.roles = resolve_roles(model, schema, primary_key=primary_key)
            known.target = _label(known, file, model)
            _check_rows(known, model, schema)
    except ProjectError as error:
        known.target = None
        known.problems += [
            p if p.span is not None else replace(p, span=model.name.span) for p in error.problems
        ]
    return found


def _read(model: CreateModel, data: bytes) -> ImportedFile:
    """Read the file; what is wrong with it stands at the option that names it."""
    try:
        return imported_algorithm(str(model.options["model_type"].value)).read(data)
    except ProjectError as error:
        at = model.options["model_path"].value_span
        raise ProjectError(*(replace(p, span=at) for p in error.problems)) from error


def _take(known: ModelFound, file: ImportedFile, model: CreateModel) -> None:
    """Add what INPUT and OUTPUT make of the file."""
    problems: list[Problem] = []
    at = model.name.span
    try:
        known.inputs = imported_features(declared_inputs(file, model.inputs, at)).inputs
        known.features = tuple(column.name for column in known.inputs)
    except ProjectError as error:
        problems += error.problems
    try:
        known.target = Imported(declared_outputs(file, model.outputs, at))
    except ProjectError as error:
        problems += error.problems
    if problems:
        raise ProjectError(*problems)


def _label(known: ModelFound, file: ImportedFile, model: CreateModel) -> Label:
    label = known.roles.label if known.roles is not None else None
    if label is None or file.predicts is None:
        raise ProjectError.of(
            "not-supported",
            f"nothing says what the numbers of this {known.values['model_type']} mean for a label",
            model.name.span,
            hint="leave the query out: the model then serves, and the card says not judged.",
        )
    task: LabelTask = "binary" if file.predicts == "classification" else "regression"
    return Label(label.name, label.type, task)


def _check_rows(known: ModelFound, model: CreateModel, schema: Schema) -> None:
    """Refuse a query that lacks what the file reads."""
    if known.target is None:
        return
    kind = str(known.values["model_type"])
    signature = ModelSignature(model.name.text, kind, known.target, known.inputs)
    known.problems += check_standards(model.standards or (), known.target.task, schema.names)
    check_inputs(schema, signature, model.rows.span)


def _clauses(model: CreateModel, schema: Schema | None, binder: Binder) -> list[Problem]:
    problems = []
    if model.transform is not None:
        problems.append(
            Problem(
                "not-supported",
                "TRANSFORM is not for a model from a file: the file says what it reads",
                model.transform[0].span,
                hint="make the columns in the query of ML.PREDICT, or in a view.",
            )
        )
    if schema is not None:
        return [*problems, *model_clauses(model, schema, binder)]
    without = {
        "KEY": bool(model.key),
        "CARRY": bool(model.carry),
        "PREDICT AT": model.predict_at is not None and model.predict_at.expression is not None,
        "LABEL KNOWN AT": model.label_known_at is not None,
        "STANDARDS": bool(model.standards),
        "ALLOW LEAKAGE": bool(model.allow_leakage),
    }
    problems += [
        Problem(
            "missing-query",
            f'{clause} is about rows, and model "{model.name.text}" has no AS SELECT',
            model.standards_span if clause == "STANDARDS" else model.name.span,
            hint="add AS SELECT ... with a label, or leave it out.",
        )
        for clause, is_there in without.items()
        if is_there
    ]
    option = model.options.get("input_label_cols") or model.options.get("labels")
    if option is not None:
        problems.append(
            Problem(
                "missing-query",
                f'{option.name} is about rows, and model "{model.name.text}" has no AS SELECT',
                option.span,
                hint="add AS SELECT ... with the label, or leave it out.",
            )
        )
    return problems
