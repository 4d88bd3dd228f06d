"""Who says which values a tuning tries: grid, random draws, an estimator."""

from __future__ import annotations

import math

import pytest

from forebay.algorithms.grid_search import GridSearch
from forebay.algorithms.random_search import RandomSearch
from forebay.algorithms.search_space import Choices, NumberRange
from forebay.algorithms.vizier_search import VizierSearch

SPACE = (
    NumberRange("rate", 0.001, 10.0, is_log=True),
    NumberRange("depth", 2, 9, is_whole=True),
    Choices("kind", ("a", "b")),
)


def quality(values):
    """Return a figure that is best, 0, at rate 0.1, depth 5, kind b."""
    away = math.log10(values["rate"]) + 1, (values["depth"] - 5) / 4
    return -(away[0] ** 2) - away[1] ** 2 - (values["kind"] == "a")


def searched(search, rounds, size=5):
    """Return all that a search asks for in some rounds, told of the quality each time."""
    asked = []
    for _ in range(rounds):
        group = search.ask(size)
        asked += group
        for values in group:
            search.tell(values, quality(values))
    return asked


def test_a_grid_gives_every_combination_once():
    grid = GridSearch((Choices("a", (1, 2)), NumberRange("d", 3, 5, is_whole=True)), 9, seed=0)

    found = [tuple(values.values()) for values in grid.ask(9)]

    assert found == [(1, 3), (1, 4), (1, 5), (2, 3), (2, 4), (2, 5)]


def test_a_grid_that_is_too_large_is_drawn_from_by_the_seed():
    space = (Choices("a", tuple(range(10))), Choices("b", tuple(range(10))))
    one, same, other = (GridSearch(space, 20, seed=s).ask(99) for s in (1, 1, 2))

    assert (one == same, one != other, len(one)) == (True, True, 20)
    assert len({tuple(values.values()) for values in one}) == 20


def test_random_draws_lie_in_their_ranges_and_are_spread_by_order_of_magnitude():
    drawn = RandomSearch(SPACE, seed=3).ask(400)

    assert all(0.001 <= values["rate"] <= 10 for values in drawn)
    assert {values["depth"] for values in drawn} == set(range(2, 10))
    # A quarter of the range by its logarithm is the first tenth: five standard deviations.
    assert abs(sum(v["rate"] < 0.01 for v in drawn) / 400 - 0.25) < 5 * math.sqrt(0.1875 / 400)


@pytest.mark.parametrize("search", [RandomSearch, VizierSearch])
def test_the_same_seed_asks_for_the_same(search):
    one, same, other = (searched(search(SPACE, seed=s), 4) for s in (7, 7, 8))

    assert one == same
    assert one != other


@pytest.mark.parametrize("search", [RandomSearch, VizierSearch])
def test_a_space_that_is_exhausted_gives_no_combination_twice(search):
    asked = searched(search((Choices("a", (1, 2)), Choices("kind", ("a", "b"))), seed=1), 0)
    given = search((NumberRange("depth", 2, 4, is_whole=True), Choices("kind", ("a",))), seed=1)

    found = given.ask(5)
    for values in found:
        given.tell(values, None)

    assert asked == []
    assert sorted(values["depth"] for values in found) == [2, 3, 4]
    assert given.ask(5) == []


def test_the_estimator_comes_closer_than_chance():
    """Mean best of 30 trials over ten seeds: closer than random draws by half."""
    best = {
        search: sum(max(map(quality, searched(search(SPACE, seed=s), 6))) for s in range(10)) / 10
        for search in (RandomSearch, VizierSearch)
    }

    assert best[VizierSearch] > best[RandomSearch] / 2
