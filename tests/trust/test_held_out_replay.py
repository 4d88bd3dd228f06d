"""A model without a time of prediction is computed again as if its judges had never been."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from forebay.build.event import Noticed
from forebay.project.load import load
from forebay.trust.lint import lint
from forebay.trust.load_project import load_project
from forebay.trust.suspicions import suspicions

if TYPE_CHECKING:
    from tests.trust.people import People

OF_TOWN = "(SELECT avg(o.spent) FROM people AS o WHERE o.town = p.town) AS f"


MADE_WITH_OTHERS = [
    "(spent - avg(spent) OVER ()) AS a",
    "max(spent) OVER (PARTITION BY town) AS b",
    "count(*) OVER (PARTITION BY town) AS c",
    OF_TOWN.replace(" AS f", " AS d"),
    "percent_rank() OVER (ORDER BY spent) AS e",
    "first_value(spent) OVER (PARTITION BY age ORDER BY spent) AS f",
]
MADE_OF_ANSWERS = [
    "(SELECT avg(o.bought) FROM people AS o WHERE o.town = p.town AND o.id <> p.id) AS a",
    "max(bought) OVER (PARTITION BY id) + 0.5 * town AS b",
    "count(*) OVER (PARTITION BY bought, town) AS c",
    "(SELECT min(o.age) FROM people AS o WHERE o.bought = 1 AND o.id > p.id) AS d",
]
HONEST = [
    "town % 7 AS a",
    "(SELECT rich FROM towns AS t WHERE t.town = p.town) AS b",
    "(SELECT count(*) FROM towns AS t WHERE t.town <= p.town) AS c",
    "(SELECT sum(0.1 * rich + 1e9) FROM towns AS t WHERE t.town <= p.town) AS d",
    "(SELECT avg(o.spent) FROM people AS o WHERE o.year < p.year) AS e",
    "(SELECT avg(o.bought) FROM people AS o WHERE o.year < p.year AND o.town = p.town) AS f",
]


@pytest.mark.parametrize("key", [True, False], ids=["key", "no key"])
def test_a_training_row_that_is_made_with_others_is_refused(people: People, *, key: bool) -> None:
    people.model(", ".join(MADE_WITH_OTHERS), key=key)
    ended = people.build()
    messages = [leak.message for leak in people.leaks()]
    for name in "abcdef":
        assert f'"{name}" of "buys" changes in training rows' in " ".join(messages)
    assert len(messages) == len(MADE_WITH_OTHERS)
    assert (ended.outcome, ended.trained) == ("failed", 0)


def test_a_row_that_is_made_of_answers_is_refused(people: People) -> None:
    people.model(", ".join(MADE_OF_ANSWERS))
    people.build()
    assert sorted(leak.message[1] for leak in people.leaks()) == ["a", "b", "c", "d"]


def test_what_a_row_may_know_raises_no_alarm(people: People) -> None:
    """Its own values, dimensions and their statistics, earlier rows and their answers."""
    people.model(", ".join(HONEST))
    ended = people.build()
    assert people.problems() == []
    assert ended.trained == 1
    assert people.replays[0].startswith("held-out replay: ")


def test_where_answers_are_turned_the_message_names_their_column(people: People) -> None:
    people.model("max(bought) OVER (PARTITION BY id) + 0.5 * town AS f")
    people.build()
    (leak,) = people.leaks()
    assert "changes when the answers that judge the model are others" in leak.message
    assert "people.bought" in leak.detail
    assert leak.span is not None
    assert leak.span.line_text.endswith("AS f, bought = 1 AS buys FROM people AS p;")


def test_rows_that_the_model_has_not_are_never_taken_away(people: People) -> None:
    """A statistic over people under thirty, of whom the model has none."""
    feature = "(SELECT avg(o.spent) FROM people AS o WHERE o.age < 30 AND o.town = p.town) AS f"
    query = f"SELECT p.age, {feature}, bought = 1 AS buys FROM people AS p WHERE p.age >= 30"
    people.model(query=query)
    people.build()
    assert people.problems() == []


def test_groups_that_stay_together_may_have_statistics_of_their_own(people: People) -> None:
    """Where no time says that some of them come later."""
    lines = (people.root / "people.csv").read_text().replace("year", "wealth", 1)
    (people.root / "people.csv").write_text(lines)
    text = (people.root / "sources.sql").read_text().replace("year", "wealth")
    (people.root / "sources.sql").write_text(text)
    select = (
        "SELECT p.age, p.town, p.spent - avg(p.spent) OVER (PARTITION BY p.town) AS f,"
        " bought = 1 AS buys FROM people AS p"
    )
    people.model(query=select, options="data_split_group_cols = ['town']")
    people.build()
    assert people.problems() == []
    people.model(query=select.replace(" OVER (PARTITION BY p.town)", " OVER ()"),
                 options="data_split_group_cols = ['town']")  # fmt: skip
    people.build()
    assert [leak.name for leak in people.leaks()] == ["leakage"]


@pytest.mark.parametrize(("rows", "found"), [("WHERE part = 'train'", 0), ("WHERE part <> 'x'", 1)])
def test_figures_of_training_rows_only_are_none_of_the_judged_rows(
    people: People, rows: str, found: int
) -> None:
    query = (
        f"SELECT p.age, p.spent - (SELECT avg(spent) FROM people {rows}) AS f,"
        " p.part = 'test' AS is_test, bought = 1 AS buys FROM people AS p"
    )
    people.model(query=query, options="data_split_method = 'CUSTOM', data_split_col = 'is_test'")
    people.build()
    assert len(people.leaks()) == found


def test_a_key_that_rows_are_put_together_by_is_taken_away_whole(people: People) -> None:
    tables = (
        "CREATE TABLE by_town AS SELECT town AS id, avg(age) AS age, sum(spent) AS f,"
        " avg(bought) > 0.4 AS buys FROM people GROUP BY town;"
    )
    people.model(query="SELECT id, age, f, buys FROM by_town", tables=tables, key=True)
    people.build()
    assert people.leaks() == []
    assert people.replays


def test_a_number_that_the_query_gives_is_no_key_to_recognise_rows_by(people: People) -> None:
    query = (
        "SELECT row_number() OVER (ORDER BY spent, p.id) AS id, age, spent, bought = 1 AS buys"
        " FROM people AS p"
    )
    people.model(query=query, key=True)
    people.build()
    assert people.problems() == []


def test_the_first_of_several_rows_is_chosen_and_not_made(people: People) -> None:
    """A window over its own row alone is compared, beside columns that say which row it is."""
    query = (
        "SELECT DISTINCT ON (town) age, spent, count(*) OVER (PARTITION BY id) AS f,"
        " bought = 1 AS buys FROM people ORDER BY town, spent, id"
    )
    people.model(query=query)
    people.build()
    assert people.leaks() == []


def test_what_is_suspected_is_left_to_the_build_and_never_told_where_nothing_differs(
    people: People,
) -> None:
    of_rich = (
        "(SELECT avg(o.bought) FROM people AS o JOIN towns AS t USING (town)"
        " WHERE t.rich = 1 AND o.part = p.part) AS f"
    )
    rows = "FROM people AS p JOIN towns AS w USING (town) WHERE w.rich = 0"
    people.model(query=f"SELECT age, {of_rich}, bought = 1 AS buys {rows}")
    project = load(people.root)
    assert [finding.columns for finding in suspicions(project, "buys")] == [("f",)]
    assert lint(project) == ()
    assert load_project(people.root).nodes["buys"].left_to_build[0][0] == "f"
    people.build()
    assert people.problems() == []


def test_a_suspicion_that_is_true_has_its_own_hint(people: People) -> None:
    people.model(OF_TOWN)
    (finding,) = suspicions(load(people.root), "buys")
    people.build()
    (leak,) = people.leaks()
    assert leak.hint == finding.hint


def test_what_is_allowed_in_writing_is_a_warning(people: People) -> None:
    people.model(OF_TOWN, allow=" ALLOW LEAKAGE (f) BECAUSE 'to see'")
    ended = people.build()
    assert people.problems() == []
    (notice,) = people.notices("leakage")
    assert notice.severity == "warning"
    assert ended.trained == 1


def test_rows_of_one_row_of_a_source_are_not_torn_apart(people: People) -> None:
    join = "SELECT p.age, q.spent, p.bought = 1 AS buys FROM people AS p JOIN people AS q USING {}"
    people.model(query=join.format("(town, year)"))
    people.build()
    found = [problem for problem in people.problems() if problem.name == "repeated-rows"]
    assert len(found) == 1
    people.model(query=join.format("(id)"))
    people.build()
    assert [p for p in people.problems() if p.name == "repeated-rows"] == []


def test_answers_that_tell_each_other_are_not_torn_apart(people: People) -> None:
    lines = ["id,town,year,age,spent,bought,part"]
    for place in range(900):
        won = int(place % 3 == (place // 3) % 3)
        lines.append(f"{place},{place // 3},2000,{20 + place % 37},{place % 101},{won},train")
    (people.root / "people.csv").write_text("\n".join(lines) + "\n")
    query = "SELECT {}age, spent, bought = 1 AS buys FROM people AS p"
    people.model(query=query.format(""))
    people.build()
    (problem,) = people.problems()
    assert problem.name == "repeated-entities"
    assert 'each "town"' in problem.message
    people.model(query=query.format("town, "), options="data_split_group_cols = ['town']")
    people.build()
    assert people.problems() == []


def test_the_version_keeps_what_was_compared(people: People) -> None:
    people.model("(SELECT avg(o.bought) FROM people AS o WHERE o.year < p.year) AS f")
    people.build()
    (document,) = (people.root / ".forebay/models").glob("**/model.json")
    kept = json.loads(document.read_text())["facts"]["evidence"]["replay"]
    assert kept["earlier"] == {"f": "year"}
    assert 9 <= kept["worlds"] <= kept["planned_worlds"]
    assert kept["source"] == "people"


def test_where_taking_rows_away_would_make_others_judge_they_get_other_values(
    people: People,
) -> None:
    """The split counts rows: its statistic over training rows is honest, one over all is not."""
    drawn = "row_number() OVER (ORDER BY id * 7919 % 1009, id) <= 250"
    tables = f"CREATE TABLE drawn AS SELECT *, {drawn} AS is_test FROM people;"
    query = (
        "SELECT id, age, spent - (SELECT avg(spent) FROM drawn{}) AS f, is_test,"
        " bought = 1 AS buys FROM drawn"
    )
    options = "data_split_method = 'CUSTOM', data_split_col = 'is_test'"
    for rows, found in ((" WHERE NOT is_test", 0), ("", 1)):
        people.model(query=query.format(rows), tables=tables, options=options, key=True)
        people.build()
        assert len(people.leaks()) == found


@pytest.mark.parametrize(
    ("drawn", "names"),
    [
        ("row_number() OVER (PARTITION BY age > 70 ORDER BY id) <= 60", ["filtered-by-answer"]),
        ("ntile(5) OVER (PARTITION BY age > 70 ORDER BY id) = 5", []),
    ],
)
def test_judged_rows_are_not_picked_equally_for_each_answer(
    people: People, drawn: str, names: list[str]
) -> None:
    """A fifth of each answer has the odds of all rows; sixty of each have not."""
    query = f"SELECT id, spent, year, {drawn} AS is_test, age > 70 AS buys FROM people"
    options = "data_split_method = 'CUSTOM', data_split_col = 'is_test'"
    people.model(query=query, options=options, key=True)
    people.build()
    assert [problem.name for problem in people.problems()] == names


def test_rows_that_judge_are_not_compared_where_they_have_other_values(people: People) -> None:
    """Which towns tell is decided by training rows; a judged row with another answer is another."""
    tables = (
        "CREATE TABLE drawn AS SELECT town, part, bought = 1 AS has_bought,"
        " hash(town, part) % 4 = 0 AS is_test FROM people;"
        "CREATE TABLE telling AS SELECT town FROM drawn WHERE NOT is_test"
        " GROUP BY town HAVING avg(CAST(has_bought AS INTEGER)) > 0.5;"
    )
    query = (
        "SELECT d.town, part, t.town IS NOT NULL AS f, is_test, has_bought AS buys"
        " FROM drawn AS d LEFT JOIN telling AS t ON t.town = d.town"
    )
    options = "data_split_method = 'CUSTOM', data_split_col = 'is_test'"
    for told, found in ((tables, 0), (tables.replace(" WHERE NOT is_test", ""), 1)):
        people.model(query=query, tables=told, options=options)
        people.build()
        assert len(people.leaks()) == found, people.problems()


def test_rows_that_are_kept_apart_stay_apart_in_every_world(people: People) -> None:
    """A mean over other rows: none of the model's own may come among these."""
    tables = (
        "CREATE TABLE tried AS SELECT *, hash(id, age) % 4 = 0 AS is_trial FROM people;"
        "CREATE TABLE usual AS SELECT avg(spent) AS mean FROM tried{};"
    )
    query = (
        "SELECT id, age, t.spent - u.mean AS f, bought = 1 AS buys"
        " FROM tried AS t CROSS JOIN usual AS u WHERE NOT is_trial"
    )
    for where, found in ((" WHERE is_trial", 0), ("", 1)):
        people.model(query=query, tables=tables.format(where), key=True)
        people.build()
        assert len(people.leaks()) == found, people.problems()


