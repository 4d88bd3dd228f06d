"""``_FILE_NAME`` in the computed columns of a source."""

import pytest

from forebay.engine import Column
from forebay.errors import ForebayError, ProjectError

DAY = ("day", "regexp_extract(_file_name, '_(\\d+)', 1)")
CONTENT = {"CSV": "id\n{}\n", "JSON": '{{"id":{}}}\n'}


def rows_of(sources, spec):
    reading = sources.read_spec(spec)
    return reading, sources.workspace.rows(f"FROM read_parquet('{sources.target}') ORDER BY ALL")


@pytest.mark.parametrize("kind", ["CSV", "JSON", "PARQUET"])
def test_each_row_knows_the_file_that_it_comes_from(sources, kind):
    files = []
    for number in (1, 2):
        name = f"orders_2024010{number}.{kind.lower()}"
        if kind == "PARQUET":
            files.append(sources.file(b"", name))
            files[-1].unlink()
            text = f"SELECT {number} AS id"
            sources.workspace.write(text, sources.workspace.scratch / name).path.rename(files[-1])
        else:
            files.append(sources.file(CONTENT[kind].format(number), name))

    reading, rows = rows_of(sources, sources.spec(*files, kind=kind, computed=[DAY]))

    assert [(int(i), day) for i, day in rows] == [(1, "20240101"), (2, "20240102")]
    assert reading.schema.names == ("id", "day")


@pytest.mark.parametrize("kind", ["CSV", "JSON"])
def test_rows_of_damaged_files_know_it_too(sources, kind):
    damage = {"CSV": "id\n1,2\n3\n", "JSON": '[1]\n{"id":3}\n'}[kind]
    whole = CONTENT[kind].format(4)
    files = [sources.file(damage, "a_1.txt"), sources.file(whole, "a_2.txt")]

    reading, rows = rows_of(
        sources, sources.spec(*files, kind=kind, computed=[DAY], max_bad_records=1)
    )

    assert [(int(i), day) for i, day in rows] == [(3, "1"), (4, "2")]
    assert reading.rows_rejected == 1


def test_a_computed_column_may_read_one_that_read_it(sources):
    computed = [DAY, ("number", "CAST(day AS BIGINT)"), ("file", '"_FILE_NAME"')]
    files = [sources.file("id\n1\n", "a_7.csv")]

    _, rows = rows_of(sources, sources.spec(*files, computed=computed))

    assert rows == [(1, "7", 7, "data/a_7.csv")]


def test_a_column_that_fails_on_a_name_is_told_with_its_place(sources):
    spec = sources.spec(
        sources.file("id\n1\n", "a_x.csv"),
        computed=[("fine", "id + 1"), ("wrong", "CAST(_FILE_NAME AS BIGINT)")],
    )

    with pytest.raises(ForebayError) as caught:
        sources.read_spec(spec)

    assert 'computed column "wrong"' in caught.value.problems[0].message
    assert caught.value.problems[0].span.text == "CAST"


def test_a_file_cannot_have_a_column_of_that_name(sources):
    spec = sources.spec(sources.file("id,_file_name\n1,x\n"), computed=[("f", "_FILE_NAME")])

    with pytest.raises(ProjectError, match="duplicate-column"):
        sources.read_spec(spec)


def test_a_column_of_that_name_is_one_like_others_where_nobody_asks_for_the_file(sources):
    reading = sources.read("id,_file_name\n1,x\n", computed=[("b", "id + 1")])

    assert reading.schema.columns[1] == Column("_file_name", "VARCHAR")
