"""The ML Test Score: evidence gives points, nothing else does."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING

from tests.shop import MODEL, Shop

from forebay.build import BuildRequest, run
from forebay.cli import main
from forebay.session import connect
from forebay.session.readiness import Readiness, TestScore, readiness

if TYPE_CHECKING:
    from pathlib import Path

TEST = """
CREATE TEST keeps_pages FOR clean_visits
WITH visits(id, day, pages, channel, paid) AS (VALUES (1, DATE '2026-01-01', 3, 'mail', 1))
EXPECT (id, bought) AS (VALUES (1, TRUE));
"""


def test_there_are_28_tests_and_the_final_score_is_the_least_section(shop: Shop) -> None:
    found = readiness(shop.root, "prod")

    assert len(found.tests) == 28
    assert [test.id for test in found.tests] == [f"{s}{i}" for s in "DMIO" for i in range(1, 8)]
    assert found.final == min(found.sum_of(s) for s in ("data", "model", "infrastructure"))
    assert all(test.points == 1 or test.todo for test in found.tests)


def test_the_bands_are_those_of_the_paper() -> None:
    """Breck et al. 2017, table V."""
    seen = {}
    for points in (0.0, 0.5, 1.0, 2.0, 3.0, 5.0, 6.0):
        share = points / 7
        names = [f"{s}{i}" for s in "DMIO" for i in range(1, 8)]
        scores = Readiness(tuple(TestScore(name, "", share, "") for name in names))
        seen[points] = scores.band.split(",")[0]

    assert seen[0.0].startswith("more of a research project")
    assert seen[0.5] == "not totally untested"
    assert seen[6.0].startswith("exceptional")
    assert len(set(seen.values())) == 6


def test_monitoring_gives_points_for_what_a_build_proved(shop: Shop) -> None:
    before = _by_id(shop)
    shop.build()

    after = _by_id(shop)

    assert [before[f"O{i}"].points for i in range(1, 8)] == [0] * 7
    assert [after[f"O{i}"].points for i in (1, 3, 5)] == [0.5, 1, 1]
    assert "100 stored answers again" in after["O3"].evidence
    assert after["O4"].todo.startswith("PREDICT AT tells the age of a model")
    assert [after[test].points for test in ("D2", "D3", "I5", "I6")] == [1, 1, 1, 0.5]
    assert "1 of 2 features surely help" in after["D2"].evidence or "2 of 2" in after["D2"].evidence


def test_a_lock_raises_o1(shop: Shop) -> None:
    shop.build()
    before = _by_id(shop)["O1"].points

    assert main(["-C", str(shop.root), "-q", "lock"]) == 0

    assert (before, _by_id(shop)["O1"].points) == (0.5, 1)


def test_a_unit_test_raises_d7(shop: Shop) -> None:
    before = _by_id(shop)["D7"]
    shop.write("tests/clean_visits.sql", TEST)

    after = _by_id(shop)["D7"]

    assert (before.points, after.points) == (0, 1)
    assert "tests/clean_visits.sql:2" in after.evidence


def test_a_constraint_on_every_feature_raises_d1(shop: Shop) -> None:
    shop.build()
    before = _by_id(shop)["D1"]
    table = (shop.root / "tables/clean_visits.sql").read_text()
    shop.write(
        "tables/clean_visits.sql", table.replace("PRIMARY KEY,", "PRIMARY KEY, channel NOT NULL,")
    )

    after = _by_id(shop)["D1"]

    assert before.points == 0.5
    assert "channel" in before.todo
    assert after.points == 1


def test_a_commit_raises_m1_and_a_reviewer_raises_it_further(shop: Shop) -> None:
    scores = [_by_id(shop)["M1"].points]
    shop.write(".gitignore", ".forebay/\n")
    _git(shop.root, "init", "-q")
    _git(shop.root, "add", ".")
    _git(shop.root, "commit", "-q", "-m", "first")
    scores.append(_by_id(shop)["M1"].points)
    _git(shop.root, "commit", "-q", "--amend", "-m", "first\n\nReviewed-by: A <other@shop.test>")
    scores.append(_by_id(shop)["M1"].points)
    _git(shop.root, "commit", "-q", "--amend", "-m", "first\n\nReviewed-by: B <dev@shop.test>")
    scores.append(_by_id(shop)["M1"].points)
    shop.standard(0.61)
    scores.append(_by_id(shop)["M1"].points)

    assert scores == [0, 0.5, 1, 0.5, 0]


def test_a_passed_gate_with_slices_and_a_baseline_raises_i4_m5_and_m6(shop: Shop) -> None:
    before = _by_id(shop)
    text = "roc_auc >= 0.6, roc_auc >= baseline + 0.05, roc_auc >= 0.5 FOR EACH channel"
    model = MODEL.replace("roc_auc >= {floor}", text)
    shop.write("models/converts.sql", model)
    shop.build()

    after = _by_id(shop)

    assert [before[test].points for test in ("I4", "M5", "M6")] == [0, 0, 0]
    assert [after[test].points for test in ("I4", "M5", "M6")] == [1, 1, 1]
    assert "run 1" in after["I4"].evidence


def test_a_refused_model_promoted_by_hand_does_not_count_as_validated(shop: Shop) -> None:
    shop.standard(0.999)
    shop.build()
    with shop.catalog() as catalog:
        catalog.promote("prod", "converts", 1, "we need one")

    found = _by_id(shop)["I4"]

    assert found.points == 0
    assert "converts@1" in found.todo


def test_training_twice_from_the_same_raises_i1(shop: Shop) -> None:
    shop.build()
    before = _by_id(shop)["I1"].points
    shop.build(force=("converts",))

    assert (before, _by_id(shop)["I1"].points) == (0, 0.5)


def test_another_environment_or_a_ci_file_raises_i3(shop: Shop) -> None:
    shop.build()
    scores = [_by_id(shop)["I3"].points]
    run(shop.root, BuildRequest(env="dev"), lambda _: None)
    scores.append(_by_id(shop)["I3"].points)
    shop.write(".github/workflows/ci.yml", "steps:\n  - run: forebay -C . build --env ci\n")
    last = _by_id(shop)["I3"]

    assert [*scores, last.points] == [0, 0.5, 1]
    assert last.evidence.endswith("ci.yml:2")


def test_the_command_ends_with_the_score_and_answers_json(shop: Shop, capsys: object) -> None:
    assert main(["-C", str(shop.root), "readiness"]) == 0
    text = capsys.readouterr().out  # type: ignore[attr-defined]
    assert main(["-C", str(shop.root), "--json", "readiness"]) == 0
    answer = json.loads(capsys.readouterr().out)  # type: ignore[attr-defined]

    assert text.splitlines()[-1].startswith("done: score=0 data=")
    assert len(answer["tests"]) == 28
    assert answer["score"] == 0


def _by_id(shop: Shop) -> dict[str, TestScore]:
    return {test.id: test for test in readiness(shop.root, "prod").tests}


def _git(root: Path, *arguments: str) -> None:
    who = ["-c", "user.name=Dev", "-c", "user.email=dev@shop.test"]
    subprocess.run(["git", "-C", str(root), *who, *arguments], check=True)


def test_what_verify_found_raises_i1(shop: Shop) -> None:
    shop.build()
    assert _by_id(shop)["I1"].points == 0
    with connect(shop.root) as session:
        assert all(one.is_same for one in session.verify())

    found = _by_id(shop)["I1"]

    assert found.points == 1
    assert found.evidence.startswith("rebuilt from empty with equal hashes: converts@1")


def test_a_tuned_model_raises_m3(shop: Shop) -> None:
    shop.build()
    assert _by_id(shop)["M3"].points == 0
    path = shop.root / "models/converts.sql"
    path.write_text(
        path.read_text().replace(
            "input_label_cols",
            "num_trials = 2, l2_reg = HPARAM_CANDIDATES([0, 1]), input_label_cols",
        )
    )
    shop.build()

    assert _by_id(shop)["M3"].points == 1


def test_a_replaced_model_was_a_canary_and_can_be_taken_back(shop: Shop) -> None:
    shop.build()
    before = _by_id(shop)
    shop.build(force=("converts",))

    after = _by_id(shop)

    assert [before[test].points for test in ("I6", "I7", "O7")] == [0.5, 0, 0]
    assert [after[test].points for test in ("I6", "I7", "O7")] == [1, 1, 0]
    assert "converts@2 beside v1: 0.0% of" in after["I6"].evidence
    assert "run 2 took converts back to v1, which gave 100 stored answers" in after["I7"].evidence


def test_a_standard_against_the_champion_without_newer_rows_is_half_of_o7(shop: Shop) -> None:
    model = MODEL.replace("roc_auc >= {floor}", "roc_auc >= champion - 0.05")
    shop.write("models/converts.sql", model)
    shop.build()
    shop.build(force=("converts",))

    found = _by_id(shop)["O7"]

    assert (found.points, "on no newer rows" in found.evidence) == (0.5, True)


def test_newer_rows_show_what_a_live_model_is_worth(shop: Shop) -> None:
    """Ids go on, so that the live model saw none of the new rows."""
    shop.build()
    points = [(_by_id(shop)["M2"].points, _by_id(shop)["O7"].points)]
    for n in (4500, 6000):
        shop.visits(n=n)
        shop.build()
        found = _by_id(shop)
        points.append((found["M2"].points, found["O7"].points))

    assert points == [(0, 0), (0.5, 1), (1, 1)]
    assert "converts@1: roc_auc" in found["M2"].evidence
    assert "2 of 2 kept their promise" in found["M2"].evidence


def test_the_third_build_of_a_model_raises_o6(shop: Shop) -> None:
    for _ in range(3):
        shop.build(force=("converts",))

    found = _by_id(shop)["O6"]

    assert found.points >= 0.5
    assert "run 3 compared 1 steps" in found.evidence


def test_rules_for_columns_raise_d4_and_d5(shop: Shop) -> None:
    shop.build()
    before = _by_id(shop)
    settings = (shop.root / "forebay.toml").read_text()
    rules = '[columns]\nnever_features = ["visits.day"]\nprivate = ["visits.day"]\n'
    shop.write("forebay.toml", f"{settings}\n{rules}")
    open_to_all = _by_id(shop)["D5"].points
    shop.build(force=("converts",))

    after = _by_id(shop)

    assert [before[test].points for test in ("D4", "D5")] == [0.5, 0]
    assert open_to_all == 0.5
    assert [after[test].points for test in ("D4", "D5")] == [1, 1]
    assert "visits.day" in after["D5"].evidence


def test_the_time_from_a_commit_to_the_live_model_is_measured(shop: Shop) -> None:
    text = (shop.root / "models/converts.sql").read_text()
    shop.write("models/converts.sql", text.replace(" channel,", ""))
    shop.write(".gitignore", ".forebay/\n")
    _git(shop.root, "init", "-q")
    _git(shop.root, "add", ".")
    _git(shop.root, "commit", "-q", "-m", "pages")
    shop.build()
    before = _by_id(shop)["D6"]
    shop.write("models/converts.sql", text)
    shop.write("models/note.sql", "-- channel\n")
    _git(shop.root, "add", ".")
    _git(shop.root, "commit", "-q", "-m", "and the channel")
    shop.build()

    after = _by_id(shop)["D6"]

    assert before.points == 0.5
    assert after.points == 1
    assert "1 added to live models" in after.evidence
    assert "converts.channel" in after.evidence


def test_a_gap_between_groups_that_passed_raises_m7(shop: Shop) -> None:
    text = "roc_auc >= 0.5, roc_auc_gap <= 0.9 FOR EACH channel"
    shop.write("models/converts.sql", MODEL.replace("roc_auc >= {floor}", text))
    before = _by_id(shop)["M7"].points
    shop.build()

    found = _by_id(shop)["M7"]

    assert (before, found.points) == (0, 1)
    assert "gaps between values of channel passed" in found.evidence


def test_what_a_tuning_found_counts_half_where_the_live_model_has_it(shop: Shop) -> None:
    """Tuned in an environment of its own; its best value is then written into the model."""
    path = shop.root / "models/converts.sql"
    plain = path.read_text()
    shop.build()
    tried = "num_trials = 2, l2_reg = HPARAM_CANDIDATES([0.5, 2]), input_label_cols"
    path.write_text(plain.replace("input_label_cols", tried))
    run(shop.root, BuildRequest(env="tune"), lambda _: None)
    path.write_text(plain)
    before = _by_id(shop)["M3"]
    path.write_text(
        plain.replace("input_label_cols", f"{before.todo.split(': ')[1]}, input_label_cols")
    )
    shop.build()

    after = _by_id(shop)["M3"]

    assert before.points == 0
    assert before.todo.startswith("write what converts@2 found: l2_reg = ")
    assert (after.points, "the best of 2 trials of converts@2" in after.evidence) == (0.5, True)


def test_a_model_with_a_prediction_time_knows_its_age_and_what_that_costs(shop: Shop) -> None:
    text = (shop.root / "models/converts.sql").read_text()
    before = text.replace("SELECT id,", "SELECT id, at,").replace(
        "PREDICT AT NONE", "PREDICT AT at"
    )
    shop.build()
    scores = [(_by_id(shop)["M4"].points, _by_id(shop)["O4"].points)]
    shop.write("models/converts.sql", before.replace(" at", ' "at"'))
    shop.build()

    found = _by_id(shop)

    scores.append((found["M4"].points, found["O4"].points))
    assert scores == [(0, 0), (1, 1)]
    assert "days before the newest" in found["O4"].evidence
