"""The library that the tests try: compiled here, so that they never try an earlier one."""

from __future__ import annotations

import importlib.util
import os
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest

ROOT = Path(__file__).parents[2]


@cache
def build_script():
    """Return the module ``hatch_build``, which stands outside of the package."""
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def compiled() -> Path:
    """Return the path of the library; skip the test where there is no C compiler.

    ``FOREBAY_TEST_LIBRARY`` names another one: `make test-memory` sets it.
    """
    given = os.environ.get("FOREBAY_TEST_LIBRARY")
    if given:
        return Path(given)
    script = build_script()
    if script.compiler() is None:
        pytest.skip("there is no C compiler")
    return script.build(Path(mkdtemp(prefix="forebay-forest-")))
