"""What was answered by any route is answered again by ML.PREDICT, value by value."""

from __future__ import annotations

import io
import json

import duckdb
import nanoarrow as na
import pytest
from nanoarrow import ipc
from tests.export.conftest import postgres  # noqa: F401 - a fixture
from tests.export.databases import in_postgres, named
from tests.serve.conftest import MODELS, build, write_project
from tests.serve.running import running
from tests.serve.test_predict import ROWS, plain

from forebay.cli import main
from forebay.errors import EngineError, ProjectError
from forebay.export.query_options import QueryOptions
from forebay.session import connect

EXPORTED = {
    "sql": "m.sql", "python": "m.py", "onnx": "m.onnx", "mlflow": "m", "xgboost": "m.json",
}  # fmt: skip
ARROW = {"Content-Type": "application/vnd.apache.arrow.stream"}
# Name, type, and datatype of the Open Inference Protocol.
TYPES = {
    "id": ("BIGINT", "INT64"), "a": ("DOUBLE", "FP64"), "k": ("INTEGER", "INT32"),
    "price": ("DECIMAL(9,2)", "BYTES"), "color": ("VARCHAR", "BYTES"),
    "flag": ("BOOLEAN", "BOOL"), "day": ("DATE", "BYTES"),
    "seen": ("TIMESTAMP", "BYTES"),
}  # fmt: skip


def rows_of(session, times):
    """Return known and odd rows as Python values, so many times 400, no two numbers the same."""
    text = f"""SELECT id, a * (1 + t / 97), k, price, color, flag, day, seen
      FROM ({ROWS}), (SELECT unnest(range({times})) AS t)"""
    return [dict(zip(TYPES, row, strict=True)) for row in session.sql(text).fetchall()]


def ask_by_every_route(server, model, rows, size):
    """Ask for all rows as JSON, as tensors and as Arrow; return how many were asked for."""
    inputs = [told["name"] for told in server.get(f"/v2/models/{model}")[1]["inputs"]]
    asked = 0
    for start in range(0, len(rows), size):
        part = rows[start : start + size]
        given = [{name: plain(row[name]) for name in inputs} for row in part]
        server.predict(model, given)
        status, told = server.post(f"/v2/models/{model}/infer", {"inputs": tensors(given, inputs)})
        assert status == 200, told
        status, _, told = server.ask("POST", f"/models/{model}/predict", arrow(part, inputs), ARROW)
        assert status == 200, told
        asked += 3 * len(part)
    return asked


def tensors(rows, inputs):
    def shown(value, datatype):
        return str(value) if value is not None and datatype == "BYTES" else value

    return [
        {"name": name, "shape": [len(rows)], "datatype": TYPES[name][1],
         "data": [shown(row[name], TYPES[name][1]) for row in rows]}
        for name in inputs
    ]  # fmt: skip


def arrow(rows, inputs):
    def literal(value):
        return "NULL" if value is None else "'" + str(value).replace("'", "''") + "'"

    values = ", ".join(f"({', '.join(literal(row[name]) for name in inputs)})" for row in rows)
    typed = ", ".join(f"CAST({name} AS {TYPES[name][0]}) AS {name}" for name in inputs)
    stream = io.BytesIO()
    with duckdb.connect() as engine, ipc.StreamWriter.from_writable(stream) as writer:
        found = engine.sql(f"SELECT {typed} FROM (VALUES {values}) AS t({', '.join(inputs)})")
        writer.write_stream(na.ArrayStream(found))
    return stream.getvalue()


def replayed(project, folder, models, times, size):
    """Ask a server, then replay its log; return how many rows were asked for and what came."""
    with connect(project) as session:
        rows = rows_of(session, times)
        with running(project, *models, "--log", str(folder)) as server:
            asked = sum(ask_by_every_route(server, model, rows, size) for model in models)
            assert b"forebay_log_rows_lost_total 0" in server.ask("GET", "/metrics")[2]
            assert server.stop()[0] == 0
        return asked, session.replay(folder)


@pytest.fixture(scope="module")
def log(project, tmp_path_factory):
    """The log of a server, and what replaying it gives."""
    folder = tmp_path_factory.mktemp("replay") / "log"
    asked, found = replayed(project, folder, tuple(MODELS), 1, 300)
    return folder, asked, found


def test_thousands_of_rows_of_every_model_by_every_route_are_answered_the_same(log):
    _, asked, found = log
    assert {one.version for one in found} == {f"{model}@1" for model in MODELS}
    assert sum(one.rows for one in found) == asked == 3 * 400 * len(MODELS)
    assert [one for one in found if one.different or one.why] == []
    assert all(one.routes == {"arrow": 400, "infer": 400, "predict": 400} for one in found)


