from __future__ import annotations

import pytest

from forebay.errors import ProjectError
from forebay.project.outline import NodeOutline
from forebay.project.select import select


def _node(name: str, *reads: str, tags: tuple[str, ...] = ()) -> NodeOutline:
    return NodeOutline(name, "table", "", "", reads, (), (), tags)


NODES = {
    n.key: n
    for n in (
        _node("Raw"),
        _node("clean", "raw", tags=("daily",)),
        _node("report", "clean"),
        _node("other", tags=("Daily", "slow")),
    )
}


@pytest.mark.parametrize(
    ("selectors", "means"),
    [
        ((), {"raw", "clean", "report", "other"}),
        (("RAW",), {"raw"}),
        (("+clean",), {"raw", "clean"}),
        (("clean+",), {"clean", "report"}),
        (("+clean+",), {"raw", "clean", "report"}),
        (("tag:daily",), {"clean", "other"}),
        (("tag:daily+",), {"clean", "other", "report"}),
        (("raw", "report"), {"raw", "report"}),
        (("changed",), {"report"}),
        (("+changed",), {"raw", "clean", "report"}),
        (("failed",), set()),
    ],
)
def test_what_a_selector_means(selectors: tuple[str, ...], means: set[str]) -> None:
    assert select(NODES, selectors, changed=lambda: {"report"}) == means


@pytest.mark.parametrize(
    ("selector", "hint"),
    [
        ("reprt", 'did you mean "report"?'),
        ("+reprt+", 'did you mean "report"?'),
        ("tag:dayly", 'did you mean "tag:daily"?'),
        ("zzz", "forebay ls prints every name."),
        ("", "forebay ls prints every name."),
    ],
)
def test_a_selector_that_means_nothing_is_an_error(selector: str, hint: str) -> None:
    with pytest.raises(ProjectError) as caught:
        select(NODES, [selector])

    [problem] = caught.value.problems
    assert problem.name == "empty-selection"
    assert problem.hint.casefold() == hint.casefold()


def test_every_selector_that_means_nothing_is_told() -> None:
    with pytest.raises(ProjectError) as caught:
        select(NODES, ["a1", "raw", "b2"])

    assert len(caught.value.problems) == 2


def test_nothing_changed_is_an_answer_and_no_error() -> None:
    assert select(NODES, ["changed"], changed=tuple) == frozenset()


def test_a_node_named_like_a_word_is_that_node() -> None:
    nodes = {**NODES, "changed": _node("changed")}

    assert select(nodes, ["changed"], changed=lambda: {"raw"}) == {"changed"}
