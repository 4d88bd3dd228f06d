"""A model as one file of Python that imports nothing but the standard library."""

from __future__ import annotations

import math
import sys
from base64 import b64encode
from types import ModuleType
from typing import TYPE_CHECKING, Any, Final, assert_never

import numpy as np

from forebay.algorithms.isotonic_scaling import TILT
from forebay.algorithms.platt_scaling import SQUEEZE
from forebay.errors import ForebayError, Problem, ProjectError
from forebay.export.bundled import bundled
from forebay.export.plain_model import Directions, Points, Trees, Weights, plain_model
from forebay.export.python_expression import PythonWriter
from forebay.features.class_values import class_values
from forebay.query.interval_columns import INTERVAL_COLUMNS
from forebay.query.target import Imported

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from forebay.engine.protocol import Workspace
    from forebay.export.plain_model import PlainModel
    from forebay.features.expression import Expression
    from forebay.query.live_model import LiveModel

FILE: Final = "model.py"
TOLERANCE: Final = 1e-9
_MODULES: Final = "forebay.features.operations"
_PLAIN: Final = "forebay.export.plain"
_SCORES: Final[dict[type, str]] = {
    Trees: "tree_scores", Weights: "linear_scores", Points: "centroid_scores",
    Directions: "component_scores",
}  # fmt: skip


def write(model: LiveModel) -> bytes:
    """Return the text of the file.

    Raises
    ------
    ProjectError
        ``not-supported``, ``engine-only``: everything that the file could not do.

    """
    learned, problems = _learned(model)
    writer = PythonWriter()
    expressions, told = _written(model)
    made = []
    for name, expression in zip(told, expressions, strict=True):
        try:
            made.append(writer.text(expression))
        except ProjectError as error:
            problems += [_of(problem, name) for problem in error.problems]
    if problems:
        raise ProjectError(*problems)
    parts = [
        _head(model), _bundle(model, learned, writer), _RUNTIME, _constants(model, learned, writer),
        _features(model, made), _foot(model, learned),
    ]  # fmt: skip
    text = "\n\n".join(parts)
    try:
        compile(text, FILE, "exec")
    except (SyntaxError, RecursionError, MemoryError) as error:
        raise ProjectError.of(
            "not-supported",
            f'a feature of "{model.name}" is nested too deeply for Python: {error}',
            hint="compute parts of it in the query of the model.",
        ) from error
    return text.encode()


def about(model: LiveModel) -> dict[str, bytes]:
    """Return no further file."""
    del model
    return {}


def answers(data: bytes, model: LiveModel, workspace: Workspace, rows: str) -> Any:
    """Return what the file answers: ``scores``, or for TRANSFORM_ONLY the columns of each row."""
    from forebay.engine.quote import quote, quote_list

    names = [column.name for column in model.features.inputs]
    found = workspace.rows(f"SELECT {quote_list(names)} FROM {quote(rows)}")
    file = _run(data)
    given = [dict(zip(names, row, strict=True)) for row in found]
    try:
        if model.task == "transform":
            return [tuple(file.predict(row).values()) for row in given]
        return _matrix([file.scores(row) for row in given], model)
    except ForebayError:
        raise
    except (ArithmeticError, LookupError, TypeError, ValueError) as error:
        raise ProjectError.of(
            "not-supported",
            f'the Python file of "{model.name}" does not take the rows that the model takes',
            detail=f"{error}.",
            hint="export it as onnx or forest, or as SQL.",
        ) from error


def _matrix(scores: Sequence[Sequence[float]], model: LiveModel) -> NDArray[np.float64]:
    del model
    return np.array(scores, np.float64)


def _run(data: bytes) -> Any:
    module = ModuleType("forebay_exported_model")
    sys.modules[module.__name__] = module  # where dataclasses look for their own module
    try:
        exec(compile(data, FILE, "exec"), module.__dict__)  # noqa: S102 - we have just written it
    finally:
        del sys.modules[module.__name__]
    return module


def _learned(model: LiveModel) -> tuple[PlainModel, list[Problem]]:
    try:
        return plain_model(model), []
    except ProjectError as error:
        return None, list(error.problems)


def _of(problem: Problem, feature: str) -> Problem:
    return Problem(
        problem.name, f'feature "{feature}": {problem.message}', problem.span,
        detail=problem.detail, hint=problem.hint,
    )  # fmt: skip


