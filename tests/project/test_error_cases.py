"""Golden cases: ``tests/cases/errors/<name>.sql`` in a small project, and what a person reads.

``FOREBAY_ACCEPT=1 pytest tests/project`` writes the expected texts anew; look at the difference.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Shop

CASES = Path(__file__).parents[1] / "cases" / "errors"
ACCEPT = os.environ.get("FOREBAY_ACCEPT") == "1"
# What only a whole project shows; ``cases/errors`` also holds what other stages find.
NAMES = (
    "bad-argument",
    "circular-reads",
    "components-unknown",
    "computed-type",
    "date-as-time",
    "duplicate-name_in_files",
    "hidden-source",
    "input-column",
    "missing-argument",
    "missing-model-type",
    "missing-query_of_imported",
    "model-file",
    "no-files",
    "no-label_of_a_clustering",
    "no-predict-at",
    "no-rejected-rows",
    "no-transform",
    "not-a-model",
    "not-a-table",
    "not-supported_setting",
    "not-testable",
    "outside-project",
    "overwritten-source",
    "refused-statement_changes",
    "transform-needed",
    "unknown-column",
    "unknown-input",
    "unknown-metric",
    "unknown-model",
    "unknown-option_of_model",
    "unknown-table",
    "unordered",
    "version-in-project",
    "volatile-function",
    "volatile-function_now",
)


@pytest.mark.parametrize("name", NAMES)
def test_a_person_reads_exactly_this(shop: Shop, name: str) -> None:
    case = CASES / f"{name}.sql"
    shop.write({case.name: case.read_text()})

    problems = shop.problems() or shop.load().warnings

    shown = "\n\n".join(problem.render() for problem in problems) + "\n"
    expected = case.with_suffix(".txt")
    if ACCEPT:
        expected.write_text(shown)
    assert shown == expected.read_text()
    assert name.partition("_")[0] in {problem.name for problem in problems}


def test_a_model_type_that_is_not_there_is_all_that_is_said_of_its_statement(shop: Shop) -> None:
    options = "OPTIONS (model_type = 'AUTOENCODER')"
    shop.write(
        {"m.sql": f"CREATE MODEL m {options} PREDICT AT NONE AS SELECT n_orders FROM customers;"}
    )

    (problem,) = shop.problems()

    assert (problem.name, problem.message) == (
        "not-supported",
        'model_type "AUTOENCODER" is not supported',
    )
