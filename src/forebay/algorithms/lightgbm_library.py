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
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from forebay.errors import InternalError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

FLOAT32: Final = 0  # C_API_DTYPE_FLOAT32
# Each of the two sums one half of the rows in their order, and which half is added to the other
# makes no difference to a bit: so a sum is the same whatever number of threads was asked for.
# With more than two, the order in which they end would matter.
SUM_THREADS: Final = 2
# What all parameters ask for; `call` sets the limit.
_ANY_THREADS: Final = 1 << 10
_NO_LIMIT: Final = -1
# The number of threads is one variable of the library. What a dataset or a booster holds for each
# thread is made for as many as there were then: with more of them later LightGBM writes beside its
# memory. So trainings of one process take turns, call by call, and each call sets its own number.
_TURN: Final = threading.Lock()
_FILES: Final = ("lib/lib_lightgbm.so", "lib/lib_lightgbm.dylib", "bin/lib_lightgbm.dll")


def call(function: str, *arguments: Any, threads: int) -> None:
    """Call ``LGBM_<function>``; InternalError with LightGBM's words if it fails.

    Arrays are given as pointers to their values: they must be contiguous and live until the end.

    Parameters
    ----------
    threads
        How many may work; the same for all calls about one dataset and what is trained on it,
        but `SUM_THREADS` for what sums.

    """
    library = _library()
    given = [ctypes.c_void_p(a.ctypes.data) if isinstance(a, np.ndarray) else a for a in arguments]
    with _TURN:
        library.LGBM_SetMaxThreads(threads)
        failed = getattr(library, f"LGBM_{function}")(*given) != 0
        words = library.LGBM_GetLastError().decode("utf-8", "replace") if failed else ""
        library.LGBM_SetMaxThreads(_NO_LIMIT)
    if failed:
        raise InternalError.of("lightgbm-failed", f"LightGBM could not train: {words}")


def parameter_text(params: Mapping[str, Any]) -> bytes:
    """Return parameters as LightGBM reads them, but for the number of threads: see `call`.

    Examples
    --------
    >>> parameter_text({"deterministic": True, "num_threads": 4})
    b'deterministic=true num_threads=1024'

    """
    words = {True: "true", False: "false"}
    params = {**params, "num_threads": _ANY_THREADS}
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