def test_rows_that_a_join_finds_several_times_judge_several_times(people: People) -> None:
    """Without a KEY equal rows are on one side of the split; the figures count them all."""
    tables = "CREATE TABLE visits AS SELECT id AS person, i FROM people, range(1 + id % 3) AS r(i);"
    query = "SELECT p.age, p.town, p.spent, bought = 1 AS buys FROM people AS p{}"
    people.model(query=query.format(" JOIN visits AS v ON v.person = p.id"), tables=tables)
    people.build()
    (problem,) = people.problems()
    assert problem.name == "repeated-rows"
    assert 'rows that judge "buys" come several times from one row of "people"' in problem.message
    people.model(query=query.format(""), tables=tables)
    people.build()
    assert people.problems() == []


def test_where_a_thing_stays_together_rows_that_come_several_times_are_only_told(
    people: People,
) -> None:
    """Intervals are those of whole towns then: who is there twice makes them no narrower."""
    tables = "CREATE TABLE visits AS SELECT id AS person, i FROM people, range(1 + id % 3) AS r(i);"
    people.model(
        query="SELECT p.id, p.age, p.town, p.spent, v.i, bought = 1 AS buys FROM people AS p"
        " JOIN visits AS v ON v.person = p.id",
        tables=tables,
        options="data_split_group_cols = ['town', 'id']",
    )
    people.build()
    assert people.problems() == []
    told = [e.problem for e in people.events if isinstance(e, Noticed)]
    (problem,) = [p for p in told if p.name == "repeated-rows"]
    assert problem.severity == "warning"
    assert "come several times from one row" in problem.message
