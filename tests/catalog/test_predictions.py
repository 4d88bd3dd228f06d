"""The prediction log (SEMANTICS 19)."""

from __future__ import annotations

import pytest

from forebay.catalog import Prediction


def row(key, at="2013-01-01T00:00:00.000+00:00", version=1):
    return Prediction(key, at, "m", version, {"x": 1.5, "w": None}, {"predicted_y": True})


def test_predictions_come_back_by_model_and_time(catalog):
    early, late = row("a"), row("b", "2013-06-01T00:00:00.000+00:00", 2)

    catalog.predictions.log([late, early])

    assert catalog.predictions.of("M") == (early, late)
    assert catalog.predictions.of("m", since="2013-02-01") == (late,)
    assert catalog.predictions.of("other") == ()


def test_a_batch_is_kept_whole_or_not_at_all(catalog):
    def batch():
        yield row("a")
        raise RuntimeError("the model crashed")

    with pytest.raises(RuntimeError):
        catalog.predictions.log(batch())

    assert catalog.predictions.of("m") == ()
