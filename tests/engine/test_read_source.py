import math
import struct
from random import Random

import pytest

from forebay.engine import Column
from forebay.engine.read_source import infer
from forebay.errors import EngineError, ProjectError


def test_types_are_inferred_from_every_row(sources):
    """SEMANTICS 39: 30,001 rows of integers, and a decimal in the last one."""
    content = "a,b,c,d,e\n" + "1,1,2026-01-01,true,\n" * 30_000 + "2,1.5,2026-01-01 10:00:00,x,\n"

    schema, _ = infer(sources.workspace, sources.spec(sources.file(content)))

    assert [c.type for c in schema.columns] == [
        "BIGINT",
        "DOUBLE",
        "TIMESTAMP",
        "VARCHAR",
        "VARCHAR",
    ]


def test_inference_writes_nothing_and_reading_gives_the_same_types(sources):
    content = "a,b\n1,x\n"
    spec = sources.spec(sources.file(content), computed=[("c", "a + 1")])

    schema, _ = infer(sources.workspace, spec)

    assert not sources.target.exists()
    assert schema == sources.read_spec(spec).schema
    assert schema.columns[-1] == Column("c", "BIGINT")


def test_a_column_with_values_far_down_only_gets_their_type(sources):
    content = "a\n" + "\n" * 5_000 + "7\n"

    assert sources.read(content).inferred.columns == (Column("a", "BIGINT"),)


def test_declared_columns_come_in_their_order_and_a_star_keeps_the_files(sources):
    content = "c,b,a\n1,2,3\n"
    declared = [("a", "INTEGER"), ("c", None)]

    whole = sources.read(content, columns=declared)

    assert whole.schema.columns == (
        Column("c", "BIGINT"),
        Column("b", "BIGINT"),
        Column("a", "INTEGER"),
    )


def test_a_declared_type_may_be_written_in_any_way(sources):
    columns = [("a", "int64"), ("b", "decimal(5, 2)"), ("c", "Timestamp with time zone")]
    reading = sources.read("a,b,c\n1,2,2026-01-01T00:00:00Z\n", columns=columns, star=False)

    assert [c.type for c in reading.schema.columns] == [
        "BIGINT",
        "DECIMAL(5,2)",
        "TIMESTAMP WITH TIME ZONE",
    ]


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("BIGNIT", "unknown-type"),
        ("INTEGER[]", "unknown-type"),
        ("STRUCT(a INTEGER)", "not-supported"),
        ("BLOB", "not-supported"),
        ("INTEGER) FROM t; --", "unknown-type"),
    ],
)
def test_a_type_that_a_file_cannot_hold_is_an_error(sources, kind, name):
    with pytest.raises(ProjectError, match=name):
        sources.read("a\n1\n", columns=[("a", kind)])


def test_allowed_bad_rows_go_to_quarantine_with_their_place_reason_and_text(sources):
    content = 'a,b\n1,x\n2\n"three, four",y\n4,z\n'

    reading = sources.read(content, columns=[("a", "BIGINT")], max_bad_records=2)

    assert (reading.rows_read, reading.file.rows, reading.rows_rejected) == (4, 2, 2)
    assert reading.rejected.rows == 2
    assert sources.rejected_rows() == [
        ("data/a.csv", 3, "1 field, 2 expected", "2"),
        ("data/a.csv", 4, 'column "a" is no BIGINT: three, four', '"three, four",y'),
    ]


def test_one_bad_row_more_than_allowed_refuses_all(sources):
    with pytest.raises(EngineError, match=r"2 of 3 rows"):
        sources.read("a\n1\nx\ny\n", columns=[("a", "BIGINT")], max_bad_records=1)

    assert not sources.target.exists()
    assert not sources.rejected.exists()


def test_a_share_of_bad_rows_may_be_allowed(sources):
    content = "a\n" + "1\n" * 98 + "x\ny\n"

    reading = sources.read(content, columns=[("a", "BIGINT")], max_bad_percent=2)

    assert reading.rows_rejected == 2


def test_a_row_that_is_bad_twice_is_one_row_with_both_reasons(sources):
    columns = [("a", "BIGINT"), ("b", "DATE")]

    reading = sources.read("a,b\nx,y\n1,2026-01-01\n", columns=columns, max_bad_records=1)

    assert reading.rows_rejected == 1
    assert sources.rejected_rows()[0][2] == 'column "a" is no BIGINT: x; column "b" is no DATE: y'


def test_null_in_json_is_null_of_every_type(sources):
    kinds = ("BOOLEAN", "TIME", "TIMESTAMP", "TIMESTAMP WITH TIME ZONE", "DATE", "DECIMAL(9,2)",
             "BIGINT", "DOUBLE", "VARCHAR", "UUID")  # fmt: skip
    columns = [(f"c{i}", kind) for i, kind in enumerate(kinds)]
    content = "{" + ", ".join(f'"{name}": null' for name, _ in columns) + "}\n"

    assert sources.rows(content, columns=columns, kind="JSON") == [(None,) * len(kinds)]


