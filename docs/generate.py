"""Write what the documents say of the code: options, commands, metrics, the list of errors.

``python docs/generate.py`` rewrites what stands between ``<!-- generated: ... -->`` and
``<!-- end -->``; tests/test_docs_generated.py compares.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from forebay.algorithms import OPTION_RULES
from forebay.algorithms.options import LATER_TYPES
from forebay.cli.command_group import group
from forebay.engine.bigquery.function_table import FUNCTIONS
from forebay.engine.bigquery.node_table import NODES
from forebay.evaluate.metric_names import main_metric, metric_names
from forebay.features.operations import OPERATIONS
from forebay.features.preprocessing import PREPROCESSING
from forebay.features.preprocessing.function import TAKES_WORDS
from forebay.query.model_function import FUNCTIONS as ANSWERED
from forebay.sql.ml_functions import ML_SCALAR_FUNCTIONS, TABLE_FUNCTIONS

if TYPE_CHECKING:
    from collections.abc import Callable

    from forebay.algorithms import OptionRule
    from forebay.features.task import LabelTask, Task

DOCS = Path(__file__).parent
PART = re.compile(r"(<!-- generated: (.+?) -->\n).*?(<!-- end -->)", re.DOTALL)
_WIDTH = 100


def generated(page: Path) -> str:
    """Return the text of a page with its generated parts as they should be."""

    def part(found: re.Match[str]) -> str:
        topic, _, of = found[2].partition(" of ")
        return f"{found[1]}{PARTS[topic](of)}{found[3]}"

    return PART.sub(part, page.read_text())


def options(model_type: str) -> str:
    """Return the table of the options that a model type takes."""
    lines = ["| option | takes | default | what it does |", "|---|---|---|---|"]
    lines += [_option(rule) for rule in OPTION_RULES[model_type] if rule.is_supported]
    return "\n".join(lines) + "\n"


def _option(rule: OptionRule) -> str:
    takes = ", ".join(f"`{word}`" for word in rule.choices) or rule.range_words()
    return f"| `{rule.name}` | {takes} | {_shown(rule.default)} | {rule.acts} |"


def _shown(value: object) -> str:
    match value:
        case None | "" | ():
            return ""
        case bool():
            return f"`{str(value).upper()}`"
        case tuple():
            return f"`{list(value)}`"
        case _:
            return f"`{value}`"


def metrics(_: str) -> str:
    """Return a table of the metrics of each task, the main one in bold."""
    lines = ["| task | metrics |", "|---|---|"]
    words: dict[LabelTask, str] = {
        "binary": "two classes",
        "multiclass": "more classes",
        "regression": "a number",
    }
    for task, said in words.items():
        names = (
            f"**`{name}`**" if name == main_metric(task) else f"`{name}`"
            for name in metric_names(task)
        )
        lines.append(f"| {said} | {', '.join(names)} |")
    unlabelled: dict[Task, str] = {
        "forecast": "forecasts",
        "clustering": "clusters",
        "reduction": "components",
    }
    for other, said in unlabelled.items():
        names = (f"`{name}`" for name in metric_names(other))
        lines.append(f"| {said} | {', '.join(names)} |")
    return "\n".join(lines) + "\n"


def commands(_: str) -> str:
    """Return the help of every command."""
    top = click.Context(group, info_name="forebay", max_content_width=_WIDTH)
    top.terminal_width = _WIDTH
    parts = [f"```\n{group.get_help(top)}\n```\n"]
    for name in group.list_commands(top):
        command = group.get_command(top, name)
        if command is not None:
            own = click.Context(command, info_name=name, parent=top)
            own.terminal_width = _WIDTH
            parts.append(f"## forebay {name}\n\n```\n{command.get_help(own)}\n```\n")
    return "\n".join(parts)


def errors(_: str) -> str:
    """Return every error with the first sentence of its page."""
    lines = ["| name | what it means |", "|---|---|"]
    for page in sorted((DOCS / "errors").glob("*.md")):
        if page.stem != "README":
            text = page.read_text().split("## What it means", 1)[1].split("##", 1)[0]
            first = re.split(r"(?<=[.:]) ", " ".join(text.split("```")[0].split()), maxsplit=1)[0]
            lines.append(f"| [{page.stem}]({page.name}) | {first.rstrip(':')} |")
    return "\n".join(lines) + "\n"


def arguments(function: str) -> str:
    """Return the arguments of a preprocessing function."""
    known = PREPROCESSING[function]
    lines = [
        "| argument | takes | default |",
        "|---|---|---|",
        f"| the first | {TAKES_WORDS[known.takes]} | |",
    ]
    lines += [
        f"| `{parameter.name}` | {parameter.words} | {_literal(parameter.default)} |"
        for parameter in known.parameters
    ]
    return "\n".join(lines) + "\n"


def _literal(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return f"`{str(value).upper()}`"
        case tuple():
            return f"`{list(value)}`"
        case str():
            return f"`'{value}'`"
        case _:
            return f"`{value}`"


def operations(_: str) -> str:
    """Return the closed set of operations of TRANSFORM."""
    lines = ["| operation | gives | meaning |", "|---|---|---|"]
    for name, operation in sorted(OPERATIONS.items()):
        gives = "as its arguments" if operation.gives == "null" else operation.gives
        lines.append(f"| `{name}` | {gives} | {operation.meaning} |")
    return "\n".join(lines) + "\n"


def bigquery_syntax(_: str) -> str:
    """Return the syntax of BigQuery that is on the list, with the DuckDB text."""
    lines = ["| BigQuery | DuckDB |", "|---|---|"]
    rules = [rule for rule in NODES.values() if rule.bigquery]
    lines += [f"| {_code(rule.bigquery)} | {_code(rule.duckdb)} |" for rule in rules]
    return "\n".join(dict.fromkeys(lines)) + "\n"


def bigquery_functions(chapter: str) -> str:
    """Return the functions of a chapter that are on the list, with the DuckDB text."""
    lines = ["| BigQuery | DuckDB |", "|---|---|"]
    lines += [
        f"| `{rule.name}` | {_code(rule.shown)} |"
        for rule in FUNCTIONS.values()
        if rule.chapter == chapter
    ]
    return "\n".join(lines) + "\n"


def _code(text: str) -> str:
    for number, letter in enumerate("abcdef"):
        text = text.replace(f"{{{number}}}", letter)
    quoted = f"`` {text} ``" if "`" in text else f"`{text}`"
    return quoted.replace("|", "\\|")


def support(what: str) -> str:
    """Return what of BigQuery ML's model types or functions is there, and what is not."""
    match what:
        case "model types":
            there, known = [*OPTION_RULES], {*OPTION_RULES, *LATER_TYPES}
        case "functions of tables":
            there, known = [f"ML.{name}" for name in ANSWERED], {*TABLE_FUNCTIONS}
        case _:
            there, known = [f"ML.{name}" for name in sorted(ML_SCALAR_FUNCTIONS)], set[str]()
    lines = ["| | |", "|---|---|", f"| there | {_names(there)} |"]
    missing = sorted(known - set(there))
    if missing:
        lines.append(f"| refused by name | {_names(missing)} |")
    return "\n".join(lines) + "\n"


def _names(names: list[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


PARTS: dict[str, Callable[[str], str]] = {
    "bigquery syntax": bigquery_syntax,
    "bigquery functions": bigquery_functions,
    "options": options,
    "metrics": metrics,
    "commands": commands,
    "errors": errors,
    "arguments": arguments,
    "operations": operations,
    "support": support,
}


def pages() -> list[Path]:
    """Return the pages that have generated parts."""
    return [page for page in sorted(DOCS.rglob("*.md")) if PART.search(page.read_text())]


if __name__ == "__main__":
    for written in pages():
        written.write_text(generated(written))
