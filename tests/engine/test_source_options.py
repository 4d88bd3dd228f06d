import subprocess
import sys

import pytest

from forebay.engine.source_options import (
    NOT_SUPPORTED,
    SOURCE_OPTIONS,
    SourceOptions,
    option_problems,
)
from forebay.errors import Source


def told(**values):
    return [(p.name, p.message) for p in option_problems({"uris": ["a.csv"], **values})]


def test_every_option_has_one_sentence_that_ends():
    assert all(option.doc.endswith(".") for option in SOURCE_OPTIONS.values())


def test_the_defaults_of_the_table_are_those_that_count():
    defaults = SourceOptions()

    for field in SourceOptions.__dataclass_fields__:
        if field != "null_markers":
            assert getattr(defaults, field) == SOURCE_OPTIONS[field].default, field


def test_an_unknown_option_is_an_error_with_the_nearest_name_and_its_place():
    span = Source("s.sql", "null_markr = 'NA'").whole()

    (problem,) = option_problems({"uris": ["a"], "null_markr": "NA"}, {"null_markr": span})

    assert (problem.name, problem.hint) == ("unknown-option", 'did you mean "null_marker"?')
    assert problem.span == span


@pytest.mark.parametrize("name", NOT_SUPPORTED)
def test_what_bigquery_has_and_we_do_not_says_why(name):
    (problem,) = option_problems({"uris": ["a.csv"], name: True})

    assert problem.name == "not-supported"
    assert problem.hint


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"max_bad_records": -1}, "needs 0 or more"),
        ({"max_bad_records": "3"}, "needs integer"),
        ({"max_bad_records": True}, "needs integer"),
        ({"skip_leading_rows": 1.5}, "needs integer"),
        ({"max_bad_percent": 101}, "needs 0 to 100"),
        ({"field_delimiter": ";;"}, "one ASCII character"),
        ({"field_delimiter": "§"}, "one ASCII character"),
        ({"quote": "''"}, "one ASCII character or none"),
        ({"encoding": "UTF-99"}, "no encoding known"),
        ({"format": "EXCEL"}, "needs one of CSV"),
        ({"decimal_separator": ";"}, "needs '.' or ','"),
        ({"null_marker": "NA", "null_markers": ["-"]}, "one of the two"),
        ({"uris": "a.csv"}, "a list of texts"),
        ({"format": "PARQUET", "quote": "'"}, "means nothing for the format PARQUET"),
        ({"allow_empty": 1}, "needs boolean"),
    ],
)
def test_a_value_that_means_nothing_is_an_error(values, words):
    ((name, message), *_) = told(**values)

    assert name == "invalid-option"
    assert words in message


def test_a_source_without_files_is_an_error():
    assert [p.name for p in option_problems({"format": "CSV"})] == ["missing-option"]


def test_good_options_have_no_problems():
    values = {"format": "newline_delimited_json", "max_bad_percent": 0.5, "tags": ["daily"]}

    assert told(**values) == told(field_delimiter="tab", quote="", null_marker="NA") == []


def test_more_bad_rows_of_the_two_limits_may_be():
    options = SourceOptions.of({"max_bad_records": 5, "max_bad_percent": 1})

    assert (options.allowed_bad(100), options.allowed_bad(10_000)) == (5, 100)


def test_reading_the_options_loads_no_engine():
    """SEMANTICS 38."""
    code = (
        "import sys, forebay.engine.source_options, forebay.engine.source_spec;"
        "print([m for m in ('duckdb', 'numpy', 'nanoarrow') if m in sys.modules])"
    )

    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert run.stdout == "[]\n"