def test_quarantine_of_json_lines_keeps_the_line(sources):
    content = '{"a": 1}\n{"a": "x"}\n[1]\n'

    reading = sources.read(content, columns=[("a", "BIGINT")], kind="JSON", max_bad_records=2)

    assert reading.rows_rejected == 2
    assert [(row[1], row[3]) for row in sources.rejected_rows()] == [(2, '{"a": "x"}'), (3, "[1]")]


def test_the_order_of_files_and_rows_is_kept(sources):
    files = [
        sources.file("a\n" + "".join(f"{n}\n" for n in range(k, k + 100_000)), f"{k}.csv")
        for k in (200_000, 0, 100_000)
    ]

    sources.read_spec(sources.spec(*files))

    read = sources.workspace.rows(f"SELECT a FROM read_parquet('{sources.target}')")
    expected = [*range(200_000, 300_000), *range(100_000), *range(100_000, 200_000)]
    assert [row[0] for row in read] == expected


def test_what_is_written_does_not_depend_on_the_way_of_reading(sources):
    """A file that needs the slow way gives the same content as one that does not."""
    fast = sources.rows("a,b\n1,x\n2,\n")
    slow = sources.rows("a,b\r1,x\r2,\r")

    assert fast == slow == [(1, "x"), (2, None)]


def test_parquet_is_read_by_name_with_its_own_types(sources):
    file = sources.root / "data" / "a.parquet"
    sources.workspace.write("SELECT 1::SMALLINT AS b, {'x': 1.5} AS a, 'q' AS c", file)

    reading = sources.read_spec(
        sources.spec(file, kind="PARQUET", columns=[("A", None), ("b", "SMALLINT")], star=True)
    )

    assert [(c.name, c.type) for c in reading.schema.columns] == [
        ("b", "SMALLINT"),
        ("A", "STRUCT(x DECIMAL(2,1))"),
        ("c", "VARCHAR"),
    ]


def test_parquet_of_another_type_than_declared_is_an_error(sources):
    file = sources.root / "data" / "a.parquet"
    sources.workspace.write("SELECT 1::SMALLINT AS a", file)

    with pytest.raises(EngineError, match=r"type-differs.*SMALLINT, not BIGINT"):
        sources.read_spec(sources.spec(file, kind="PARQUET", columns=[("a", "BIGINT")]))


def test_computed_columns_follow_the_files_and_see_earlier_ones(sources):
    """DESIGN section 2: sched_dep and left_at of the flights."""
    computed = [
        ("sched_dep", "time_hour + minute * INTERVAL 1 MINUTE -- when it should leave"),
        ("left_at", "sched_dep + delay * INTERVAL 1 MINUTE"),
    ]

    rows = sources.rows("time_hour,minute,delay\n2013-01-01T10:00:00Z,15,2\n", computed=computed)

    assert [str(value) for value in rows[0][3:]] == ["2013-01-01 10:15:00", "2013-01-01 10:17:00"]


@pytest.mark.parametrize(
    ("computed", "name", "place", "hint"),
    [
        ([("c", "a + bb")], "unknown-column", "bb", 'did you mean "b"?'),
        ([("c", "d + 1"), ("d", "a")], "unknown-column", "d", '"d" is computed later'),
        ([("c", "b + 1 + CAST(a AS DATE)")], "type-mismatch", "", ""),
        ([("A", "b")], "duplicate-column", "b", ""),
        ([("c", "max(a)")], "misplaced-aggregate", "max", "its own row"),
        ([("c", "row_number() OVER ()")], "misplaced-window", "row_number", "its own row"),
        ([("c", "(SELECT 1)")], "not-row-wise", "(SELECT 1)", "its own row"),
        ([("c", "a +")], "syntax", "", ""),
        ([("c", "lowr(b)")], "unknown-function", "lowr", 'did you mean "lower"?'),
    ],
)
def test_a_wrong_computed_column_has_its_caret_in_the_users_file(
    sources, computed, name, place, hint
):
    with pytest.raises(ProjectError) as caught:
        sources.read("a,b\n1,x\n", computed=computed)

    problem = caught.value.problems[0]
    assert problem.name == name
    assert problem.span.source.path == "sources/orders.sql"
    assert problem.span.text.startswith(place)
    assert hint in problem.hint


def test_all_wrong_computed_columns_are_told_at_once(sources):
    with pytest.raises(ProjectError) as caught:
        sources.read("a\n1\n", computed=[("x", "y"), ("z", "nope(a)")])

    assert [p.name for p in caught.value.problems] == ["unknown-column", "unknown-function"]


