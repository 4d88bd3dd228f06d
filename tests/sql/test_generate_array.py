"""Arrays of thresholds in calls: written, named, generated."""

from __future__ import annotations

import pytest

from forebay.errors import ProjectError, Source
from forebay.sql.parse import parse


def read(arguments):
    (statement,) = parse(Source("q.sql", f"SELECT * FROM ML.ROC_CURVE(MODEL m, {arguments})"))
    return statement.query.calls[0]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ("[0.1, 0.5]", (0.1, 0.5)),
        ("GENERATE_ARRAY(0, 1, 0.25)", (0.0, 0.25, 0.5, 0.75, 1.0)),
        ("thresholds => GENERATE_ARRAY(0, 1, 0.3)", (0.0, 0.3, 0.6, 0.9)),
        ("GENERATE_ARRAY(1, 0, -0.5)", (1.0, 0.5, 0.0)),
        ("GENERATE_ARRAY(1, 0)", ()),
        ("(SELECT 1), GENERATE_ARRAY(0, 1)", (0.0, 1.0)),
    ],
)
def test_an_array_is_the_thresholds(arguments, expected):
    call = read(arguments)

    assert call.named == {"thresholds": expected}
    assert len(call.inputs) == arguments.count("SELECT")


@pytest.mark.parametrize(
    ("arguments", "name"),
    [
        ("GENERATE_ARRAY(0, 1, 0)", "bad-argument"),
        ("GENERATE_ARRAY(0)", "bad-argument"),
        ("GENERATE_ARRAY(0, 1, 0.00001)", "bad-argument"),
        ("GENERATE_ARRAY('a', 1)", "unexpected-token"),
        ("[0.1], thresholds => [0.2]", "duplicate-argument"),
    ],
)
def test_what_is_no_array_of_thresholds_is_told(arguments, name):
    with pytest.raises(ProjectError) as caught:
        read(arguments)

    assert caught.value.problems[0].name == name