@pytest.fixture(scope="module")
def long_log(project, tmp_path_factory):
    """As `log`, with more than 100,000 rows."""
    folder = tmp_path_factory.mktemp("replay") / "log"
    asked, found = replayed(project, folder, tuple(MODELS), 12, 1200)
    return folder, asked, found


@pytest.mark.slow_serve
def test_a_hundred_thousand_rows_by_every_route_are_answered_the_same(long_log):
    """Goal L2 of the reliability anchors: no mismatch in 100,000 replayed rows."""
    _, asked, found = long_log
    assert sum(one.rows for one in found) == asked
    assert asked >= 100_000
    assert [one for one in found if one.different or one.why] == []


@pytest.fixture
def changed(log, tmp_path):
    """The log of one model, one answer of which was changed by a unit in the last place."""
    folder = tmp_path / "log" / "line"
    folder.mkdir(parents=True)
    (file,) = (log[0] / "line").glob("*.parquet")
    duckdb.sql(
        f"""COPY (SELECT * REPLACE (CASE WHEN __row = 7 AND __route = 'infer' AND __request =
          (SELECT min(__request) FROM '{file}' WHERE __route = 'infer')
          THEN nextafter(predicted_y, 'inf'::DOUBLE) ELSE predicted_y END AS predicted_y)
          FROM '{file}') TO '{folder / file.name}'"""
    )
    return folder.parent


