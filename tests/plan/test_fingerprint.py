from __future__ import annotations

import pytest

from forebay.plan.fingerprint import fingerprint, judge_fingerprint
from forebay.project.outline import NodeOutline

TABLE = NodeOutline("T", "table", "def", "", ("a", "b"), (), ("as_of",))
IDS = {"a": "1", "b": "2", "unread": "3"}
SESSION = {"timezone": "UTC"}


def test_only_what_a_node_reads_counts() -> None:
    """SEMANTICS 7."""
    base = fingerprint(TABLE, IDS, {"as_of": "x", "other": "y"}, SESSION)

    same = fingerprint(TABLE, {**IDS, "unread": "4"}, {"as_of": "x", "other": "z"}, SESSION)

    assert base == same
    assert len(base) == 64


@pytest.mark.parametrize(
    ("ids", "variables", "session"),
    [
        ({"a": "9", "b": "2"}, {"as_of": "x"}, SESSION),
        ({"a": "2", "b": "1"}, {"as_of": "x"}, SESSION),
        (IDS, {"as_of": "y"}, SESSION),
        (IDS, {}, SESSION),
        (IDS, {"as_of": "x"}, {"timezone": "CET"}),
    ],
)
def test_each_part_changes_it(
    ids: dict[str, str], variables: dict[str, str], session: dict[str, str]
) -> None:
    """SEMANTICS 7."""
    base = fingerprint(TABLE, IDS, {"as_of": "x"}, SESSION)

    assert fingerprint(TABLE, ids, variables, session) != base


def test_a_source_counts_its_own_data() -> None:
    """SEMANTICS 13."""
    source = NodeOutline("s", "source", "def", "", (), (), ())

    one, other = (fingerprint(source, {"s": digest}, {}, SESSION) for digest in ("1", "2"))

    assert one != other


def test_it_is_the_same_in_every_process_and_version() -> None:
    """A new formula would rebuild every project there is: change this only on purpose."""
    assert fingerprint(TABLE, IDS, {"as_of": "x"}, SESSION) == (
        "c4d9c1bce0e0dd259ce00ed82ba86ec8ef45c5a8db7855cbc7e973c55aecae49"
    )


def test_the_champion_and_the_confidence_are_part_of_the_judgement() -> None:
    """SEMANTICS 8."""
    model = NodeOutline("m", "model", "def", "std", (), (), ())

    marks = {
        judge_fingerprint(model, "m@1"),
        judge_fingerprint(model, "m@2"),
        judge_fingerprint(model, ""),
        judge_fingerprint(model, "m@1", 0.99),
    }

    assert len(marks) == 4
