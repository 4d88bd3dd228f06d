"""A model exported to MLflow takes a column as pandas has it, whichever of its types that is."""

from __future__ import annotations

import pytest
from tests.export.trained import trained

pytest.importorskip("mlflow")
pd = pytest.importorskip("pandas")


@pytest.mark.filterwarnings("ignore")
def test_each_kind_of_null_and_of_whole_number_of_pandas_is_the_same(session, tmp_path):
    import mlflow.pyfunc

    name = trained(session, "LOGISTIC_REG", "high")
    session.export(name, "mlflow", tmp_path / "m")
    rows = [(0.5, 1.0, "red", True, 3), (None, -1.0, None, None, None), (2.0, 0.0, "new", False, 5)]
    text = ", ".join(f"({i}, {', '.join(map(literal, row))})" for i, row in enumerate(rows))
    typed = "CAST(a AS DOUBLE) AS a, b, CAST(color AS VARCHAR) AS color, flag, k"
    answer = session.sql(
        f"SELECT ML.PROBABILITY(predicted_high_probs, TRUE) FROM ML.PREDICT(MODEL {name},"
        f" (SELECT i, {typed} FROM (VALUES {text}) AS v(i, a, b, color, flag, k))) ORDER BY i"
    ).fetchall()
    wanted = [share for (share,) in answer]
    model = mlflow.pyfunc.load_model(str(tmp_path / "m"))
    columns = ["a", "b", "color", "flag", "k"]
    objects = pd.DataFrame(rows, columns=columns, dtype=object)
    kinds = {"a": "Float64", "b": "float64", "color": "string", "flag": "boolean", "k": "Int32"}
    for table in (objects, objects.infer_objects(), objects.astype(kinds)):
        found = model.predict(table)["predicted_high_probs"]
        shares = [next(p["prob"] for p in pairs if p["label"]) for pairs in found]
        assert shares == pytest.approx(wanted, abs=1e-9), table.dtypes


def literal(value):
    match value:
        case None:
            return "NULL"
        case bool():
            return str(value)
        case _:
            return repr(value)
