"""SEMANTICS 22 and 38: binding a query imports nothing heavy."""

from __future__ import annotations

import subprocess
import sys

PROGRAM = """
import sys
import forebay.query
from forebay.engine.protocol import Column, Schema
from forebay.errors import ProjectError, Source
from forebay.query import ModelSignature
from forebay.query.check_call import check_call
from forebay.features.label import Label
from forebay.features.transform_output import TransformColumn
from forebay.query.model_function import FUNCTIONS, model_function
from forebay.query.target import Clusters, Components
from forebay.sql.parse_query import parse_query

def call_of(text):
    return parse_query(Source("q", f"SELECT * FROM {text}")).calls[0]

answered = set()
columns = (Column("x", "DOUBLE"), Column("y", "BOOLEAN"))
for name in FUNCTIONS:
    kind = "BOOSTED_TREE_CLASSIFIER" if "WEIGHTS" not in name else "LOGISTIC_REG"
    shape = model_function(call_of(f"ML.{name}(TABLE t)")).SHAPE
    given = [*(["MODEL m"] if shape.model == "required" else []), *(["TABLE t"] * shape.most)]
    if name == "DETECT_ANOMALIES":
        given.append("STRUCT(0.1 AS contamination)")
    call = call_of(f"ML.{name}({', '.join(given)})")
    for target in (Label("y", "BOOLEAN", "binary"), Clusters(), Components(2)):
        clause = (TransformColumn("s", "DOUBLE"),)
        signature = ModelSignature("m", kind, target, columns[:1], clause) if call.model else None
        try:
            check_call(call, shape, signature)
            inputs = (Schema(columns),) * len(call.inputs)
            assert model_function(call).output_schema(call, inputs, signature).columns
            answered.add(name)
        except ProjectError:
            pass  # the function is for other models or other columns; it was imported all the same
assert len(answered) > len(FUNCTIONS) // 2, answered
heavy = {"numpy", "duckdb", "lightgbm", "nanoarrow", "sqlglot"} & set(sys.modules)
assert not heavy, heavy
"""


def test_output_schemas_need_neither_numpy_nor_an_engine():
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=False
    )

    assert done.stderr == ""
