"""``forebay predict``: a live model answers for the rows of a file."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys

import duckdb
import pytest
from tests.shop import SOURCE, TABLE, Shop

_MAIN = "import sys; from forebay.cli import main; sys.exit(main())"
ROWS = "id,pages,channel,note\n1,3,mail,a\n2,19,search,b\n"


@pytest.fixture(scope="module")
def shop(tmp_path_factory) -> Shop:
    """Return the small project with a live model."""
    shop = Shop(tmp_path_factory.mktemp("shop"))
    shop.write("forebay.toml", 'name = "shop"\ndefault_env = "prod"\nthreads = 1\n')
    shop.write("sources/visits.sql", SOURCE)
    shop.write("tables/clean_visits.sql", TABLE)
    shop.standard(0.1)
    shop.visits()
    assert shop.build().exit_code == 0
    return shop


def predict(shop: Shop, *arguments: str, given: str = ""):
    """Run the command; return code, output and errors."""
    done = subprocess.run(
        [sys.executable, "-c", _MAIN, "-C", str(shop.root), "predict", *arguments],
        input=given.encode(),
        capture_output=True,
        check=False,
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def test_rows_from_standard_input_are_answered_in_order_with_their_own_columns(shop):
    code, out, err = predict(shop, "converts", "--input", "-", given=ROWS)
    found = list(csv.DictReader(io.StringIO(out)))
    assert (code, err) == (0, "")
    assert list(found[0])[:2] == ["predicted_bought", "predicted_bought_probs"]
    assert [(row["id"], row["note"]) for row in found] == [("1", "a"), ("2", "b")]


def test_the_answer_is_that_of_ml_predict(shop, tmp_path):
    rows, out = tmp_path / "rows.csv", tmp_path / "out.parquet"
    rows.write_text(ROWS)
    assert predict(shop, "converts", "--input", str(rows), "--output", str(out))[0] == 0
    from forebay.session import connect

    with connect(shop.root) as session:
        asked = session.sql(
            "SELECT predicted_bought_probs FROM ML.PREDICT(MODEL converts, (SELECT * FROM (VALUES"
            " (1, 3, 'mail'), (2, 19, 'search')) AS t(id, pages, channel)))"
        ).fetchall()
    told = duckdb.sql(f"SELECT predicted_bought_probs FROM '{out}'").fetchall()
    assert told == asked


def test_json_in_and_out(shop, tmp_path):
    rows = tmp_path / "rows.jsonl"
    rows.write_text('{"pages": 3, "channel": "mail"}\n{"pages": null, "channel": null}\n')
    code, out, _ = predict(shop, "converts", "--input", str(rows), "--output-format", "json")
    assert code == 0
    assert [json.loads(line)["pages"] for line in out.splitlines()] == [3, None]


def test_parquet_in(shop, tmp_path):
    rows = tmp_path / "rows.parquet"
    duckdb.sql("SELECT 3 AS pages, 'mail' AS channel").write_parquet(str(rows))
    assert predict(shop, "converts@1", "--input", str(rows))[0] == 0


@pytest.mark.parametrize(
    ("arguments", "given", "said"),
    [
        (["converts", "--input", "nothing.csv"], "", '"nothing.csv" does not exist'),
        (["converts", "--input", "."], "", '"." is a folder'),
        (["converts", "--input", "rows"], "", '"rows" does not exist'),
        (["nosuch", "--input", "-"], ROWS, 'there is no model "nosuch" live in "prod"'),
        (["converts@9", "--input", "-"], ROWS, 'there is no model "converts@9"'),
        (["a b; c", "--input", "-"], ROWS, "there is no model"),
        (["", "--input", "-"], ROWS, '"" names no model'),
        (["converts", "--input", "-"], "id,channel\n1,mail\n", 'has no column "pages"'),
        (["converts", "--input", "-"], "pages,channel\nx,mail\n", "standard input:2: 'x'"),
        (["converts", "--input", "-", "--output", "out.xlsx"], ROWS, "what format it has"),
        (["converts", "--input", "-", "--output", "no/out.csv"], ROWS, "cannot be written"),
        (["converts"], "", "missing option '--input'"),
    ],
)
def test_a_wrong_argument_or_row_is_told_and_nothing_is_written(shop, arguments, given, said):
    code, out, err = predict(shop, *arguments, given=given)
    assert code in {2, 3}
    assert said in out + err
    assert "Traceback" not in err
    assert "<predict>" not in out + err


def test_no_rows_give_no_answers(shop):
    code, out, _ = predict(shop, "converts", "--input", "-", given="pages,channel\n")
    assert code == 0
    assert out.startswith("predicted_bought,")
    assert len(out.splitlines()) == 1
