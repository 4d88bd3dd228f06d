"""What every build finds out about a model, on rows made so that it is known beforehand."""

from __future__ import annotations

import math
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from forebay.build import BuildRequest, run
from forebay.build.audit.notices import audit_notices
from forebay.catalog import Catalog

if TYPE_CHECKING:
    from tests.build.audit.conftest import Lab


def logistic(value: float) -> float:
    return 1.0 / (1.0 + math.exp(-value))


def by_x(_: int, x: float, __: float) -> float:
    return logistic(2 * x)


def crossed(_: int, x: float, z: float) -> float:
    return 0.95 if (x > 0) == (z > 0) else 0.05


def test_a_feature_that_decides_is_worth_much_and_one_that_never_varies_is_idle(lab: Lab) -> None:
    lab.rows(2000, by_x)
    lab.model("BOOSTED_TREE_CLASSIFIER")

    audit = lab.build()

    worse = audit["importance"]["worse"]
    assert next(iter(worse)) == "x"
    assert worse["x"][1] > 0.05
    assert "same" in audit["importance"]["idle"]
    assert '"same"' in lab.warnings()["idle-features"]
    assert audit["explained"] == {"rows": 20, "apart": 0}
    assert audit["live"] is None
    assert audit["canary"] is None


def test_trees_that_a_line_surely_beats_are_told(lab: Lab) -> None:
    """Half of the labels are noise: twenty deep trees learn it, a line cannot."""
    lab.rows(2400, lambda _, x, z: logistic(0.6 * x + 0.6 * z))
    lab.model("BOOSTED_TREE_CLASSIFIER")

    other = lab.build()["simpler"]

    assert other["model_type"] == "LOGISTIC_REG"
    assert other["value"] > 0.6
    assert other["gain"][2] < 0
    assert "LOGISTIC_REG" in lab.warnings()["simpler-is-better"]


def test_trees_that_find_what_no_line_can_are_surely_better(lab: Lab) -> None:
    lab.rows(2000, crossed)
    lab.model("BOOSTED_TREE_CLASSIFIER")

    other = lab.build()["simpler"]

    assert other["value"] < 0.6
    assert other["gain"][1] > 0.2
    assert "simpler-is-better" not in lab.warnings()


def test_a_linear_model_has_nothing_simpler(lab: Lab) -> None:
    lab.rows(1000, by_x)
    lab.model("LOGISTIC_REG")

    assert lab.build()["simpler"] is None


def test_where_the_world_turned_round_an_older_model_is_worse_by_what_it_is(lab: Lab) -> None:
    """Two thirds of the training rows say the opposite of the last third and the judged rows."""
    turn = 1060  # of 2,000 rows the last 400 judge, and 1,600 train
    lab.rows(2000, lambda i, x, _: logistic(3 * x if i < turn else -3 * x))
    lab.model("LOGISTIC_REG")

    newest, middle, oldest = lab.build()["ages"]

    assert newest["loss"] is None
    assert newest["value"] > 0.85
    assert oldest["value"] < 0.15
    assert oldest["loss"][1] > 0.6
    assert oldest["days"] > middle["days"] > newest["days"] >= 0


def test_a_model_without_a_prediction_time_has_no_age(lab: Lab) -> None:
    lab.rows(1000, by_x)
    lab.model("LOGISTIC_REG")
    path = lab.root / "m.sql"
    text = path.read_text().replace(
        "PREDICT AT moment LABEL KNOWN AT moment + INTERVAL 2 HOUR", "PREDICT AT NONE"
    )
    path.write_text(text.replace("SELECT id, moment,", "SELECT id,"))

    audit = lab.build()

    assert (audit["ages"], audit["age"]) == ([], None)


def test_a_live_model_that_newer_rows_prove_wrong_is_told(lab: Lab) -> None:
    lab.rows(1500, by_x)
    lab.model("LOGISTIC_REG")
    promised = lab.build()["live"]
    lab.rows(2400, lambda i, x, _: logistic(2 * x if i < 1500 else -2 * x))

    live = lab.build()["live"]

    assert promised is None
    assert live["version"] == 1
    assert live["rows"] == 480  # a fifth of 2,400; none of them was there before
    assert live["promised"] > 0.75
    assert live["reached"] < 0.25
    assert live["loss"][1] > 0.4
    assert "on 480 newer rows" in lab.warnings()["worse-than-promised"]


def test_a_live_model_that_keeps_its_promise_is_measured_and_not_told(lab: Lab) -> None:
    lab.rows(1500, by_x)
    lab.model("LOGISTIC_REG")
    lab.build()
    lab.rows(2400, by_x)

    audit = lab.build()

    assert audit["live"]["loss"][1] <= 0 <= audit["live"]["loss"][2]
    assert "worse-than-promised" not in lab.warnings()
    assert audit["canary"]["version"] == 1
    assert audit["canary"]["rows"] == 480
    assert audit["canary"]["changed"] < 0.1


def test_rows_that_judged_the_live_model_are_no_newer_rows(lab: Lab) -> None:
    lab.rows(1500, by_x)
    lab.model("LOGISTIC_REG")
    lab.build()
    lab.model("LOGISTIC_REG", standards="roc_auc >= 0.45")
    (lab.root / "m.sql").write_text((lab.root / "m.sql").read_text().replace(" z,", ""))

    audit = lab.build()

    assert audit["canary"]["rows"] == 300
    assert audit["live"] is None


def test_a_standard_of_a_gap_asks_which_features_tell_the_group(lab: Lab) -> None:
    lab.rows(1500, by_x)
    lab.model("LOGISTIC_REG", "roc_auc >= 0.4, roc_auc_gap <= 0.9 FOR EACH part")

    groups = lab.build()["groups"]

    # `part` is whether x, with a little noise, is positive.
    assert list(groups["part"]) == ["part", "x"]


def test_what_features_cost_is_the_time_of_what_is_read_for_them(lab: Lab) -> None:
    lab.rows(1000, by_x)
    lab.model("LOGISTIC_REG")

    costs = lab.build()["costs"]

    assert set(costs["features"]) == {"x", "z", "same", "part"}
    assert all(one["sources"] == ["seen"] for one in costs["features"].values())
    total = sum(one["seconds"] for one in costs["features"].values())
    assert abs(total - costs["sources"]["seen"]) < 1e-3


def test_an_audit_is_no_part_of_what_a_model_is(lab: Lab) -> None:
    """Its seconds differ from run to run; the hash of the model does not."""
    lab.rows(1000, by_x)
    lab.model("LOGISTIC_REG")
    lab.build()
    run(lab.root, BuildRequest(force=("m",)), lambda _: None)

    with Catalog(lab.root) as catalog:
        first, second = catalog.versions.of("m")
    assert first.content_id == second.content_id


def test_rows_whose_parts_do_not_make_the_answer_are_told() -> None:
    """No model of ours has such rows; one that is plugged in may."""
    work: Any = SimpleNamespace(node=SimpleNamespace(name="m"))

    (told,) = audit_notices(work, {"explained": {"rows": 20, "apart": 3}})

    assert told.name == "unexplained-rows"
    assert "the parts of 3 explained rows" in told.message
