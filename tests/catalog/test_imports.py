"""The catalog is the standard library alone (SEMANTICS 38)."""

from __future__ import annotations

import subprocess
import sys


def test_importing_the_catalog_loads_no_engine_and_no_numpy():
    code = "import forebay.catalog, sys; print(' '.join(sys.modules))"

    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    loaded = {name.partition(".")[0] for name in found.stdout.split()}
    assert not loaded & {"duckdb", "numpy", "sqlglot", "lightgbm", "click", "nanoarrow"}