def test_a_value_that_differs_in_its_last_bit_is_named_with_row_and_column(
    project, changed, capsys
):
    assert main(["-C", str(project), "replay", str(changed), "--json"]) == 1
    (version,) = json.loads(capsys.readouterr().out.splitlines()[-1])["versions"]
    (one,) = version["differences"]
    assert (version["different"], one["row"], one["column"]) == (1, 7, "predicted_y")
    assert float(one["logged"]) > float(one["found"])
    assert float(one["logged"]) == pytest.approx(float(one["found"]), rel=1e-15)
    assert main(["-C", str(project), "replay", str(changed)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "line@1: DIFFERS in 1 of 1,200 rows (arrow 400, infer 400, predict 400)"
    assert f'"predicted_y" was {one["logged"]}, is {one["found"]}' in lines[1]
    assert lines[-1] == "failed: rows=1200 different=1 skipped=0"


def test_a_version_that_is_gone_is_told_and_counted(project, changed, capsys):
    (file,) = (changed / "line").iterdir()
    duckdb.sql(
        f"COPY (SELECT * REPLACE (9 AS __version) FROM '{file}') TO '{file}.new' (FORMAT parquet)"
    )
    (changed / "line" / f"{file.name}.new").replace(file)
    assert main(["-C", str(project), "replay", str(changed)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith('line@9: 1,200 rows not asked: there is no model "line@9"')
    assert lines[-1] == "done: rows=0 different=0 skipped=1200"


def test_what_is_no_request_log_and_a_damaged_file_are_named(project, changed, tmp_path):
    with connect(project) as session:
        for folder, names in ((tmp_path / "nothing", ()), (changed, ("trees",))):
            with pytest.raises(ProjectError) as raised:
                session.replay(folder, *names)
            assert raised.value.problems[0].name == "no-request-log"
        (file,) = (changed / "line").iterdir()
        file.write_bytes(file.read_bytes()[:-9])
        with pytest.raises(EngineError) as raised:
            session.replay(changed, "line")
        assert raised.value.problems[0].name == "damaged-log"
        assert file.name in raised.value.problems[0].message


EXPORTABLE = [name for name in MODELS if name != "engine"]  # it needs the engine
WITHOUT_DAYS = ("made", "groups", "axes")  # which ONNX has not


def held(model):
    """Return the exports that can hold a model and be asked about its rows."""
    files = ["python", "mlflow"]
    if model != "made":  # its key is a feature: nothing else tells rows of SQL apart
        files += ["duckdb", "sqlite"]
    if model in WITHOUT_DAYS:
        files.append("onnx")
    if model == "trees":
        files.append("xgboost")
    return files


def assert_answered(session, log, folder, model, title, rows):
    """Export a model, and ask the file what a server was asked."""
    to = "sql" if title in {"duckdb", "sqlite"} else title
    options = QueryOptions(title, key=("id",)) if to == "sql" else None
    target = folder / title / EXPORTED[to]
    session.export(model, to, target, options=options)
    (found,) = session.replay(log, model, against=target)
    assert (found.why, found.rows, found.against) == ("", rows, to), (model, title)
    assert (found.different, found.differences) == (0, ()), (model, title)
    assert found.largest <= found.tolerance == (1e-5 if to in {"onnx", "xgboost"} else 1e-9)
    return found.rows


@pytest.mark.parametrize("model", EXPORTABLE)
def test_every_export_answers_what_a_server_was_asked(project, log, tmp_path, model):
    with connect(project) as session:
        for title in held(model):
            assert_answered(session, log[0], tmp_path, model, title, 1200)


@pytest.mark.slow_serve
@pytest.mark.parametrize("title", ["python", "mlflow", "duckdb", "sqlite", "xgboost"])
def test_every_export_answers_a_hundred_thousand_rows(project, long_log, tmp_path, title):
    with connect(project) as session:
        asked = sum(
            assert_answered(session, long_log[0], tmp_path / model, model, title, 14_400)
            for model in EXPORTABLE
            if title in held(model)
        )
    assert asked >= (14_400 if title == "xgboost" else 100_000)  # of one model, what it can hold


@pytest.mark.slow_serve
def test_postgres_answers_a_hundred_thousand_rows(
    project,
    long_log,
    postgres,  # noqa: F811
    tmp_path,
):
    """As the SQL of DuckDB does, which was compared with the log: replay opens no connection."""
    asked = 0
    for model in EXPORTABLE:
        if "duckdb" not in held(model):
            continue
        queries = {}
        with connect(project) as session:
            for dialect in ("duckdb", "postgres"):
                target = tmp_path / f"{model}.{dialect}.sql"
                options = QueryOptions(dialect, key=("id",))
                session.export(model, "sql", target, options=options)
                queries[dialect] = target.read_text()
        with duckdb.connect() as engine:
            given = engine.read_parquet(f"{long_log[0]}/{model}/*.parquet")
            inputs = [name for name in given.columns if name in TYPES and name != "id"]
            engine.execute(
                f"CREATE TABLE rows_to_score AS SELECT row_number() OVER () AS id,"
                f" {', '.join(inputs)} FROM given"
            )
            rows = engine.execute("FROM rows_to_score").fetchall()
            told = named(engine.execute(queries["duckdb"]))
        columns = [("id", "BIGINT"), *((name, TYPES[name][0]) for name in inputs)]
        found = in_postgres(postgres, queries["postgres"], columns, rows)
        for mine, theirs in zip(found, told, strict=True):
            for name, value in theirs.items():
                if isinstance(value, float):
                    assert mine[name] == pytest.approx(value, rel=1e-9, abs=1e-9), (model, name)
                else:
                    assert mine[name] == value, (model, name)
        asked += len(found)
    assert asked >= 100_000


@pytest.mark.slow_serve
def test_onnx_answers_a_hundred_thousand_rows(project, long_log, tmp_path):
    """With models that look at no day beside those of the project that look at none."""
    with connect(project) as session:
        asked = sum(
            assert_answered(session, long_log[0], tmp_path / model, model, "onnx", 14_400)
            for model in WITHOUT_DAYS
        )
    root, models = tmp_path / "plain", ("line", "trees", "thirds", "likely")
    write_project(root, models)
    for file in (root / "models").iterdir():
        file.write_text(file.read_text().replace(", day, seen", ""))
    build(root)
    replayed(root, tmp_path / "log", models, 12, 1200)
    with connect(root) as session:
        asked += sum(
            assert_answered(session, tmp_path / "log", tmp_path / model, model, "onnx", 14_400)
            for model in models
        )
    assert asked >= 100_000


def test_an_export_that_answers_otherwise_is_told_row_by_row(project, log, tmp_path, capsys):
    file = tmp_path / "line.py"
    asked = ["-C", str(project), "replay", str(log[0]), "line", "--against", str(file)]
    with connect(project) as session:
        session.export("line", "python", file)
    assert main(asked) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0].startswith("line@1: 1,200 rows within 1e-09 by python, the largest difference ")
    text = file.read_text()
    file.write_text(text.replace("linked(sums, model['link'])", "[sums[0] * 1.01]"))
    assert file.read_text() != text
    assert main([*asked, "--json"]) == 1
    (version,) = json.loads(capsys.readouterr().out.splitlines()[-1])["versions"]
    assert version["different"] > 1100
    assert len(version["differences"]) == 20
    assert version["largest"] == pytest.approx(0.01)
    file.write_text(text.replace("version 1.", "version 9."))
    assert main(asked) == 0
    assert "1,200 rows not asked: the file is of version 9" in capsys.readouterr().out


def test_files_that_cannot_be_asked_are_named(project, log, tmp_path):
    with connect(project) as session:
        files = {"gone.py": "there is no exported model"}
        for dialect, key, told in (
            ("postgres", ("id",), "the SQL of postgres is not run here"),
            ("duckdb", (), "no column of its own that tells rows apart"),
        ):
            options = QueryOptions(dialect, key=key)
            session.export("line", "sql", tmp_path / f"{dialect}.sql", options=options)
            files[f"{dialect}.sql"] = told
        for name, told in files.items():
            with pytest.raises(ProjectError, match=told):
                session.replay(log[0], "line", against=tmp_path / name)
        with pytest.raises(ProjectError, match="of one model"):
            session.replay(log[0], against=tmp_path / "duckdb.sql")
