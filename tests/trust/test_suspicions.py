"""What the search in the SQL cannot prove is decided by the replay, and only there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from forebay.build import BuildRequest, run
from forebay.build.event import StepFinished
from forebay.project.load import load
from forebay.trust.lint import lint
from forebay.trust.suspicions import suspicions

if TYPE_CHECKING:
    from tests.trust.orders import Orders

    from forebay.build import RunFinished
    from forebay.errors import Problem

EARLIER = (
    "(SELECT sum(p.returned) FROM orders AS p WHERE p.customer = orders.customer"
    " AND p.{known} < orders.made_at) AS earlier"
)
# Two forms of one query: what was settled is known, what was only shipped is not.
SETTLED, SHIPPED = EARLIER.format(known="settled_at"), EARLIER.format(known="shipped_at")
# Every row of a partition has one time of prediction, so that nothing of it is hidden.
SAME_TIME = "avg(returned) OVER (PARTITION BY made_at) AS of_its_time"
OTHERS_OF_THE_TIME = (
    "(SELECT avg(o.returned) FROM orders AS o WHERE o.made_at = orders.made_at"
    " AND o.id <> orders.id) AS of_its_time"
)


def as_a_user(orders: Orders) -> tuple[RunFinished, list[Problem]]:
    """Build with everything that a build does: the search in the SQL first, the replay then."""
    ended = run(orders.root, BuildRequest(), orders.events.append)
    finished = (e for e in orders.events if isinstance(e, StepFinished))
    return ended, [problem for event in finished for problem in event.problems]


def suspected(orders: Orders) -> list[str]:
    """Return what is left to the replay, once the search in the SQL has said nothing."""
    project = load(orders.root)
    assert lint(project) == ()
    return [finding.name for finding in suspicions(project, "comes_back")]


@pytest.mark.parametrize("feature", [SHIPPED, SAME_TIME], ids=["shipped", "same time"])
def test_a_suspicion_that_is_true_refuses_the_model(orders: Orders, feature: str) -> None:
    orders.model(feature)
    assert suspected(orders)
    ended, problems = as_a_user(orders)
    assert [problem.name for problem in problems] == ["leakage"]
    assert "orders.returned is known only at settled_at" in problems[0].detail
    assert (ended.outcome, ended.trained) == ("failed", 0)


def test_a_suspicion_that_is_not_true_is_never_told(orders: Orders) -> None:
    orders.model(SETTLED)
    assert suspected(orders) == ["undated-join"]
    ended, problems = as_a_user(orders)
    assert problems == []
    assert (ended.exit_code, ended.trained) == (0, 1)


def test_the_hint_is_that_of_the_suspicion(orders: Orders) -> None:
    orders.model(SHIPPED)
    (finding,) = suspicions(load(orders.root), "comes_back")
    _, (problem,) = as_a_user(orders)
    assert finding.hint
    assert problem.hint == finding.hint


def test_answers_of_rows_of_one_time_are_told_as_what_they_are(orders: Orders) -> None:
    """No search in the SQL before: the replay alone finds them, though it hides no label there."""
    orders.model(OTHERS_OF_THE_TIME)
    orders.build()
    (leak,) = orders.leaks()
    assert "if the answers of the rows at that time were others, it would be" in leak.detail


def test_where_no_row_is_left_to_compare_the_suspicion_stands(orders: Orders) -> None:
    """Only orders after which others came: at the time of prediction there is none."""
    orders.model(
        query=f"SELECT id, made_at, amount, {SETTLED},"
        " lead(amount) OVER (ORDER BY made_at, id) > 50 AS is_returned"
        " FROM orders QUALIFY count(*) OVER (ORDER BY made_at RANGE BETWEEN INTERVAL 1 HOUR"
        " FOLLOWING AND UNBOUNDED FOLLOWING) > 0"
    )
    assert "undated-join" in suspected(orders)
    ended, problems = as_a_user(orders)
    assert "undated-join" in [problem.name for problem in problems]
    assert "no rows by which to tell" in problems[-1].detail
    assert ended.trained == 0


def test_what_is_allowed_in_writing_is_not_suspected(orders: Orders) -> None:
    orders.model(SHIPPED, allow=" ALLOW LEAKAGE (earlier) BECAUSE 'to see what it is worth'")
    assert suspected(orders) == []
    ended, _ = as_a_user(orders)
    assert ended.trained == 1
    (notice,) = orders.notices("leakage")
    assert notice.severity == "warning"


def test_what_is_proven_is_refused_before_anything_runs(orders: Orders) -> None:
    orders.model("returned + 1 AS again")
    (problem,) = lint(load(orders.root))
    assert problem.name == "answer-in-feature"


def test_that_no_row_is_older_lets_later_ones_in_which_is_proof(orders: Orders) -> None:
    orders.model(
        "(SELECT sum(p.returned) FROM orders AS p WHERE p.customer = orders.customer"
        " AND p.made_at >= orders.made_at - INTERVAL 90 DAY) AS of_a_quarter"
    )
    problems = lint(load(orders.root))
    assert problems
    assert suspicions(load(orders.root), "comes_back") == ()


def test_a_model_without_a_time_of_prediction_is_computed_without_its_judges(
    orders: Orders,
) -> None:
    orders.model(SAME_TIME)
    text = (orders.root / "models/comes_back.sql").read_text()
    text = text.replace("PREDICT AT made_at + INTERVAL 1 MINUTE", "PREDICT AT NONE")
    orders.write(
        "models/comes_back.sql", text.replace("LABEL KNOWN AT made_at + INTERVAL 12 DAY", "")
    )
    assert suspected(orders) == ["answer-in-feature"]
    _, problems = as_a_user(orders)
    assert [problem.name for problem in problems] == ["leakage"]
    assert "without the judged rows of orders" in problems[0].detail
