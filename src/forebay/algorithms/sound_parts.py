"""Whether the installed library splits predictions as NumPy does, tried before it is used."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

import numpy as np

from forebay.algorithms.installed_library import installed_library
from forebay.algorithms.node_views import NodeViews
from forebay.algorithms.numpy_parts import NumpyParts
from forebay.algorithms.part_tables import PartTables
from forebay.algorithms.sound_library import odd_forest, odd_rows
from forebay.algorithms.tree_paths import TreePaths

if TYPE_CHECKING:
    from forebay.algorithms.forest_library import ForestLibrary

_N_ROWS: Final = 50
_TOLERANCE: Final = 1e-10


@cache
def library_of_parts() -> ForestLibrary | None:
    """Return the installed library; None where there is none, or its parts are not NumPy's."""
    library = installed_library()
    return library if library is not None and parts_as_numpy(library) else None


def parts_as_numpy(library: ForestLibrary) -> bool:
    """Split the predictions of a small forest both ways; return whether they agree."""
    for kind in (np.float32, np.float64):
        forest = odd_forest(np.dtype(kind))
        trees = [TreePaths.of(forest, tree) for tree in range(forest.n_trees)]
        columns = odd_rows(_N_ROWS)
        ours, theirs = (np.zeros((forest.n_outputs, forest.n_features, _N_ROWS)) for _ in range(2))
        NumpyParts(forest, trees).add_to(theirs, columns)
        views = NodeViews(forest).of(columns, _N_ROWS)
        if not library.add_parts(ours, PartTables.of(forest, trees), *views):
            return False
        if not np.allclose(ours, theirs, rtol=0, atol=_TOLERANCE):
            return False
    return True
