"""Shuffled labels: chance passes, three in a row above it do not."""

from __future__ import annotations

import random

from forebay.errors import Source
from forebay.trust.area import Area
from forebay.trust.learns_noise import exceeds_chance, learns_noise

SPAN = Source("m.sql", "CREATE MODEL m").whole()


def test_three_areas_above_chance_are_an_error():
    found = learns_noise([Area(0.58, 0.01), Area(0.6, 0.01), Area(0.55, 0.01)], "m", SPAN)
    assert found is not None
    assert found.name == "learns-noise"
    assert "0.580, 0.600, 0.550" in found.detail


def test_fewer_than_three_or_one_at_chance_say_nothing():
    assert learns_noise([Area(0.6, 0.01)] * 2, "m", SPAN) is None
    assert learns_noise([Area(0.6, 0.01), Area(0.51, 0.01), Area(0.6, 0.01)], "m", SPAN) is None


def test_chance_alone_refuses_hardly_anything():
    draw = random.Random(1)
    refused = sum(
        exceeds_chance([Area(draw.gauss(0.5, 0.01), 0.01) for _ in range(3)]) for _ in range(20_000)
    )
    assert refused / 20_000 < 0.001
