"""A plan over small projects and states that are written out beside it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.plan.four import (
    FLIGHTS,
    FOUR,
    NOON,
    SETTINGS,
    STATE,
    Request,
    actions,
    built,
    changed,
    node,
    plan,
    project,
    step,
)

from forebay.errors import ProjectError
from forebay.plan.fingerprint import fingerprint
from forebay.plan.make import make
from forebay.plan.session import pinned_session
from forebay.plan.state import DataSignature, Pin, PlanState, SourceFile

if TYPE_CHECKING:
    from pathlib import Path


def test_a_first_build_does_everything_in_the_order_of_reading() -> None:
    made = plan(FOUR, PlanState("dev"))

    assert [(s.node, s.action, s.reason) for s in made.steps] == [
        ("flights", "read", "first build"),
        ("departures", "build", "first build"),
        ("late", "train", "first build"),
        ("scored", "build", "first build"),
    ]
    assert not made.is_up_to_date


def test_nothing_changed_means_nothing_to_do() -> None:
    made = plan(FOUR, STATE)

    assert actions(made) == dict.fromkeys(("flights", "departures", "late", "scored"), "keep")
    assert made.is_up_to_date
    assert made.compared_with_run == 41


def test_changed_sql_names_the_columns_and_is_certain_but_what_follows_is_not() -> None:
    edited = changed(
        FOUR, "departures", definition="new", columns=(("a", "INTEGER"), ("extra", "DATE"))
    )

    made = plan(edited, STATE)

    found = [(s.action, s.reason, s.certain) for s in made.steps]
    assert found == [
        ("keep", "unchanged", True),
        ("build", "SQL changed (+1 column: extra)", True),
        ("train", "input departures may change", False),
        ("build", "input departures may change; model late may change", False),
    ]
    assert step(made, "late").last_seconds == 2.0
    assert step(made, "late").gate == "roc_auc >= 0.68"


def test_changed_data_says_which_file_grew() -> None:
    grown = DataSignature("sig2", (SourceFile("data/departures.csv", 12_300_000, "bb"),))

    made = plan(FOUR, STATE, flights=grown)

    assert step(made, "flights").reason == "data changed (departures.csv 12.1 MB -> 12.3 MB)"
    assert step(made, "departures").reason == (
        "input flights changed (departures.csv 12.1 MB -> 12.3 MB)"
    )
    assert not step(made, "departures").certain


def test_a_file_that_grew_by_a_few_bytes_is_told_in_bytes() -> None:
    grown = DataSignature("sig2", (SourceFile("data/departures.csv", 12_100_042, "bb"),))

    reason = step(plan(FOUR, STATE, flights=grown), "flights").reason

    assert reason == "data changed (departures.csv 12,100,000 -> 12,100,042 bytes)"


def test_an_input_with_the_same_content_stops_the_wave() -> None:
    """SEMANTICS 7: downstream fingerprints use content ids, not the fingerprints upstream."""
    edited = changed(FOUR, "departures", definition="new")
    mark = fingerprint(
        edited.nodes["departures"], {"flights": "content-flights"}, {}, pinned_session(SETTINGS)
    )
    same = replace(STATE.live["departures"], fingerprint=mark, definition="new", run=42)
    state = replace(STATE, built={**STATE.built, ("departures", mark): same})

    made = plan(edited, state)

    assert actions(made) == {
        "flights": "keep",
        "departures": "reuse",
        "late": "keep",
        "scored": "keep",
    }
    assert step(made, "departures").reason == "built in run 42, not live in dev"


def test_a_new_engine_is_told_and_rebuilds_only_with_upgrade() -> None:
    """SEMANTICS 9."""
    newer = replace(FOUR, versions={"duckdb": "2.1.0"})

    kept, upgraded = plan(newer, STATE), plan(newer, STATE, Request(upgrade=True))

    assert step(kept, "departures").notes == ("duckdb 2.0.0 -> 2.1.0 (rebuild with --upgrade)",)
    assert kept.is_up_to_date
    assert step(upgraded, "flights").reason == "duckdb 2.0.0 -> 2.1.0"
    assert step(upgraded, "flights").action == "read"


def test_a_deleted_file_is_dropped_at_a_build_of_everything() -> None:
    """SEMANTICS 5."""
    shorter = replace(FOUR, nodes={k: n for k, n in FOUR.nodes.items() if k != "scored"})

    made = plan(shorter, STATE)

    assert (made.steps[-1].node, made.steps[-1].action, made.steps[-1].reason) == (
        "scored",
        "drop",
        "file deleted",
    )
    assert "scored" not in actions(plan(shorter, STATE, Request(select=("late",))))


def test_a_plan_that_only_drops_builds_nothing_though_something_changed() -> None:
    shorter = replace(FOUR, nodes={k: n for k, n in FOUR.nodes.items() if k != "scored"})

    made = plan(
        shorter, replace(STATE, live={"scored": STATE.live["scored"]}), Request(only_drops=True)
    )

    assert actions(made) == {"scored": "drop"}


def test_a_drop_is_refused_while_something_live_was_built_from_it() -> None:
    """SEMANTICS 5: here the reader was rolled back, so this build does not replace it."""
    nodes = {**FOUR.nodes, "scored": node("scored", "table", "departures")}
    del nodes["late"]
    shorter = replace(FOUR, nodes=nodes)
    pinned = replace(STATE, pins={"scored": (Pin("x", "def-scored", "wrong", 41),)})

    with pytest.raises(ProjectError) as caught:
        plan(shorter, pinned)

    assert caught.value.problems[0].name == "live-dependants"
    assert "scored" in caught.value.problems[0].message
    assert actions(plan(shorter, pinned, Request(drop=True)))["late"] == "drop"


def test_forced_and_volatile_nodes_say_so() -> None:
    """SEMANTICS 12: a volatile node is rebuilt each time."""
    outline = changed(FOUR, "departures", volatile=True)
    state = built(outline, {"flights": FLIGHTS})

    made = plan(outline, state, Request(force=("flights",)))

    assert step(made, "flights").reason == "forced"
    assert step(made, "departures").reason == "input flights may change"
    assert step(plan(outline, state), "departures").reason.startswith("volatile")


def test_another_day_rebuilds_what_reads_as_of_and_nothing_else() -> None:
    """SEMANTICS 7 and 12: variables read are part of the fingerprint."""
    outline = changed(FOUR, "departures", variables=("as_of",))
    state = built(outline, {"flights": FLIGHTS})

    made = plan(outline, state, Request(as_of="2026-11-25"))

    assert step(made, "flights").action == "keep"
    assert step(made, "departures").reason == (
        "variable as_of changed (2026-11-24 00:00:00 -> 2026-11-25 00:00:00)"
    )


def test_another_time_zone_rebuilds_everything_and_says_why() -> None:
    zurich = replace(FOUR, settings=replace(SETTINGS, timezone="Europe/Zurich"))

    assert step(plan(zurich, STATE), "flights").reason == (
        "setting timezone changed (UTC -> Europe/Zurich)"
    )


def test_a_variable_without_a_value_is_an_error_that_names_its_reader() -> None:
    outline = changed(FOUR, "departures", variables=("region",))

    with pytest.raises(ProjectError) as caught:
        plan(outline, PlanState("dev"))

    assert caught.value.problems[0].name == "variable-without-value"
    assert caught.value.problems[0].message == (
        '"departures" reads the variable "region", which has no value'
    )


def test_a_selection_needs_what_it_reads_to_be_there() -> None:
    with pytest.raises(ProjectError) as caught:
        plan(FOUR, PlanState("dev"), Request(select=("departures",)))

    assert caught.value.problems[0].name == "not-built"
    assert caught.value.problems[0].hint == "select it too: +departures."


def test_the_selector_changed_means_what_a_build_would_touch() -> None:
    edited = changed(FOUR, "scored", definition="new")

    made = plan(edited, STATE, Request(select=("changed",)))

    assert actions(made) == {"scored": "build"}


def test_a_view_that_changed_is_defined_and_its_fingerprint_flows_through() -> None:
    """SEMANTICS 5."""
    outline = project(
        node("flights", "source"), node("v", "view", "flights"), node("t", "table", "v")
    )
    state = built(outline, {"flights": FLIGHTS})

    made = plan(changed(outline, "v", definition="new"), state)

    assert actions(made) == {"flights": "keep", "v": "define", "t": "build"}
    assert (step(made, "t").reason, step(made, "t").certain) == ("input v changed", True)
    assert plan(outline, state).is_up_to_date


def test_mixed_generations_are_shown() -> None:
    """SEMANTICS 2."""
    newer = replace(STATE.live["departures"], content_id="content2", run=42)
    state = replace(
        STATE,
        live={**STATE.live, "departures": newer},
        pins={"late": (Pin("x", "def-late", "wrong", 41),)},
    )

    made = plan(FOUR, state)

    assert step(made, "late").notes[-1] == (
        "live version built from departures of run 41; departures is now of run 42"
    )


def test_files_that_are_gone_are_an_error_of_their_source(tmp_path: Path) -> None:
    """Declared columns need no file to be validated, so only the plan sees it."""
    source = node("flights", "source", uris=("data/*.csv",))
    outline = replace(project(source), root=tmp_path)

    with pytest.raises(ProjectError) as caught:
        make(outline, PlanState("dev"), Request(), {}, now=NOON)

    assert caught.value.problems[0].name == "no-files"
