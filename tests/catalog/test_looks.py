"""How often gate rows were looked at, and when they count as others."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from forebay.catalog import Judgement
from forebay.catalog.looks import SKETCH, GateSet


def rows(*keys):
    """Return the gate set of some keys, as a build reads it."""
    found = sorted(set(keys))
    return GateSet(len(found), tuple(found[:SKETCH]))


def look(catalog, candidate, gate_set):
    """Judge a candidate on some rows; return which look at them that was."""
    found = catalog.next_look("m", gate_set)
    catalog.record_verdict(
        Judgement(candidate.id, f"j{found.number}", "PASS", "prod", 1, look=found)
    )
    return found.number


def test_each_judgement_on_the_same_rows_is_one_more_look(make, catalog):
    candidate = make.add("m", kind="model")

    assert [look(catalog, candidate, rows(*range(100))) for _ in range(3)] == [1, 2, 3]

    entry = catalog.ledger.entries("m")[-1]
    assert (entry.event, entry.reason) == ("look", "look 3 at 100 gate rows")


@pytest.mark.parametrize(("new", "number"), [(19, 2), (20, 1)])
def test_rows_are_others_once_a_fifth_of_them_is_new(make, catalog, new, number):
    candidate = make.add("m", kind="model")
    look(catalog, candidate, rows(*range(100)))

    moved = rows(*range(new, 100 + new))

    assert look(catalog, candidate, moved) == number


def test_a_little_that_is_new_each_time_adds_up_from_the_first_look(make, catalog):
    """A window that rolls by a tenth is another one at every second step."""
    candidate = make.add("m", kind="model")
    windows = [rows(*range(10 * i, 100 + 10 * i)) for i in range(6)]

    assert [look(catalog, candidate, window) for window in windows] == [1, 2, 1, 2, 1, 2]


def test_rows_that_come_back_go_on_with_their_count(make, catalog):
    candidate = make.add("m", kind="model")
    one, other = rows(*range(100)), rows(*range(1000, 1100))

    assert [look(catalog, candidate, s) for s in (one, other, one)] == [1, 1, 2]


def test_a_verdict_without_gate_rows_is_no_look(make, catalog):
    candidate = make.add("m", kind="model")

    catalog.record_verdict(Judgement(candidate.id, "j", "PASS", "prod", 1))

    assert [e.event for e in catalog.ledger.entries("m") if e.event == "look"] == []


@pytest.mark.parametrize("share", [0.1, 0.2, 0.5])
def test_the_share_of_new_rows_of_large_sets_is_known_to_a_few_percent(share):
    """From 512 keys: three standard errors of a share are at most 0.067."""
    draw = random.Random(7)
    n, new = 20_000, int(20_000 * share)
    keys = [draw.getrandbits(64) for _ in range(n + new)]

    found = rows(*keys[new:]).share_new(rows(*keys[:n]))

    assert found == pytest.approx(share, abs=0.067)


def test_a_set_that_only_shrinks_has_no_new_rows():
    draw = random.Random(7)
    keys = [draw.getrandbits(64) for _ in range(5000)]

    assert rows(*keys[:1000]).share_new(rows(*keys)) == 0.0


@pytest.mark.parametrize(
    ("new", "number", "carried", "share"),
    [(0, 2, 0.01, 0.5), (10, 2, 0.009, 1 - 0.81 / 2), (40, 1, 0.006, 1 - 0.36 / 2)],
)
def test_what_choosing_added_goes_on_for_the_rows_that_are_not_new(
    make, catalog, new, number, carried, share
):
    candidate = make.add("m", kind="model")
    found = replace(catalog.next_look("m", rows(*range(100))), chance=0.01, chance_share=0.5)
    catalog.record_verdict(Judgement(candidate.id, "j1", "PASS", "prod", 1, look=found))

    following = catalog.next_look("m", rows(*range(new, 100 + new)))

    assert following.number == number
    assert following.carried == pytest.approx(carried)
    assert following.carried_share == pytest.approx(share)


def test_rows_that_roll_carry_what_is_not_new_since_the_last_look(make, catalog):
    """A tenth of the rows is new at each look: nine tenths of the luck go on each time."""
    candidate = make.add("m", kind="model")
    for week in range(4):
        found = catalog.next_look("m", rows(*range(10 * week, 100 + 10 * week)))
        if week:
            assert found.carried == pytest.approx(0.9 * 0.01)
        found = replace(found, chance=0.01)
        catalog.record_verdict(Judgement(candidate.id, f"j{week}", "PASS", "prod", 1, look=found))
