"""Errors of a command show the word that was typed."""

import pytest

from forebay.cli import main
from forebay.cli.typed_place import typed_place
from forebay.errors import Problem, Source


def placed(name, message, *words):
    return typed_place(Problem(name, message), words).span


@pytest.mark.parametrize(
    ("message", "words", "shown"),
    [
        ('there is no option "--evn"', ["build", "--evn", "dev"], "--evn"),
        ("Invalid value for '--limit': 'x' is no number.", ["sql", "--limit=x"], "--limit=x"),
        ('no version "m@9"', ["promote", "m@9", "--reason", "it is good"], "m@9"),
        ('a name with a blank: "it is good"', ["promote", "it is good"], "'it is good'"),
    ],
)
def test_the_place_is_the_word_that_the_message_quotes(message, words, shown):
    assert placed("unknown-node", message, *words).text == shown


def test_an_error_about_nothing_that_was_typed_has_no_place_unless_the_arguments_are_wrong():
    assert placed("no-project", 'no forebay.toml in "here"', "build") is None
    assert placed("bad-arguments", "missing argument NODE", "show").text == "forebay show"


def test_a_place_in_a_file_stays():
    there = Source("tables/a.sql", "SELECT a").whole()

    assert typed_place(Problem("x", 'no "a"', there), ["show", "a"]).span is there


def test_of_a_long_query_only_the_beginning_is_shown():
    span = placed("bad-arguments", "nothing", "sql", "SELECT 1\n" + "+ 1" * 100)

    assert span.text == "forebay sql 'SELECT 1...'"


def test_a_command_shows_where(capsys):
    code = main(["show", "--nonsense"])

    assert code == 2
    assert capsys.readouterr().err.splitlines()[:5] == [
        'error[bad-arguments]: there is no option "--nonsense"',
        "  --> <command>:1:14",
        "    |",
        "  1 | forebay show --nonsense",
        "    |              ^^^^^^^^^^",
    ]
