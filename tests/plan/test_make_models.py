"""What a plan does with models: verdicts, refusals, champions, pins."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.plan.four import FLIGHTS, FOUR, SETTINGS, STATE, Request, changed, plan, step

from forebay.plan.fingerprint import fingerprint, judge_fingerprint
from forebay.plan.session import pinned_session
from forebay.plan.state import DataSignature, PastVerdict, Pin, PlanState


def test_a_first_build_says_that_what_reads_a_model_hangs_on_its_gate() -> None:
    scored = step(plan(FOUR, PlanState("dev")), "scored")

    assert (scored.certain, scored.notes) == (False, ("only if late passes its standards",))


def test_a_model_whose_standards_alone_changed_is_judged_and_not_trained() -> None:
    """SEMANTICS 8."""
    made = plan(changed(FOUR, "late", judgement="stricter"), STATE)

    assert step(made, "late").action == "judge"
    assert step(made, "scored").reason == "model late may change"


def test_a_refused_candidate_is_still_refused_and_not_trained_again() -> None:
    """SEMANTICS 4, and 1: what reads the model is kept, with the champion."""
    edited = changed(FOUR, "late", judgement="stricter")
    live = STATE.live["late"]
    judged = judge_fingerprint(edited.nodes["late"], "")
    verdicts = {("late", live.fingerprint, judged): PastVerdict("FAIL", 42, 1)}

    made = plan(edited, replace(STATE, verdicts=verdicts))

    assert (step(made, "late").action, step(made, "late").reason) == (
        "still_refused",
        "still refused (run 42), v1",
    )
    assert step(made, "scored").action == "keep"
    assert made.is_up_to_date


def test_a_new_candidate_that_was_refused_is_not_trained_again() -> None:
    """SEMANTICS 4: the verdict is kept by build and judge fingerprint."""
    edited = changed(FOUR, "late", definition="new")
    one = edited.nodes["late"]
    mark = fingerprint(one, {"departures": "content-departures"}, {}, pinned_session(SETTINGS))
    candidate = replace(STATE.live["late"], identity="late@2", number=2, fingerprint=mark, run=42)
    verdicts = {("late", mark, judge_fingerprint(one, "late@1")): PastVerdict("NOT PROVEN", 42, 2)}
    state = replace(STATE, built={**STATE.built, ("late", mark): candidate}, verdicts=verdicts)

    made = plan(edited, state)

    assert step(made, "late").reason == "still not proven (run 42), v2"
    assert step(made, "scored").action == "keep"


def test_a_candidate_is_judged_again_when_the_champion_is_another() -> None:
    """SEMANTICS 8: the champion is part of the judge fingerprint."""
    edited = changed(FOUR, "late", definition="new")
    one = edited.nodes["late"]
    mark = fingerprint(one, {"departures": "content-departures"}, {}, pinned_session(SETTINGS))
    candidate = replace(STATE.live["late"], identity="late@2", number=2, fingerprint=mark, run=42)
    verdicts = {("late", mark, judge_fingerprint(one, "late@0")): PastVerdict("FAIL", 42, 2)}
    state = replace(STATE, built={**STATE.built, ("late", mark): candidate}, verdicts=verdicts)

    assert step(plan(edited, state), "late").action == "judge"


def test_a_model_promoted_by_hand_is_kept_whatever_its_verdict() -> None:
    """SEMANTICS 28."""
    live = STATE.live["late"]
    verdicts = {("late", live.fingerprint, live.judge_fingerprint): PastVerdict("FAIL", 41, 1)}
    by_hand = {**STATE.live, "late": replace(live, verdict="FAIL", overridden=True)}

    made = plan(FOUR, replace(STATE, live=by_hand, verdicts=verdicts))

    assert step(made, "late").action == "keep"


def test_a_live_model_that_misses_new_standards_is_still_refused_each_time() -> None:
    """SEMANTICS 4: it was judged again and stays live, and nothing hides that."""
    live = replace(STATE.live["late"], verdict="FAIL")
    verdicts = {("late", live.fingerprint, live.judge_fingerprint): PastVerdict("FAIL", 42, 1)}

    made = plan(FOUR, replace(STATE, live={**STATE.live, "late": live}, verdicts=verdicts))

    assert step(made, "late").action == "still_refused"


def test_what_reads_a_refused_model_without_a_champion_is_blocked() -> None:
    """SEMANTICS 1."""
    live = {key: past for key, past in STATE.live.items() if key not in {"late", "scored"}}
    late = STATE.live["late"]
    verdicts = {("late", late.fingerprint, late.judge_fingerprint): PastVerdict("FAIL", 41, 1)}

    made = plan(FOUR, replace(STATE, live=live, verdicts=verdicts))

    assert step(made, "scored").action == "held"
    assert step(made, "scored").reason == "late has no live version; still refused (run 41), v1"


def test_a_node_that_was_rolled_back_is_held_though_its_data_changed() -> None:
    """SEMANTICS 3."""
    pin = Pin(STATE.live["late"].fingerprint, "def-late", "it was wrong on Mondays", 41)
    grown = DataSignature("sig2", FLIGHTS.files)

    made = plan(FOUR, replace(STATE, pins={"late": (pin,)}), flights=grown)

    assert (step(made, "late").action, step(made, "late").reason) == (
        "held",
        "rolled back after run 41: it was wrong on Mondays",
    )


@pytest.mark.parametrize("way", ["unpin", "definition"])
def test_a_pin_ends_with_unpin_or_another_definition(way: str) -> None:
    """SEMANTICS 3."""
    pin = Pin(STATE.live["late"].fingerprint, "def-late", "wrong", 41)
    outline = FOUR if way == "unpin" else changed(FOUR, "late", definition="mended")
    request = Request(unpin=("Late",)) if way == "unpin" else Request()

    made = plan(outline, replace(STATE, pins={"late": (pin,)}), request)

    assert step(made, "late").action == ("keep" if way == "unpin" else "train")
