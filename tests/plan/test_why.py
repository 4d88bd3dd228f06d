from __future__ import annotations

from pathlib import Path

import pytest

from forebay.errors import ProjectError
from forebay.plan.state import Past, Pin, PlanState
from forebay.plan.step import Plan, Step
from forebay.plan.why import why
from forebay.project.outline import NodeOutline, ProjectOutline
from forebay.project.settings import Settings

NODES = (
    NodeOutline("departures", "table", "d1", "", (), (), (), path="t.sql", line=2),
    NodeOutline(
        *("late", "model", "d2", "s", ("departures",), (), ("as_of",)),
        path="m.sql",
        line=3,
        gate="roc_auc >= 0.68",
        features=("distance", "hour"),
    ),
    NodeOutline("scored", "table", "d3", "", ("late",), ("late",), ()),
)
OUTLINE = ProjectOutline(Path(), Settings("p"), {n.key: n for n in NODES}, (), (), {})
STEPS = Plan(
    "dev",
    41,
    (
        Step("departures", "build", "SQL changed"),
        Step("late", "train", "input departures may change", certain=False, notes=("a note",)),
        Step("scored", "keep", "unchanged"),
    ),
)
STATE = PlanState(
    "dev",
    41,
    {
        "departures": Past("departures@2", 2, 41, "f", "d0", "content2"),
        "late": Past(
            *("late@1", 1, 40, "f", "d2", "hash"),
            inputs={"departures": "content1"},
            seconds=2.0,
            verdict="PASS",
        ),
    },
    pins={"late": (Pin("x", "y", "it was wrong"),)},
)


def test_everything_that_decides_about_a_node_is_said() -> None:
    assert why(OUTLINE, STATE, STEPS, "LATE") == (
        "late is a model, m.sql:3",
        (
            "a build would: train, input departures may change "
            "(not certain: the same content stops the wave)"
        ),
        "  note: a note",
        "live in dev: v1 of run 40, verdict PASS, took 2.0 s",
        "reads table departures: now of run 41, another content than was read",
        "read by: scored",
        "variables: as_of",
        "features: distance, hour",
        "gate: roc_auc >= 0.68",
        "pinned: it was wrong",
    )


def test_before_the_first_build_nothing_is_live() -> None:
    lines = why(OUTLINE, PlanState("dev"), STEPS, "late")

    assert "live in dev: nothing" in lines
    assert "reads table departures" in lines


def test_a_name_that_does_not_exist_is_an_error_with_the_nearest() -> None:
    with pytest.raises(ProjectError, match='did you mean "departures"'):
        why(OUTLINE, STATE, STEPS, "departure")
