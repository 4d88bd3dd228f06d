"""Keep NumPy's linear algebra on one thread, so that sums do not depend on the machine's cores."""

from __future__ import annotations

import contextlib
import ctypes
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

# What NumPy's wheels call OpenBLAS's functions, newest first.
_NAMES: Final = ("scipy_openblas_{}_num_threads64_", "openblas_{}_num_threads64_")


@contextlib.contextmanager
def one_blas_thread() -> Iterator[None]:
    """Run a block with OpenBLAS on one thread; a decorator too.

    OpenBLAS cuts a product into as many parts as it has threads, and each cut adds up in another
    order: the same training gives other last digits on 1, 2 and 8 cores. On a machine with other
    work its waiting threads also slow training down, 2 s to 15 s measured. NumPy has no switch for
    it, only an environment variable that is read at its import; so the library that NumPy's wheel
    carries is asked, as threadpoolctl does. With another library (MKL, Accelerate) nothing is
    changed: results are then the same to about 1e-12, not bit for bit.
    """
    found = _openblas()
    if found is None:
        yield
        return
    count, choose = found
    before = count()
    choose(1)
    try:
        yield
    finally:
        choose(before)


@cache
def _openblas() -> tuple[Any, Any] | None:
    """Return the functions that read and set the number of threads; None without OpenBLAS."""
    package = Path(np.__file__).parent
    for folder in (package.parent / "numpy.libs", package / ".dylibs"):
        for file in sorted(folder.glob("*openblas*")):
            library = ctypes.CDLL(str(file))  # loaded by NumPy already: the same one
            for name in _NAMES:
                with contextlib.suppress(AttributeError):
                    functions = [getattr(library, name.format(verb)) for verb in ("get", "set")]
                    return functions[0], functions[1]
    return None
