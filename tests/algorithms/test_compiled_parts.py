"""The compiled library splits predictions as NumPy does, with all of its instructions."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.algorithms.compiled_library import compiled
from tests.algorithms.made_up_forests import made_up_forest, odd_rows, wide_forest

from forebay.algorithms import sound_parts
from forebay.algorithms.forest_library import ForestLibrary
from forebay.algorithms.sound_parts import library_of_parts, parts_as_numpy
from forebay.algorithms.tree_attribution import TreeAttribution

LEVELS = ["plain C", "AVX2", "AVX-512"]


@pytest.fixture(params=LEVELS)
def library(request):
    found = ForestLibrary(compiled(), LEVELS.index(request.param))
    if found.instructions != request.param:
        pytest.skip(f"this processor has no {request.param}")
    return found


def require_close(forest, columns, library):
    """Both add positive terms in another order: 1e-12 of what all leaves could give."""
    ours = TreeAttribution(forest, library=library).of(columns)
    theirs = TreeAttribution(forest, library="none").of(columns)
    most = np.abs(forest.leaf_value).max(initial=1.0) * forest.n_trees
    np.testing.assert_allclose(ours, theirs, rtol=0, atol=1e-12 * most)
    return ours


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    rng=st.integers(0, 2**32).map(np.random.default_rng),
    described=st.fixed_dictionaries(
        {
            "kind": st.sampled_from([np.float32, np.float64]),
            "most_leaves": st.sampled_from([1, 2, 31, 200]),
            "n_outputs": st.sampled_from([1, 3]),
            "deep": st.booleans(),
        }
    ),
    n_rows=st.sampled_from([1, 15, 16, 17, 90]),
)
def test_any_forest_has_the_parts_of_numpy(library, rng, described, n_rows):
    forest = made_up_forest(rng, **described)

    require_close(forest, odd_rows(rng, forest, n_rows), library)


def test_hundreds_of_features_are_explained(library):
    rng = np.random.default_rng(1)
    forest = wide_forest(300, 400, rng)
    columns = [rng.normal(size=40) for _ in range(forest.n_features)]

    assert np.count_nonzero(require_close(forest, columns, library).any(axis=(0, 2))) > 100


def test_no_rows_have_no_parts(library):
    forest = made_up_forest(np.random.default_rng(2))

    parts = TreeAttribution(forest, library=library).of([np.empty(0)] * forest.n_features)

    assert parts.shape == (0, forest.n_features, 1)


def test_the_installed_library_is_tried_before_it_is_used(library, monkeypatch):
    assert parts_as_numpy(library)
    monkeypatch.setattr(ForestLibrary, "add_parts", lambda _self, out, *_: out.fill(1.0) is None)
    assert not parts_as_numpy(library)

    monkeypatch.setattr(sound_parts, "installed_library", lambda: library)
    library_of_parts.cache_clear()
    try:
        assert library_of_parts() is None
    finally:
        library_of_parts.cache_clear()