def _written(model: LiveModel) -> tuple[list[Expression], list[str]]:
    """Return the expressions to write, and a name for each."""
    if model.task == "transform":
        outputs = [o for o in model.features.outputs if not o.is_role]
        return [o.expression for o in outputs], [o.name for o in outputs]
    first = [c for c in model.features.columns if not c.position]
    return list(model.features.expressions), [c.group or c.name for c in first]


def _head(model: LiveModel) -> str:
    s = model.signature
    inputs = "\n".join(f"    {c.name}: {c.type}" for c in model.features.inputs)
    # A name may hold anything; the text of a docstring may not.
    about = f'{s.model_type} "{s.name}", version {model.number}.\n\nIt reads:\n\n{inputs}\n\n'
    told = about.replace("\\", "\\\\").replace('"""', "'''")
    return (
        f'r"""{told}Written by Forebay. It needs Python 3.9 or newer and no package: predict(row)'
        " takes a dict and\nreturns what ML.PREDICT does; `python model.py < rows.jsonl` answers"
        ' one JSON object a line.\n"""\n\nfrom __future__ import annotations\n\n'
        "from datetime import date, datetime\nfrom math import inf, nan"
    ).replace('r"""', '"""', 1)


def _bundle(model: LiveModel, learned: PlainModel, writer: PythonWriter) -> str:
    tables = [f"{_MODULES}.{name}" for name in _tables(writer.operations)]
    plain = [f"{_PLAIN}.typed_row", f"{_PLAIN}.answer"]
    if learned is not None:
        plain += [f"{_PLAIN}.unpacked", f"{_PLAIN}.{_SCORES[type(learned)]}"]
    if model.calibration is not None:
        plain.append(f"{_PLAIN}.calibrated")
    text = bundled(("forebay.features.row_values", *tables, *plain))
    merged = ", ".join(f"**_{name}[{name.upper()!r}]" for name in _tables(writer.operations))
    return f"{text}\n\nOPERATIONS = {{{merged}}}"


def _tables(operations: set[str]) -> list[str]:
    """Return the modules that hold operations."""
    from forebay.features.operations import table

    names = [name for name in dir(table) if name.endswith("_OPERATIONS")]
    return sorted(n.lower() for n in names if operations & getattr(table, n).keys())


_RUNTIME: Final = """\
number_of, text_of, field_of, time_part, arithmetic, compare, code_of, codes_of = (
    _row_values[name]
    for name in "number_of text_of field_of time_part arithmetic compare code_of codes_of".split()
)


def first_known(*values):
    for value in values:
        found = value()
        if found is not None:
            return found
    return None


def chosen(*parts):
    for at in range(0, len(parts) - 1, 2):
        if parts[at]() is True:
            return parts[at + 1]()
    return parts[-1]()


def applied(name, *arguments):
    operation = OPERATIONS[name]
    if operation.strict and any(argument is None for argument in arguments):
        return None
    return operation.value(*arguments)


def numbered(categories):
    codes = {}
    for code, text in enumerate(categories):
        codes.setdefault(text, code)
    return codes


def dense(pairs, width):
    values = [0.0] * width
    for pair in pairs:
        values[pair["index"]] = pair["value"]
    return values
"""


def _constants(model: LiveModel, learned: PlainModel, writer: PythonWriter) -> str:
    inputs = {c.name: c.type for c in model.features.inputs}
    codes = ",\n    ".join(repr(list(categories)) for categories in writer.codes)
    lines = [
        f"INPUTS = {inputs!r}",
        f"CODES = [numbered(categories) for categories in [\n    {codes}\n]]",
        f"TOLD = {_told(model)!r}",
    ]
    if learned is not None:
        lines.append(f"MODEL = {_literal(learned, model)}")
    if model.calibration is not None:
        told = {"curves": model.calibration.to_json()["curves"], "squeeze": SQUEEZE, "tilt": TILT}
        lines.append(f"CALIBRATION = {told!r}")
    return "\n".join(lines)


def _told(model: LiveModel) -> dict[str, Any]:
    told: dict[str, Any] = {"task": model.task}
    match model.signature.target:
        case Imported(outputs):
            told["outputs"] = [(o.name, o.first, o.width, o.type, o.is_class) for o in outputs]
        case _ if model.task in {"regression", "binary", "multiclass"}:
            told["predicted"] = model.signature.predicted
            told["classes"] = class_values(model.label)
            told["threshold"] = model.threshold
            told |= _interval(model)
    return told


def _interval(model: LiveModel) -> dict[str, Any]:
    """Return the bins of predictions and half the width of the interval in each."""
    level, interval = model.signature.interval_level, model.interval
    if level is None:
        return {}
    names = [column.name for column in INTERVAL_COLUMNS]
    if interval is None:  # nobody could measure it: the columns are NULL
        return {"interval": (names, [], [math.inf])}
    return {"interval": (names, interval.edges.tolist(), [*interval.half_widths(level)])}


