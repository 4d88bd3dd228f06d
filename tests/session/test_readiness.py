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


def test_what_this_version_does_not_have_gives_nothing(shop: Shop) -> None:
    shop.build()

    found = _by_id(shop)

    for test in ("D5", "D6", "M2", "M7"):
        assert found[test].points == 0
        assert found[test].evidence.startswith("not in this version")


def test_monitoring_gives_points_for_what_a_build_proved(shop: Shop) -> None:
    before = _by_id(shop)
    shop.build()

    after = _by_id(shop)

    assert [before[f"O{i}"].points for i in range(1, 8)] == [0] * 7
    assert [after[f"O{i}"].points for i in (1, 3, 5)] == [0.5, 1, 1]
    assert "100 stored answers again" in after["O3"].evidence
    assert after["O4"].todo.startswith("declare a limit of age")
    assert after["I6"].points == 0.5


def test_a_lock_raises_o1(shop: Shop) -> None:
    shop.build()
    before = _by_id(shop)["O1"].points

    assert main(["-C", str(shop.root), "-q", "lock"]) == 0

    assert (before, _by_id(shop)["O1"].points) == (0.5, 1)


def test_a_standard_against_the_champion_on_newer_rows_raises_o7(shop: Shop) -> None:
    model = MODEL.replace("roc_auc >= {floor}", "roc_auc >= champion - 0.05")
    shop.write("models/converts.sql", model)
    shop.build()
    before = _by_id(shop)["O7"].points
    shop.build(force=("converts",))

    after = _by_id(shop)["O7"]

    assert (before, after.points) == (0, 1)
    assert "converts@2" in after.evidence


def test_three_builds_give_times_to_compare(shop: Shop) -> None:
    for _ in range(3):
        shop.build(force=("converts",))

    found = _by_id(shop)["O6"]

    assert found.points == 0.5
    assert "converts" in found.evidence


def test_a_report_gives_d2_its_evidence(shop: Shop) -> None:
    shop.build()
    before = _by_id(shop)["D2"]

    assert main(["-C", str(shop.root), "-q", "report", "-o", str(shop.root / "r.html")]) == 0

    after = _by_id(shop)["D2"]
    assert (before.points, after.points) == (0, 0.5)
    assert "shuffled among the judged rows" in after.evidence
    page = (shop.root / "r.html").read_text()
    assert "What each feature is worth" in page


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


def test_features_that_were_looked_at_raise_d4(shop: Shop) -> None:
    assert _by_id(shop)["D4"].points == 0
    shop.build()

    found = _by_id(shop)["D4"]

    assert found.points == 0.5
    assert "converts@1" in found.evidence
    assert "none is waived" in found.evidence


def test_a_row_that_can_be_explained_raises_i5(shop: Shop) -> None:
    found = _by_id(shop)["I5"]

    assert (found.points, "ML.EXPLAIN_PREDICT(MODEL converts" in found.todo) == (0.5, True)


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
