"""The columns of a model file, named and typed by INPUT and OUTPUT."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from forebay.algorithms.field_type import field_type
from forebay.errors import Problem, ProjectError, nearest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.algorithms.imported_feature import ImportedFeature
    from forebay.algorithms.imported_file import ImportedFile
    from forebay.algorithms.imported_output import ImportedOutput
    from forebay.errors import Span
    from forebay.sql.statement import ModelField

# What a column may be where a file reads numbers of a type.
_STANDS_FOR: Final = {
    "DOUBLE": frozenset({"DOUBLE", "BIGINT", "BOOLEAN"}),
    "BIGINT": frozenset({"BIGINT"}),
    "BOOLEAN": frozenset({"BOOLEAN"}),
    "VARCHAR": frozenset({"VARCHAR"}),
}


def declared_inputs(
    file: ImportedFile, fields: Sequence[ModelField], span: Span
) -> tuple[ImportedFeature, ...]:
    """Return the inputs of a file with the names and types of INPUT, in the file's order.

    Where the file has names, INPUT names the same ones in any order; where it has none, the first
    field is the first input.

    Raises
    ------
    ProjectError
        ``input-fields``: names that the file does not have, or lacks; another number of them; a
        type that cannot stand for the file's; no INPUT where the file has no names.

    """
    named = all(feature.name for feature in file.inputs)
    if not fields and not named:
        raise _problem(
            f"the file names none of its {len(file.inputs)} inputs",
            span,
            hint="name them in the order of training: INPUT (a FLOAT64, ...).",
        )
    if not fields:
        return file.inputs
    if not named:
        if len(fields) != len(file.inputs):
            message = f"INPUT names {len(fields)} columns, and the file reads {len(file.inputs)}"
            raise _problem(message, fields[0].span)
        pairs = list(zip(file.inputs, fields, strict=True))
    else:
        pairs = _by_name(file.inputs, fields, span)
    problems = [p for known, given in pairs if (p := _type_problem(known, given)) is not None]
    if problems:
        raise ProjectError(*problems)
    return tuple(_typed(known, given) for known, given in pairs)


def _by_name(
    inputs: Sequence[ImportedFeature], fields: Sequence[ModelField], span: Span
) -> list[tuple[ImportedFeature, ModelField]]:
    given = {field.name.casefold(): field for field in fields}
    known = {feature.name.casefold(): feature for feature in inputs}
    problems: list[Problem] = []
    for key, field in given.items():
        if key not in known:
            guess = nearest(field.name, [feature.name for feature in inputs])
            problems += _problem(
                f'the file has no input "{field.name}"',
                field.span,
                detail=_listed(inputs),
                hint=f'did you mean "{guess}"?' if guess else "",
            ).problems
    missing = [feature.name for key, feature in known.items() if key not in given]
    if missing and not problems:
        words = ", ".join(f'"{name}"' for name in missing[:10])
        problems += _problem(f"INPUT lacks {words}, which the file reads", span).problems
    if problems:
        raise ProjectError(*problems)
    return [(feature, given[key]) for key, feature in known.items()]


def _listed(inputs: Sequence[ImportedFeature]) -> str:
    return f"it reads: {', '.join(feature.name for feature in inputs[:30])}."


def _type_problem(known: ImportedFeature, given: ModelField) -> Problem | None:
    wanted = field_type(given.type)
    if wanted is not None:
        element = wanted.removesuffix("[]")
        is_array = wanted != element
        fits = known.width is not None if is_array else known.width in {None, 1}
        if fits and element in _STANDS_FOR[known.type]:
            return None
    what = known.type if known.width in {None, 1} else f"{known.type}[] of {known.width} numbers"
    (problem,) = _problem(
        f'"{given.name}" cannot be {given.type}: the file reads {what}', given.span
    ).problems
    return problem


def _typed(known: ImportedFeature, given: ModelField) -> ImportedFeature:
    wanted = field_type(given.type) or known.type
    element = wanted.removesuffix("[]")
    width = (known.width or 1) if wanted != element else None
    return replace(known, name=given.name, type=element, width=width)


def declared_outputs(
    file: ImportedFile, fields: Sequence[ModelField], span: Span
) -> tuple[ImportedOutput, ...]:
    """Return the outputs that ML.PREDICT gives, as OUTPUT names them; all of them without it.

    A file with one output takes any name for it.

    Raises
    ------
    ProjectError
        ``input-fields``: a name or type that the file does not have; ``not-supported``: an output
        that cannot be a column.

    """
    outputs = file.outputs
    if not fields:
        chosen = list(outputs)
    elif len(outputs) == len(fields) == 1:
        chosen = [_as_field(replace(outputs[0], name=fields[0].name), fields[0])]
    else:
        chosen = [_as_field(_output(file, field), field) for field in fields]
    refused = [output for output in chosen if output.refused]
    if refused:
        good = [f"{o.name} {_written(o)}" for o in outputs if not o.refused]
        raise ProjectError.of(
            "not-supported",
            f'the output "{refused[0].name}" cannot be a column: {refused[0].refused}',
            span,
            hint=f"name the others: OUTPUT ({', '.join(good)})." if good else "",
        )
    return tuple(chosen)


def _output(file: ImportedFile, field: ModelField) -> ImportedOutput:
    for output in file.outputs:
        if output.name.casefold() == field.name.casefold():
            return replace(output, name=field.name)
    names = [output.name for output in file.outputs]
    guess = nearest(field.name, names)
    raise _problem(
        f'the file has no output "{field.name}"',
        field.span,
        detail=f"its outputs are: {', '.join(names)}.",
        hint=f'did you mean "{guess}"?' if guess else "",
    )


def _as_field(output: ImportedOutput, field: ModelField) -> ImportedOutput:
    wanted = field_type(field.type)
    if output.refused or wanted == output.column_type:
        return output
    if wanted == output.type and output.width == 1:
        return replace(output, width=None)
    if wanted == "DOUBLE" and output.column_type == "BIGINT":
        return replace(output, type="DOUBLE")
    raise _problem(
        f'"{field.name}" cannot be {field.type}: the file gives {output.column_type}', field.span
    )


def _written(output: ImportedOutput) -> str:
    words = {"DOUBLE": "FLOAT64", "BIGINT": "INT64", "BOOLEAN": "BOOL"}
    word = words[output.type]
    return word if output.column_type == output.type else f"ARRAY<{word}>"


def _problem(message: str, span: Span, *, detail: str = "", hint: str = "") -> ProjectError:
    return ProjectError.of("input-fields", message, span, detail=detail, hint=hint)