def _literal(learned: PlainModel, model: LiveModel) -> str:
    match learned:
        case Trees():
            return _trees(learned, model)
        case Weights(link, intercept, columns):
            return repr({"link": link, "intercept": intercept, "columns": columns})
        case Points():
            names = ("is_cosine", "n_nearest", "n_clusters", "columns")
            return repr({name: getattr(learned, name) for name in names})
        case Directions(n_components, columns):
            return repr({"n_components": n_components, "columns": columns})
        case None:
            return "None"
        case _ as never:
            assert_never(never)


def _trees(learned: Trees, model: LiveModel) -> str:
    trees = learned.trees
    sets = list(dict.fromkeys(codes for codes in trees.sets if codes is not None))
    place = {codes: i for i, codes in enumerate(sets)}
    of_node = np.array([-1 if c is None else place[c] for c in trees.sets], np.int32)
    arrays: dict[str, NDArray[Any]] = {
        "root": trees.root, "feature": trees.feature, "cut": trees.cut,
        "missing_left": trees.missing_left, "zero_is_missing": trees.zero_is_missing,
        "left": trees.left, "right": trees.right, "set": of_node, "leaf": trees.leaf,
    }  # fmt: skip
    plain = {
        "n_outputs": trees.n_outputs,
        "base_score": float(learned.base_score),
        "link": learned.link,
        "near_zero": trees.near_zero,
        "is_code": [column.kind == "category" for column in model.features.columns],
    }
    kinds = {"f": ("d", "<f8"), "i": ("i", "<i4"), "b": ("B", "u1")}
    lines = [f"    {name!r}: {value!r}," for name, value in plain.items()]
    lines += [f"    'sets': [{', '.join(f'frozenset({list(codes)})' for codes in sets)}],"]
    for name, array in arrays.items():
        letter, stored = kinds[array.dtype.kind]
        text = b64encode(array.astype(stored).tobytes()).decode()
        lines.append(f"    {name!r}: _unpacked['unpacked']({letter!r}, {text!r}),")
    return "{\n" + "\n".join(lines) + "\n}"


def _features(model: LiveModel, made: Sequence[str]) -> str:
    names = [o.name for o in model.features.outputs if not o.is_role]
    if model.task == "transform":
        pairs = "\n".join(f"        {n!r}: {t}," for n, t in zip(names, made, strict=True))
        return f"def _columns(row):\n    return {{\n{pairs}\n    }}"
    lines, widths = [], _widths(model)
    for text, width in zip(made, widths, strict=True):
        if width is None:
            lines.append(f"    value = {text}\n    values.append(nan if value is None else value)")
        else:
            lines.append(f"    values += dense({text}, {width})")
    return "\n".join(["def _matrix(row):", "    values = []", *lines, "    return values"])


def _widths(model: LiveModel) -> list[int | None]:
    widths: list[int | None] = []
    for column in model.features.columns:
        if column.position:
            widths[-1] = column.position + 1
        else:
            widths.append(None if column.position is None else 1)
    return widths


_SCORED: Final = '''\
def scores(row):
    """Return the numbers of a row: a value, or a share for each class (of two: of the second)."""
    return {scored}


def predict(row):
    """Return what ML.PREDICT adds to a row; ForebayError, a ValueError, says what is wrong."""
    return _answer["answer"](TOLD, scores(row))
'''
_MADE: Final = '''\
def predict(row):
    """Return the columns of TRANSFORM; ForebayError, a ValueError, says what is wrong."""
    return _columns(_typed_row["typed_row"](row, INPUTS))
'''
_MAIN: Final = """

def _main():
    import json
    import sys

    for number, line in enumerate(sys.stdin, 1):
        if not line.strip():
            continue
        try:
            print(json.dumps(predict(json.loads(line)), default=str))
        except ValueError as error:
            sys.exit("line %d: %s" % (number, error))


if __name__ == "__main__":
    _main()
"""


def _foot(model: LiveModel, learned: PlainModel) -> str:
    if learned is None:
        return _MADE + _MAIN
    module = _SCORES[type(learned)]
    scored = f'_{module}["{module}"](MODEL, _matrix(_typed_row["typed_row"](row, INPUTS)))'
    if model.calibration is not None:
        scored = f'_calibrated["calibrated"](CALIBRATION, {scored})'
    return _SCORED.replace("{scored}", scored) + _MAIN
