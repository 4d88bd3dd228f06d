"""LightGBM's C functions, without its Python package.

Importing the package takes 1 to 2 s of CPU where pandas or scikit-learn are installed, because it
imports them; training a model on a few hundred thousand rows takes no longer than that. The shared
library that the package carries has a stable C interface (LightGBM ``include/LightGBM/c_api.h``),
and a dozen of its functions are all that training needs.
"""

from __future__ import annotations

import ctypes
import os
import threading
from contextlib import contextmanager
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from forebay.errors import InternalError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from numpy.typing import NDArray

FLOAT32: Final = 0  # C_API_DTYPE_FLOAT32
SUM_THREADS: Final = 2
# The number of threads is one variable of the library: trainings of one process take turns at it,
# call by call, and all of them must ask for the same number.
_TURN: Final = threading.RLock()
_FILES: Final = ("lib/lib_lightgbm.so", "lib/lib_lightgbm.dylib", "bin/lib_lightgbm.dll")


def call(function: str, *arguments: Any) -> None:
    """Call ``LGBM_<function>``; InternalError with LightGBM's words if it fails.

    Arrays are given as pointers to their values: they must be contiguous and live until the end.
    """
    library = _library()
    given = [ctypes.c_void_p(a.ctypes.data) if isinstance(a, np.ndarray) else a for a in arguments]
    with _TURN:
        failed = getattr(library, f"LGBM_{function}")(*given) != 0
        words = library.LGBM_GetLastError().decode("utf-8", "replace") if failed else ""
    if failed:
        raise InternalError.of("lightgbm-failed", f"LightGBM could not train: {words}")


@contextmanager
def two_threads(otherwise: int) -> Iterator[None]:
    """Let LightGBM sum with exactly two threads, afterwards with at most `otherwise`.

    Each of the two sums one half of the rows in their order, and which half is added to the other
    makes no difference to a bit: so a sum is the same whatever number of threads was asked for.
    With more than two, the order in which they end would matter.
    """
    with _TURN:
        call("SetMaxThreads", SUM_THREADS)
        try:
            yield
        finally:
            call("SetMaxThreads", otherwise)


def parameter_text(params: Mapping[str, Any]) -> bytes:
    """Return parameters as LightGBM reads them.

    Examples
    --------
    >>> parameter_text({"deterministic": True, "learning_rate": 0.3})
    b'deterministic=true learning_rate=0.3'

    """
    words = {True: "true", False: "false"}
    return " ".join(
        f"{name}={words[value] if isinstance(value, bool) else value}"
        for name, value in params.items()
    ).encode()


def pointers(arrays: list[NDArray[Any]]) -> Any:
    """Return a C array of the addresses of arrays."""
    return (ctypes.c_void_p * len(arrays))(*(array.ctypes.data for array in arrays))


@cache
def _library() -> ctypes.CDLL:
    _spin_briefly()
    spec = find_spec("lightgbm")  # finds the package and does not import it
    folder = Path(spec.origin).parent if spec is not None and spec.origin is not None else None
    for name in _FILES:
        if folder is not None and (folder / name).is_file():
            library = ctypes.CDLL(str(folder / name))
            library.LGBM_GetLastError.restype = ctypes.c_char_p
            return library
    raise InternalError.of("lightgbm-failed", "the package lightgbm is missing or incomplete")


def _spin_briefly() -> None:
    """Make LightGBM's threads sleep soon when they wait, unless the user decided otherwise.

    GNU OpenMP lets them spin for about a millisecond, thousands of times in a training: on two
    cores with other work to do that took 13 s instead of 3. It is read when LightGBM is loaded.
    """
    if not {"GOMP_SPINCOUNT", "OMP_WAIT_POLICY"} & os.environ.keys():
        os.environ["GOMP_SPINCOUNT"] = "1000"
