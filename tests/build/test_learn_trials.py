"""A model of which several were tried: what is kept, what is compared on what, what is told."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from forebay import connect
from forebay.algorithms import boosted_tree
from forebay.build.event import Progress, StepFinished
from forebay.catalog import layout
from forebay.errors import EngineError

if TYPE_CHECKING:
    from pathlib import Path

    from tests.shop import Shop

TUNED = """
CREATE MODEL converts
OPTIONS (model_type = '{kind}', input_label_cols = ['bought'], {options})
KEY (id)
PREDICT AT NONE
STANDARDS (roc_auc >= 0.5)
AS SELECT id, pages, channel, bought FROM clean_visits;
"""
GRID = "hparam_tuning_algorithm = 'GRID_SEARCH'"
DEPTHS = f"num_trials = 3, {GRID}, max_tree_depth = HPARAM_CANDIDATES([1, 2, 4])"


def tune(shop: Shop, options: str, kind: str = "BOOSTED_TREE_CLASSIFIER") -> Path:
    """Build the tuned model; return the folder of its first version."""
    shop.write("models/converts.sql", TUNED.format(kind=kind, options=options))
    shop.build("+converts")
    return layout.model_folder(shop.root, "converts", 1)


def asked(shop: Shop, text: str) -> list[Any]:
    with connect(shop.root) as session:
        return list(session.sql(text).fetchall())


def document(folder: Path) -> Any:
    return json.loads((folder / "model.json").read_text())


def problems(shop: Shop) -> list[Any]:
    return [p for e in shop.events if isinstance(e, StepFinished) for p in e.problems]


def test_the_best_trial_on_the_tune_rows_is_the_version(shop: Shop) -> None:
    folder = tune(shop, DEPTHS)

    rows = asked(shop, "SELECT * FROM ML.TRIAL_INFO(MODEL converts)")

    figures = [row[2]["roc_auc"] for row in rows]
    (best,) = [row for row in rows if row[7]]
    assert [row[0] for row in rows] == [1, 2, 3]
    assert [row[1] for row in rows] == [{"max_tree_depth": d} for d in (1, 2, 4)]
    assert best[2]["roc_auc"] == max(figures)
    assert document(folder)["options"]["max_tree_depth"] == best[1]["max_tree_depth"]


def test_the_model_is_judged_on_rows_that_no_trial_saw(shop: Shop) -> None:
    """SEMANTICS 25: 80 % train, a tenth to compare trials on, a tenth to judge on."""
    counts = document(tune(shop, DEPTHS))["facts"]["split"]["counts"]

    rows = sum(counts[part] for part in ("train", "tune", "gate"))
    assert counts["gate"] == pytest.approx(0.1 * rows, rel=0.2)
    assert counts["tune"] == pytest.approx(0.1 * rows, rel=0.2)


@pytest.mark.parametrize("kind", ["LOGISTIC_REG", "RANDOM_FOREST_CLASSIFIER"])
def test_trials_that_run_at_once_give_the_same_model(shop: Shop, kind: str) -> None:
    options = "num_trials = 7, l2_reg = HPARAM_RANGE(0.01, 5), max_parallel_trials = {}"
    if kind.startswith("RANDOM"):
        options += ", max_tree_depth = 4"
    one = document(tune(shop, options.format(1), kind))
    tune(shop, options.format(3), kind)

    two = document(layout.model_folder(shop.root, "converts", 2))

    assert one["trials"] == two["trials"]
    assert len(one["trials"]["rows"]) == 7


def test_functions_answer_for_the_trial_that_is_asked_for(shop: Shop) -> None:
    tune(shop, DEPTHS)

    text = "SELECT trial_id, log_loss FROM ML.EVALUATE(MODEL converts, STRUCT({} AS trial_id))"
    answers = [asked(shop, text.format(n))[0] for n in (1, 2, 3)]
    ((serving, loss),) = asked(shop, "SELECT trial_id, log_loss FROM ML.EVALUATE(MODEL converts)")

    assert [trial for trial, _ in answers] == [1, 2, 3]
    assert len({loss for _, loss in answers}) == 3
    assert (serving, loss) in answers


def test_predictions_of_a_trial_are_those_of_a_model_with_its_options(shop: Shop) -> None:
    text = "SELECT * FROM ML.PREDICT(MODEL converts, TABLE clean_visits{}) ORDER BY id"
    tune(shop, DEPTHS)
    of_trial = asked(shop, text.format(", STRUCT(2 AS trial_id)"))

    tune(shop, f"num_trials = 1, {GRID}, max_tree_depth = HPARAM_CANDIDATES([2])")

    assert asked(shop, text.format("")) == of_trial


def test_a_trial_that_is_not_there_is_an_error_that_names_those_that_are(shop: Shop) -> None:
    tune(shop, DEPTHS)

    with pytest.raises(Exception, match=r"bad-argument(.|\n)*trials that did: 1, 2, 3"):
        asked(shop, "SELECT * FROM ML.EVALUATE(MODEL converts, STRUCT(9 AS trial_id))")


def test_a_trial_id_is_refused_for_a_model_that_is_not_tuned(shop: Shop) -> None:
    shop.build("+converts")

    with pytest.raises(Exception, match=r"bad-argument.*is for tuned models"):
        asked(shop, "SELECT * FROM ML.EVALUATE(MODEL converts, STRUCT(1 AS trial_id))")


def test_a_combination_that_contradicts_itself_is_an_infeasible_row(shop: Shop) -> None:
    booster = f"num_trials = 2, {GRID}, booster_type = HPARAM_CANDIDATES(['GBTREE', 'DART'])"
    tune(shop, f"{booster}, dropout = 0.1")

    rows = asked(shop, "SELECT status, error_message FROM ML.TRIAL_INFO(MODEL converts)")

    assert rows == [("INFEASIBLE", '"dropout" is for booster_type DART only'), ("SUCCEEDED", None)]


def test_a_trial_that_fails_is_a_row_and_no_failed_build(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = boosted_tree.lightgbm_parameters

    def fails(data: Any, options: Any, **named: Any) -> Any:
        if options["max_tree_depth"] == 2:
            raise EngineError.of("out-of-memory", "no memory is left")
        return original(data, options, **named)

    monkeypatch.setattr(boosted_tree, "lightgbm_parameters", fails)
    tune(shop, DEPTHS)

    rows = asked(shop, "SELECT status, error_message FROM ML.TRIAL_INFO(MODEL converts)")

    assert rows == [("SUCCEEDED", None), ("FAILED", "no memory is left"), ("SUCCEEDED", None)]


def test_a_build_fails_if_no_trial_gave_a_model(shop: Shop) -> None:
    booster = f"num_trials = 2, {GRID}, booster_type = HPARAM_CANDIDATES(['GBTREE'])"

    tune(shop, f"{booster}, dropout = 0.1")

    (problem,) = problems(shop)
    assert problem.name == "all-trials-failed"
    assert '"dropout" is for booster_type DART only' in problem.detail


def test_progress_names_the_trial(shop: Shop) -> None:
    tune(shop, DEPTHS)

    told = [e for e in shop.events if isinstance(e, Progress) and e.stage == "train"]
    shares = [e.share for e in told if e.share is not None]
    assert told[0].figure.startswith("trial 1 of 3, ")
    assert told[-1].figure.startswith("trial 3 of 3, ")
    assert shares == sorted(shares)


def test_parts_are_read_from_a_column_of_words(shop: Shop) -> None:
    words = "CASE id % 5 WHEN 0 THEN 'TEST' WHEN 1 THEN 'eval' ELSE 'TRAIN' END AS part"
    options = f"{DEPTHS}, data_split_method = 'CUSTOM', data_split_col = 'part'"
    text = TUNED.format(kind="BOOSTED_TREE_CLASSIFIER", options=options)
    shop.write("models/converts.sql", text.replace("bought FROM", f"bought, {words} FROM"))
    shop.build("+converts")

    counts = document(layout.model_folder(shop.root, "converts", 1))["facts"]["split"]["counts"]

    ((test, tune_rows),) = asked(
        shop, "SELECT count_if(id % 5 = 0), count_if(id % 5 = 1) FROM clean_visits"
    )
    assert (counts["gate"], counts["tune"]) == (test, tune_rows)


def test_another_word_for_a_part_is_an_error(shop: Shop) -> None:
    options = f"{DEPTHS}, data_split_method = 'CUSTOM', data_split_col = 'channel'"

    tune(shop, options)

    (problem,) = problems(shop)
    assert problem.name == "split-column"
    assert "another part" in problem.message


def test_a_tuning_without_rows_to_compare_on_is_an_error(shop: Shop) -> None:
    shop.write(
        "models/converts.sql",
        TUNED.format(
            kind="BOOSTED_TREE_CLASSIFIER",
            options=f"{DEPTHS}, data_split_method = 'CUSTOM', data_split_col = 'part'",
        ).replace("bought FROM", "bought, if(id % 5 = 0, 'TEST', 'TRAIN') AS part FROM"),
    )
    shop.build("+converts")

    (problem,) = problems(shop)
    assert problem.name == "no-tuning-rows"
