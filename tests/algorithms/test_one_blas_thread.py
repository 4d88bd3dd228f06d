"""Linear algebra on one thread while linear models learn."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from forebay.algorithms.one_blas_thread import _openblas, one_blas_thread

SUMS = """
import hashlib, numpy as np
from forebay.algorithms.design import DesignBlock
from forebay.algorithms.one_blas_thread import one_blas_thread
rng = np.random.RandomState(0)
dense, one = rng.randn(16_384, 60), np.ones(16_384)
block = DesignBlock(dense, np.empty((0, 16_384), np.intp), 60, one, one)
gram = np.zeros((61, 61))
with one_blas_thread():
    block.add_gram(gram, one)
print(hashlib.sha256(gram.tobytes()).hexdigest())
"""


def test_sums_are_the_same_for_any_number_of_blas_threads():
    """SEMANTICS 11: Gram sums are combined in fixed order."""
    found = {
        subprocess.run(
            [sys.executable, "-c", SUMS],
            env=os.environ | {"OPENBLAS_NUM_THREADS": threads},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for threads in ("1", "2", "3")
    }

    assert len(found) == 1


@pytest.mark.skipif(_openblas() is None, reason="this NumPy has another linear algebra")
def test_the_number_of_threads_comes_back():
    count, choose = _openblas()
    choose(2)

    with one_blas_thread():
        within = count()

    assert (within, count()) == (1, 2)
    choose(1)