def test_a_cast_that_fails_in_a_computed_column_is_told_with_its_place(sources):
    """SEMANTICS 6: the engine failed on the rows, exit code 3, with file and line."""
    with pytest.raises(EngineError, match=r"cast-failed") as caught:
        sources.read("a\n1\nx\n", computed=[("y", "1"), ("z", "y + CAST(a AS INTEGER)")])

    (problem,) = caught.value.problems
    assert 'computed column "z"' in problem.message
    assert problem.span.line == 3
    assert problem.span.text.startswith("CAST")
    assert not sources.target.exists()


def test_reading_leaves_nothing_in_the_scratch_folder(sources):
    sources.read("a\r1\r", name="a.csv")

    assert list((sources.root / "scratch").iterdir()) == []


def _numbers():
    random = Random(1)
    doubles = [struct.unpack("<d", random.randbytes(8))[0] for _ in range(3000)]
    printed = [repr(d) for d in doubles if math.isfinite(d)]
    printed += [f"{random.uniform(-1000, 1000):.{random.randrange(1, 15)}f}" for _ in range(3000)]
    printed += [
        "0.1",
        "-0.0",
        "5e-324",
        "1.7976931348623157e+308",
        "",
        ".5",
        "5.",
        "123456789012345",
    ]
    whole = [str(random.randrange(-(2**63), 2**63) >> random.randrange(64)) for _ in printed]
    return "n,x\n" + "".join(f"{n},{x}\n" for n, x in zip(whole, printed, strict=True))


def test_numbers_that_inference_saw_are_read_as_casts_read_them(sources, workspace):
    file = sources.file(_numbers())
    sources.read_spec(sources.spec(file, columns=[("n", "BIGINT"), ("x", "DOUBLE")]))
    by_casts = workspace.content_id(f"SELECT * FROM read_parquet('{sources.target}')")
    columns = [("n", "BIGINT", True), ("x", "DOUBLE", True)]
    sources.read_spec(sources.spec(file, columns=columns))

    assert workspace.content_id(f"SELECT * FROM read_parquet('{sources.target}')") == by_casts


@pytest.mark.parametrize("text", ["x", '""', "1,5"])
def test_a_number_that_inference_cannot_have_seen_is_told_as_ever(sources, text):
    with pytest.raises(EngineError) as caught:
        sources.read(f"n\n1\n{text}\n", columns=[("n", "BIGINT", True)], null_markers=["NA"])

    assert caught.value.problems[0].name in {"unreadable-value", "ragged-row"}


def test_numbers_with_a_decimal_comma_are_never_left_to_the_engines_reader(sources):
    content = 'x;y\n1,5;a\n"2,25";b\n'
    columns = [("x", "DOUBLE", True), ("y", "VARCHAR", True)]

    assert sources.rows(content, columns=columns, field_delimiter=";", decimal_separator=",") == [
        (1.5, "a"),
        (2.25, "b"),
    ]


@pytest.mark.parametrize("line", ["[1]", "7", '"text"', "null"])
def test_a_line_that_is_json_but_no_object_is_no_row_of_nulls(sources, line):
    content = f'{{"a":1}}\n{line}\n'

    with pytest.raises(EngineError, match="bad-json"):
        sources.read(content, "a.jsonl", kind="JSON")


def test_objects_without_any_key_have_no_columns(sources):
    with pytest.raises(EngineError, match="empty-header"):
        sources.read("{}\n{}\n", "a.jsonl", kind="JSON")


@pytest.mark.parametrize("number", [2**53 + 1, 2**63 - 1, 2**70 + 1])
def test_a_large_integer_beside_decimals_keeps_every_digit(sources, number):
    content = f'{{"a":1.5}}\n{{"a":{number}}}\n'

    reading = sources.read(content, "a.jsonl", kind="JSON")
    rows = sources.workspace.rows(f"FROM read_parquet('{sources.target}')")

    assert reading.schema.columns == (Column("a", "JSON"),)
    assert [row[0] for row in rows] == ["1.5", str(number)]


@pytest.mark.parametrize(
    "number", ["12345678901234567.89", "12345678901234567.", "1234567890123456"]
)
def test_no_digit_before_the_point_is_lost(sources, number):
    reading = sources.read(f"a,b\n1.5,1\n{number},1\n")

    assert reading.schema.columns[0] == Column("a", "VARCHAR")


def test_a_key_that_is_not_declared_is_told_of_the_file_that_has_it(sources):
    contents = {"a.jsonl": '{"a": 1}\n', "b.jsonl": '{"a": 2, "new": 3}\n'}
    files = [sources.file(content, name) for name, content in contents.items()]
    spec = sources.spec(*files, columns=[("a", "BIGINT")], star=False, kind="JSON")

    with pytest.raises(EngineError, match=r'"data/b\.jsonl" has columns that are not .*"new"'):
        sources.read_spec(spec)
