"""Checks judge tables: constraints, assertions, unit tests."""

from forebay.checks.apply import CheckedRelation, apply
from forebay.checks.compare_rows import RowComparison, compare_rows
from forebay.checks.fixtures import attach_fixtures
from forebay.checks.freshness import check_freshness
from forebay.checks.outcome import CellDifference, CheckResult, Reconciliation, TestResult
from forebay.checks.run_assert import run_assert
from forebay.checks.unit_tests import Subject, judge_result, run_test
from forebay.checks.validate_columns import rejected_schema, validate_columns

__all__ = [
    "CellDifference",
    "CheckResult",
    "CheckedRelation",
    "Reconciliation",
    "RowComparison",
    "Subject",
    "TestResult",
    "apply",
    "attach_fixtures",
    "check_freshness",
    "compare_rows",
    "judge_result",
    "rejected_schema",
    "run_assert",
    "run_test",
    "validate_columns",
]
