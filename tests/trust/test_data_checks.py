"""What looking at the rows of a model finds before it is trained."""

from __future__ import annotations

import random

import pytest
from tests.trust.data import Data


def again(y, draw) -> int:
    """Return the label in another form."""
    return y * 10 + draw.randint(0, 9)


def state(y, draw) -> str:
    """Return the label as a text."""
    return f"{'closed' if y else 'open'}{draw.randrange(3)}"


def outstanding(y, draw) -> float:
    """Return what tells the label far better than the other features."""
    return y + draw.gauss(0, 0.45)


def closed(y, draw) -> object:
    """Return what is there nearly only, and nearly always, where the label is 1."""
    return draw.randint(0, 9) if y == (draw.random() >= 0.04) else ""


def test_honest_rows_pass_without_a_word(tmp_path):
    errors, notices = Data(tmp_path, 1500).build()
    assert not errors
    assert not notices.keys() - {"idle-features"}  # one of them is noise, which the audit tells


def test_a_feature_that_is_the_label_in_another_form_is_refused(tmp_path):
    data = Data(tmp_path, 1500, again=again)
    (error,), _ = data.build()
    assert error.name == "suspicious-feature"
    assert error.message == '"again" alone tells "y" almost perfectly'
    assert "ROC AUC of 1.0000" in error.detail
    assert "ALLOW LEAKAGE (again)" in error.hint


def test_a_text_that_is_the_label_in_another_form_is_refused(tmp_path):
    data = Data(tmp_path, 1500, state=state)
    (error,), _ = data.build()
    assert error.message == '"state" alone tells "y" almost perfectly'


def test_a_feature_far_better_than_all_others_is_told(tmp_path):
    data = Data(tmp_path, 3000, hint=outstanding)
    errors, notices = data.build()
    assert not errors
    assert notices["suspicious-feature"].severity == "warning"


def test_being_null_may_tell_the_label(tmp_path):
    data = Data(tmp_path, 1500, closed=closed)
    errors, notices = data.build()
    assert not errors
    assert notices["suspicious-feature"].message == 'whether "closed" is NULL almost tells "y"'


def test_a_number_that_explains_all_of_a_number_is_refused(tmp_path):
    data = Data(tmp_path, 600)
    (error,), _ = data.build("SELECT id, x, z, 3 * x + 1 AS y FROM a", kind="LINEAR_REG")
    assert error.name == "suspicious-feature"
    assert "share of the variance of 1.0000" in error.detail


def test_what_is_allowed_in_writing_is_told_and_kept(tmp_path):
    data = Data(tmp_path, 1500, again=again)
    clause = " PREDICT AT NONE ALLOW LEAKAGE (again) BECAUSE 'it is measured before'"
    errors, notices = data.build(clauses=clause.replace(" PREDICT AT NONE", ""))
    assert not errors
    assert notices["suspicious-feature"].severity == "warning"
    assert data.facts["allowed"] == ["again"]


def test_a_feature_that_numbers_the_rows_is_told(tmp_path):
    errors, notices = Data(tmp_path, 800).build("SELECT *, 'row ' || id AS name FROM a")
    assert not errors
    assert notices["key-like-feature"].message == (
        'the feature "name" is different in nearly every row'
    )


def test_a_number_of_many_values_is_no_key(tmp_path):
    _, notices = Data(tmp_path, 800).build(
        "SELECT *, CAST(round(w * 1000000) AS BIGINT) AS big FROM a"
    )
    assert "key-like-feature" not in notices


def test_rows_that_stand_twice_are_refused(tmp_path):
    data = Data(tmp_path, 1500)
    (error,), _ = data.build(
        "SELECT * FROM a UNION ALL SELECT * REPLACE (id + 5000 AS id) FROM a WHERE id < 300"
    )
    assert error.name == "repeated-rows"
    assert "rows that judge" in error.message


def test_rows_that_are_alike_by_nature_pass(tmp_path):
    errors, notices = Data(tmp_path, 1500).build(
        "SELECT id, x > 0 AS a, z > 0 AS b, w > 0 AS c, v > 0 AS d, x > 1 AS e, y FROM a"
    )
    assert not errors
    assert "repeated-rows" not in notices


def test_columns_that_follow_from_a_few_others_make_no_copies(tmp_path):
    errors, notices = Data(tmp_path, 1500).build(
        "SELECT id, k, k * 2 AS k2, k * k AS k3, j, j + k AS jk, j * k AS jj, y"
        " FROM (SELECT *, id % 17 AS k, CAST(round(x * 3) AS BIGINT) AS j FROM a)"
    )
    assert not errors
    assert "repeated-rows" not in notices


