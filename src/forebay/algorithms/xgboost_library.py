"""XGBoost's C functions, without its Python package, for options that LightGBM lacks.

Importing the package imports SciPy, and pandas and scikit-learn where they are. The shared library
that it carries has a stable C interface (XGBoost ``include/xgboost/c_api.h``). Both packages have
the same one, `xgboost` and the small `xgboost-cpu`: the extra `xgboost` of Forebay.
"""

from __future__ import annotations

import ctypes
import json
import os
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from forebay.errors import InternalError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_FILES: Final = ("lib/libxgboost.so", "lib/libxgboost.dylib", "lib/xgboost.dll")


def call(function: str, *arguments: Any) -> None:
    """Call ``XG<function>``; InternalError with XGBoost's words if it fails."""
    library = _library()
    if getattr(library, f"XG{function}")(*arguments) != 0:
        # What follows the first line is a list of addresses.
        words = library.XGBGetLastError().decode("utf-8", "replace").split("\n", 1)[0]
        raise InternalError.of("xgboost-failed", f"XGBoost could not train: {words}")


def array_text(values: NDArray[Any]) -> bytes:
    """Return where an array lies, as XGBoost reads it: it must be contiguous and stay alive.

    Examples
    --------
    >>> import numpy as np
    >>> array_text(np.zeros((2, 3), np.float32)).decode().split('"shape"')[1]
    ': [2, 3], "typestr": "<f4", "version": 3}'

    """
    about: dict[str, Any] = {
        "data": [values.ctypes.data, True],
        "shape": list(values.shape),
        "typestr": values.dtype.str,
        "version": 3,
    }
    return json.dumps(about).encode()


def floats_at(pointer: Any, length: int) -> NDArray[np.float32]:
    """Return a copy of the numbers that XGBoost gave."""
    import numpy as np

    return np.ctypeslib.as_array(pointer, (length,)).copy()


@cache
def xgboost_version() -> str:
    """Return the version of the library, such as ``3.2.0``."""
    parts = [ctypes.c_int() for _ in range(3)]
    _library().XGBoostVersion(*map(ctypes.byref, parts))
    return ".".join(str(part.value) for part in parts)


def has_xgboost() -> bool:
    """Return whether the library is installed; nothing is loaded."""
    return _path() is not None


def _path() -> Path | None:
    spec = find_spec("xgboost")  # finds the package and does not import it
    if spec is None or spec.origin is None:
        return None
    folder = Path(spec.origin).parent
    return next((folder / name for name in _FILES if (folder / name).is_file()), None)


@cache
def _library() -> ctypes.CDLL:
    path = _path()
    if path is None:
        raise InternalError.of("xgboost-failed", "the package xgboost is missing or incomplete")
    # Threads that wait must sleep soon: see lightgbm_library.
    if not {"GOMP_SPINCOUNT", "OMP_WAIT_POLICY"} & os.environ.keys():
        os.environ["GOMP_SPINCOUNT"] = "1000"
    library = ctypes.CDLL(str(path))
    library.XGBGetLastError.restype = ctypes.c_char_p
    return library
