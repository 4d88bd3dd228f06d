import duckdb
import pytest

from forebay.engine.asked import Asked
from forebay.engine.duckdb_errors import EXCEPTIONS, translate
from forebay.errors import EngineError, ForebayError, ProjectError, Source


def driver_exceptions():
    return sorted(
        {
            found.__name__
            for found in vars(duckdb).values()
            if isinstance(found, type) and issubclass(found, BaseException)
        }
    )


def test_every_exception_of_the_driver_is_mapped():
    assert set(driver_exceptions()) <= set(EXCEPTIONS)


@pytest.mark.parametrize("name", driver_exceptions())
@pytest.mark.parametrize("binding", [True, False])
def test_every_exception_becomes_an_error_that_is_not_ours(name, binding):
    error = getattr(duckdb, name)("Some Error: it went wrong.")

    found = translate(error, Asked("SELECT 1"), binding=binding)

    assert isinstance(found, ProjectError | EngineError)
    assert "it went wrong" in found.problems[0].message


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("IO Error: Could not write file: No space left on device", "disk-full"),
        ("Out of Memory Error: failed to allocate data of size 1 GB", "out-of-memory"),
        ("Out of Range Error: Overflow in addition of INT64", "out-of-range"),
        ("Invalid Input Error: Division by zero!", "division-by-zero"),
        ("FATAL Error: database has been invalidated by a previous error", "engine-crashed"),
        ("INTERRUPT Error: Interrupted!", "interrupted"),
        ("Transaction Error: conflict", "engine-refused"),
        ("IO Error: Cannot open file", "unreadable-file"),
        ("Catalog Error: it has another name", "unknown-name"),
        ("Binder Error: no such thing", "invalid-query"),
    ],
)  # fmt: skip
def test_what_failed_while_running_is_named(words, name):
    class_name = {
        "FATAL": "FatalException",
        "INTERRUPT": "InterruptException",
        "IO": "IOException",
        "Out of Memory": "OutOfMemoryException",
        "Out of Range": "OutOfRangeException",
    }.get(words.partition(" Error")[0], words.split()[0] + "Exception")
    error = getattr(duckdb, class_name, duckdb.InvalidInputException)(words)

    assert translate(error, Asked("SELECT 1")).problems[0].name == name


def test_a_full_disk_is_never_the_users_sql():
    error = duckdb.IOException("IO Error: No space left on device")

    assert isinstance(translate(error, Asked("SELECT 1"), binding=True), EngineError)


def test_a_cast_that_fails_while_running_has_its_place(workspace):
    text = "-- é\nSELECT CAST(a AS INTEGER) AS b FROM (VALUES ('x')) t(a)"
    span = Source("tables/t.sql", f"CREATE TABLE t AS {text}").whole().part(18, 18 + len(text))

    with pytest.raises(EngineError) as caught:
        workspace.rows(text, span)

    (problem,) = caught.value.problems
    assert problem.name == "cast-failed"
    assert problem.message.startswith("could not convert string 'x' to INTEGER")
    assert problem.span.place == "tables/t.sql:2:8"


def test_a_position_in_our_own_sql_has_no_place_in_the_users_file():
    asked = Asked("SELECT 1", Source("a.sql", "SELECT 1").whole(), "COPY (")

    assert asked.at_byte(3) == asked.whole
    assert asked.at_byte(6).text == "SELECT"


def test_an_error_raised_by_the_users_sql_is_told_in_its_words(workspace):
    with pytest.raises(ForebayError, match=r"invalid-value.*no such carrier"):
        workspace.rows("SELECT error('no such carrier')")


def test_a_cast_that_no_value_has_is_not_said_to_work_for_some(workspace):
    with pytest.raises(EngineError) as caught:
        workspace.rows("SELECT CAST([a] AS TIMESTAMP) FROM (SELECT now()::TIMESTAMP AS a) AS t")

    assert "TRY_CAST" not in caught.value.problems[0].hint
    assert "element of a list" in caught.value.problems[0].hint