def test_a_file_that_was_loaded_twice_is_refused(tmp_path):
    (error,), _ = Data(tmp_path, 1000).build(
        "SELECT * FROM a UNION ALL SELECT * REPLACE (id + 5000 AS id) FROM a"
    )
    assert error.name == "repeated-rows"


COPIES = (
    "SELECT a.* REPLACE (id * 10 + copy AS id), CAST(id AS VARCHAR) AS thing"
    " FROM a, range(CASE WHEN y = 1 THEN 4 ELSE 1 END) AS c(copy)"
)


@pytest.mark.parametrize("key", ["KEY (id) ", ""])
def test_copies_that_the_split_keeps_together_judge_the_model_more_than_once(tmp_path, key):
    query = (
        COPIES if key else COPIES.replace("a.* REPLACE (id * 10 + copy AS id)", "a.x, z, w, v, y")
    )
    errors, notices = Data(tmp_path, 900).build(
        query, options=", data_split_group_cols = ['thing']", key=key
    )
    told = [notices.get("repeated-rows")] if key else errors
    assert [problem.name for problem in told] == ["repeated-rows"]
    assert told[0].message.endswith('rows that judge "m" judge it once more')


def entity(y, draw) -> str:
    """Return one of 150 names, which the label goes with."""
    return f"n{2 * draw.randrange(75) + y}" if draw.random() < 0.6 else f"n{draw.randrange(150)}"


def test_one_thing_on_both_sides_of_a_split_at_random_is_refused(tmp_path):
    (error,), _ = Data(tmp_path, 3000, owner=entity).build()
    assert error.name == "repeated-entities"
    assert "data_split_group_cols = ['owner']" in error.hint


def faint(y, draw) -> str:
    """Return one of 150 names, which the label goes with now and then."""
    return f"n{2 * draw.randrange(75) + y}" if draw.random() < 0.16 else f"n{draw.randrange(150)}"


@pytest.mark.parametrize(("known_at", "refused"), [("", False), (" KNOWN AT day", True)])
def test_of_events_what_is_no_luck_is_enough(tmp_path, known_at, refused):
    """A name that tells little is honest of rows without time, and not of events."""
    data = Data(tmp_path, 8000, owner=faint)
    dated = "CREATE EXTERNAL TABLE a (*, day AS (TIMESTAMP '2026-01-01' + id * INTERVAL 1 HOUR))"
    (tmp_path / "a.sql").write_text(f"{dated} OPTIONS (uris = ['a.csv']){known_at};")
    errors, _ = data.build("SELECT * EXCLUDE (day) FROM a")
    assert [e.name for e in errors] == (["repeated-entities"] if refused else [])


def test_things_that_are_kept_together_pass(tmp_path):
    errors, _ = Data(tmp_path, 3000, owner=entity).build(
        options=", data_split_group_cols = ['owner']"
    )
    assert not errors


def test_a_column_that_is_only_carried_counts_too(tmp_path):
    (error,), _ = Data(tmp_path, 3000, owner=entity).build(clauses=" CARRY (owner)")
    assert error.name == "repeated-entities"


@pytest.mark.parametrize(("shift", "severity"), [(0.6, "warning"), (3.0, "error")])
def test_parts_that_can_be_told_apart_are_told_or_refused(tmp_path, shift, severity):
    errors, notices = Data(tmp_path, 4000).build(
        f"SELECT * REPLACE (CASE WHEN id % 3 = 0 THEN z + {shift} ELSE z END AS z),"
        " id % 3 = 0 AS is_test FROM a",
        options=", data_split_method = 'CUSTOM', data_split_col = 'is_test'",
    )
    (found,) = errors or [notices["unlike-parts"]]
    assert (found.name, found.severity) == ("unlike-parts", severity)
    assert '"z"' in found.detail


def test_shuffled_labels_teach_nothing(tmp_path):
    data = Data(tmp_path, 4000)
    data.build()
    assert abs(data.facts["shuffled_area"] - 0.5) < 0.1


def test_statements_of_another_system_are_told_and_not_stopped(tmp_path):
    data = Data(tmp_path, 1500, again=again)
    errors, notices = data.build(advisory=True)
    assert not errors
    assert notices["suspicious-feature"].severity == "warning"


