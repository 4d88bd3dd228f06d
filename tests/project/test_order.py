from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from forebay.project.order import circles, descendants, topological

NAMES = "abcdefg"
GRAPHS = st.fixed_dictionaries(
    {name: st.sets(st.sampled_from(NAMES), max_size=3) for name in NAMES}
)


@given(GRAPHS)
def test_what_is_read_always_comes_first(reads: dict[str, set[str]]) -> None:
    ordered = topological(reads)

    assert all(
        ordered.index(read) < ordered.index(name) for name in ordered for read in reads[name]
    )


@given(GRAPHS)
def test_what_is_left_out_is_a_circle_or_reads_one(reads: dict[str, set[str]]) -> None:
    left_out = set(reads) - set(topological(reads))

    on_circles = {name for circle in circles(reads) for name in circle}
    assert bool(left_out) == bool(on_circles)
    assert on_circles <= left_out
    assert left_out - on_circles <= descendants(on_circles, reads)


@given(GRAPHS)
def test_a_circle_is_a_path_that_closes(reads: dict[str, set[str]]) -> None:
    for circle in circles(reads):
        steps = zip(circle, (*circle[1:], circle[0]), strict=True)
        assert all(read in reads[name] for name, read in steps)


def test_ties_are_in_order_of_name() -> None:
    assert topological({"c": [], "a": [], "b": ["c"]}) == ("a", "c", "b")


def test_a_name_that_reads_itself_is_a_circle() -> None:
    assert circles({"a": ["a"], "b": []}) == (("a",),)
