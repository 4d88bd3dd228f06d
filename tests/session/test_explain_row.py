"""One row, step by step: what each feature adds makes the answer."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING

import pytest
from tests.shop import Shop, shop

from forebay.cli import main
from forebay.errors import ProjectError
from forebay.session import connect

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["shop"]


@pytest.fixture
def built(shop: Shop) -> Iterator[Shop]:
    shop.build()
    return shop


def test_the_parts_of_a_row_make_its_answer_and_know_their_sources(built: Shop) -> None:
    with connect(built.root) as session:
        found = session.explain("converts", "1234")
        ((predicted, probability),) = session.sql(
            "SELECT predicted_bought, ML.PROBABILITY(predicted_bought_probs, predicted_bought)"
            " FROM ML.PREDICT(MODEL converts, (SELECT * FROM clean_visits WHERE id = 1234))"
        ).fetchall()

    assert found.version == "converts@1"
    assert found.predicted == predicted
    assert found.probability == pytest.approx(probability, abs=1e-12)
    assert found.baseline + sum(step.adds for step in found.features) == pytest.approx(found.raw)
    assert 1 / (1 + math.exp(-found.raw)) == pytest.approx(probability, abs=1e-9)
    by_name = {step.name: step for step in found.features}
    assert by_name["pages"].sources == ("visits.pages",)
    assert by_name["channel"].value in {"mail", "search", "direct"}


@pytest.mark.parametrize(
    ("name", "key", "error"),
    [
        ("converts", ("99999999",), "no-such-row"),
        ("converts", ("1", "2"), "bad-arguments"),
        ("convert", ("1",), "unknown-model"),
    ],
)
def test_what_cannot_be_explained_is_an_error_that_says_why(
    built: Shop, name: str, key: tuple[str, ...], error: str
) -> None:
    with connect(built.root) as session, pytest.raises(ProjectError) as raised:
        session.explain(name, *key)

    assert raised.value.problems[0].name == error


def test_the_command_shows_the_row_from_baseline_to_answer(
    built: Shop, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["-C", str(built.root), "explain", "converts", "1234"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert main(["-C", str(built.root), "--json", "explain", "converts", "1234"]) == 0
    answer = json.loads(capsys.readouterr().out)

    assert lines[0].split() == ["feature", "value", "seen", "as", "adds", "made", "of"]
    assert lines[1].startswith("(baseline)")
    assert lines[-1] == "done: features=2 model=converts@1"
    assert [step["name"] for step in answer["row"]["features"]] == [
        line.split()[0] for line in lines[2:4]
    ]