def homes(root, answers) -> Data:
    """Write 200 homes of three rows each, with the answers of a home."""
    data = Data(root, 600)
    draw, lines = random.Random(9), ["id,home,x,y"]
    for home in range(200):
        lines += [
            f"{3 * home + i},{home},{draw.gauss(0, 1)},{y}" for i, y in enumerate(answers(draw))
        ]
    (root / "a.csv").write_text("\n".join(lines) + "\n")
    return data


def one_answer(draw) -> list[int]:
    """Return three answers that are the same."""
    return [draw.randrange(2)] * 3


def own_answers(draw) -> list[int]:
    """Return three answers that have nothing to do with each other."""
    return [draw.randrange(2) for _ in range(3)]


@pytest.mark.parametrize(
    ("answers", "options", "refused"),
    [
        (one_answer, "", True),
        (one_answer, ", data_split_group_cols = ['home']", False),
        (own_answers, "", False),
    ],
)
def test_a_part_of_the_key_with_one_answer_in_all_its_rows_is_kept_together_or_refused(
    tmp_path, answers, options, refused
):
    data = homes(tmp_path, answers)
    errors, _ = data.build("SELECT * FROM a", options=options, key="KEY (id, home) ")

    assert [e.name for e in errors] == (["repeated-entities"] if refused else [])
    assert all("data_split_group_cols = ['home']" in e.hint for e in errors)


def test_things_that_a_column_of_the_split_keeps_together_pass(tmp_path):
    errors, _ = homes(tmp_path, one_answer).build(
        "SELECT *, home % 5 = 0 AS is_test FROM a",
        options=", data_split_method = 'CUSTOM', data_split_col = 'is_test'",
        key="KEY (id, home) ",
    )
    assert errors == []


def test_a_few_rows_that_are_alike_by_nature_are_no_copies(tmp_path):
    data = Data(tmp_path, 400, age=lambda y, draw: draw.choice([20, 30]) + 0 * y)
    lines = (tmp_path / "a.csv").read_text().splitlines()
    (tmp_path / "a.csv").write_text("\n".join([*lines, *lines[1:3]]) + "\n")
    sides = "age <= 20 UNION ALL SELECT * FROM a WHERE age * 2 >= 42"
    (tmp_path / "t.sql").write_text(f"CREATE TABLE t AS SELECT * FROM a WHERE {sides};")
    errors, _ = data.build("SELECT * FROM t")

    assert "copied-rows" not in [e.name for e in errors]


@pytest.mark.parametrize(("low", "refused"), [(20, True), (21, False)])
def test_two_conditions_that_let_a_row_in_twice_are_refused_if_rows_stand_twice(
    tmp_path, low, refused
):
    """The SQL cannot tell whether a <= 20 and a * 2 >= 42 share a row; the rows can."""
    data = Data(tmp_path, 400, age=lambda y, draw: draw.choice([20, 30]) + 0 * y)
    sides = f"age <= 20 UNION ALL SELECT * FROM a WHERE age * 2 >= {2 * low}"
    (tmp_path / "t.sql").write_text(f"CREATE TABLE t AS SELECT * FROM a WHERE {sides};")
    errors, _ = data.build("SELECT * FROM t")

    assert [e.name for e in errors] == (["copied-rows"] if refused else [])


@pytest.mark.parametrize(
    ("noise", "options", "refused"),
    [
        (0.3, "", True),
        (0.3, ", data_split_group_cols = ['worker']", False),
        (0.3, ", data_split_group_cols = ['worker', 'year']", True),
        (9.0, "", False),
    ],
)
def test_rows_of_a_thing_whose_answers_are_alike_are_not_torn_apart(
    tmp_path, noise, options, refused
):
    """A worker's answers hang together in five years: by 1 / (1 + 0.3 ** 2), or by 1 / 82."""
    errors, _ = Data(tmp_path, 1500).build(
        f"SELECT worker, year, z, w, v, sin(hash(worker) % 1000) * 1.4 + {noise} * x AS y"
        " FROM (SELECT id // 5 AS worker, 2000 + id % 5 AS year, x, z, w, v FROM a)",
        kind="LINEAR_REG",
        key="KEY (worker, year) ",
        options=options,
    )
    assert [error.name for error in errors] == (["repeated-entities"] if refused else []), errors
    if refused:
        assert 'the same "worker"' in errors[0].message
        assert (
            "91% of the variance" in errors[0].detail or "92% of the variance" in errors[0].detail
        )
