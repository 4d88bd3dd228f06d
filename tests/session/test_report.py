"""The report: whole, escaped, without a network, and there in every state of a project."""

from __future__ import annotations

import json
import random
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import duckdb
import pytest
from sklearn.metrics import roc_auc_score
from statsmodels.stats.proportion import proportion_confint
from tests.shop import MODEL, Shop

from forebay.catalog import layout
from forebay.evaluate.roc_curve import RocPoint
from forebay.session import connect
from forebay.session.report import write_report
from forebay.session.report.curve_bands import precision_band, roc_band
from forebay.session.report.markup import Markup, el

if TYPE_CHECKING:
    from pathlib import Path

VOID = {"meta", "br", "hr", "link"}


def test_before_the_first_build_it_shows_the_graph_of_the_files(shop: Shop) -> None:
    page = _report(shop)

    assert "Nothing was built here yet" in page
    assert "clean_visits" in page
    assert "not live" in page
    assert not layout.catalog_file(shop.root).exists()


def test_an_empty_project_has_a_report(tmp_path: Path) -> None:
    (tmp_path / "forebay.toml").write_text('name = "empty"\n')

    page = write_report(tmp_path, "dev", tmp_path / "r.html").read_text()

    assert "no valid node" in page


def test_without_models_there_is_no_card(shop: Shop) -> None:
    (shop.root / "models/converts.sql").unlink()
    (shop.root / "tables/scored.sql").unlink()
    shop.build()

    page = _report(shop)

    assert "Verdict" not in page
    assert "some_pages" in page


def test_a_built_model_has_a_whole_card(shop: Shop) -> None:
    shop.standard(0.6)
    shop.build()

    page = _report(shop)

    for part in (
        *("roc_auc", "95 % interval", "baseline", "ROC curve", "Calibration"),
        *("Confusion matrix", "made of", "visits.channel", "Hashes and versions", "Ledger"),
    ):
        assert part in page
    assert '<span class="pill good">PASS</span>' in page


def test_the_card_shows_what_was_looked_at_before_training(shop: Shop) -> None:
    shop.build()
    facts = json.loads((shop.root / ".forebay/models/converts/1/model.json").read_text())["facts"]
    found = facts["evidence"]["data_checks"]

    page = _report(shop)

    assert "Looked at beside training" in page
    assert "Without the rows that judge" in page
    assert "worlds without some rows of visits, or with other answers: no difference" in page
    assert f"ROC AUC {found['adversarial_area']:.3f}" in page
    assert f">{found['powers']['pages']:.3f}<" in page
    assert page.count("<figure") >= 4
    assert "Precision and recall" in page
    assert "Scores by class" in page


def test_the_card_says_what_whoever_asks_must_bring_and_compute(shop: Shop) -> None:
    shop.build()
    assert "Who asks the model brings 2 columns as they stand in their tables." in _report(shop)

    chosen, computed = "SELECT id, pages, channel", "SELECT id, pages * 2 AS pages, channel"
    shop.write("models/converts.sql", MODEL.format(floor=0.6).replace(chosen, computed))
    shop.build()
    told = "brings 2 columns, 1 of them computed outside of TRANSFORM, and so a second time: pages"
    assert told in _report(shop)


def test_equal_states_give_equal_bytes(shop: Shop) -> None:
    shop.build()

    assert _report(shop) == _report(shop)


def test_it_needs_no_network_and_no_script(shop: Shop) -> None:
    shop.build()

    page = _report(shop)

    without_namespace = page.replace("http://www.w3.org/2000/svg", "")
    assert not re.search(r"https?:|<script|@import|url\(", without_namespace)


def test_whatever_a_person_named_is_escaped(shop: Shop) -> None:
    evil = "<script>alert(1)</script>"
    model = MODEL.format(floor=0.6).replace("pages, channel", f'pages AS "{evil}", channel')
    shop.write("models/converts.sql", model)
    scored = f'(SELECT *, pages AS "{evil}" FROM clean_visits)'
    shop.write(
        "tables/scored.sql",
        f'CREATE TABLE "{evil}" AS SELECT id, channel FROM ML.PREDICT(MODEL converts, {scored});',
    )
    table = (shop.root / "tables/clean_visits.sql").read_text()
    table = table.replace("some_pages", f'"{evil}"')
    shop.write("tables/clean_visits.sql", table)
    assert shop.build().outcome == "done"

    page = _report(shop)

    assert "<script" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_a_standing_refusal_is_told_beside_the_champion(shop: Shop) -> None:
    shop.build()
    shop.standard(0.999)
    shop.visits(seed=2)
    shop.build()

    page = _report(shop)

    assert "Candidate v2 is refused; v1 keeps serving." in page
    assert "a candidate is refused" in page


def test_a_refused_first_model_has_a_card_and_a_promotion_shows_for_ever(shop: Shop) -> None:
    """SEMANTICS 28."""
    shop.standard(0.999)
    shop.build()
    refused = _report(shop)
    with shop.catalog() as catalog:
        catalog.promote("prod", "converts", 1, "we <need> one")

    promoted = _report(shop)

    assert "answers no query under the model" in refused
    assert "A person overrode the gate" in promoted
    assert "we &lt;need&gt; one" in promoted


def test_a_damaged_model_is_told_and_the_rest_is_there(shop: Shop) -> None:
    shop.build()
    folder = layout.model_folder(shop.root, "converts", 1)
    (folder / "arrays.npz").chmod(0o644)
    (folder / "arrays.npz").write_bytes(b"x")

    page = _report(shop)

    assert "The files cannot be used" in page
    assert "clean_visits" in page


def test_broken_files_do_not_hide_what_is_live(shop: Shop) -> None:
    shop.build()
    shop.write("tables/wrong.sql", "CREATE TABLE wrong AS SELECT nothing FROM nowhere;")

    page = _report(shop)

    assert "do not make a valid project" in page
    assert "converts" in page


@pytest.mark.parametrize(
    ("kind", "label", "shown"),
    [
        ("LINEAR_REG", "amount", "Predicted and true values"),
        ("BOOSTED_TREE_REGRESSOR", "amount", "share of the gain"),
        ("LOGISTIC_REG", "size", "predicted large"),
        ("BOOSTED_TREE_CLASSIFIER", "size", "predicted large"),
    ],
)
def test_regression_and_more_than_two_classes_have_their_own_card(
    tmp_path: Path, kind: str, label: str, shown: str
) -> None:
    shop = Shop(tmp_path)
    shop.write("forebay.toml", 'name = "sizes"\ndefault_env = "prod"\nthreads = 1\n')
    draw = random.Random(3)
    lines = ["id,a,b,amount,size"]
    for i in range(1500):
        a, b = draw.random(), draw.choice("xy")
        amount = 3 * a + (b == "x") + draw.gauss(0, 0.3)
        size = "small" if amount < 1 else "middle" if amount < 2.5 else "large"
        lines.append(f"{i},{a:.4f},{b},{amount:.4f},{size}")
    shop.write("d.csv", "\n".join(lines) + "\n")
    shop.write("s.sql", "CREATE EXTERNAL TABLE d OPTIONS (format = 'CSV', uris = ['d.csv']);")
    shop.write(
        "m.sql",
        f"CREATE MODEL m OPTIONS (model_type = '{kind}', input_label_cols = ['{label}'])"
        f" KEY (id) PREDICT AT NONE AS SELECT id, a, b, {label} FROM d;",
    )
    shop.build()

    page = _report(shop)

    assert shown in page
    assert "95 % interval" in page
    assert "ROC curve" not in page


def test_a_card_has_what_features_move_and_what_more_rows_bring_as_page_and_as_json(
    shop: Shop,
) -> None:
    """The last point is the version: its ROC AUC is scikit-learn's on the stored gate rows."""
    tree = (shop.root / "models/converts.sql").read_text()
    tree = tree.replace("LOGISTIC_REG", "BOOSTED_TREE_CLASSIFIER")
    shop.write("models/converts.sql", tree)
    shop.build()

    page = _report(shop)

    card = json.loads(layout.card_file(shop.root, "converts", 1).read_text())
    gate = next(shop.root.glob("**/gate.parquet"))
    label, score = zip(
        *duckdb.sql(f"SELECT __label, __score FROM '{gate}'").fetchall(), strict=True
    )
    looks = card["looks"]
    points = looks["curve"]["points"]
    trained = card["split"]["counts"]["train"]
    assert points[-1]["rows"] == trained
    assert points[-1]["judged"]["value"] == pytest.approx(roc_auc_score(label, score), abs=1e-9)
    # Nested shares by the hash of the key: binomial, five standard deviations.
    for point, share in zip(points, (1 / 16, 1 / 8, 1 / 4, 1 / 2), strict=False):
        assert abs(point["rows"] - trained * share) < 5 * (trained * share * (1 - share)) ** 0.5
    # A logistic world: no tree is better than the model that it was drawn from.
    assert looks["curve"]["simpler"]["is_as_good"]
    assert looks["curve"]["simpler"]["lead"]["value"] < 0.02
    # The mean of what ML.EXPLAIN_PREDICT says of each of the same rows.
    ids = ", ".join(str(i) for (i,) in duckdb.sql(f"SELECT id FROM '{gate}'").fetchall())
    with connect(shop.root) as session:
        explained = session.sql(
            "SELECT u.feature, avg(abs(u.attribution)) FROM (SELECT"
            " unnest(top_feature_attributions) AS u FROM ML.EXPLAIN_PREDICT(MODEL converts,"
            f" (SELECT * FROM clean_visits WHERE id IN ({ids})))) GROUP BY ALL"
        ).fetchall()
    assert [name for name, _ in looks["shap"]] == ["pages", "channel"]
    assert {name: found["value"] for name, found in looks["shap"]} == pytest.approx(
        dict(explained), rel=1e-9
    )
    for part in ("Mean absolute Shapley value", "Would more data help?", "Slices", "is as good"):
        assert part in page
    assert {value for value, _, _ in dict(looks["slices"])["channel"]} == {
        "mail",
        "search",
        "direct",
    }


def test_shares_of_the_data_keep_groups_whole(shop: Shop) -> None:
    """28 days of 100 visits each are the groups: every share is a number of days."""
    shop.visits(n=2_800, bad=0)
    model = (shop.root / "models/converts.sql").read_text()
    model = model.replace("['bought'])", "['bought'], data_split_group_cols = ['visited'])")
    shop.write("models/converts.sql", model.replace("SELECT id", 'SELECT id, "at" AS visited'))
    shop.build()

    _report(shop)

    card = json.loads(layout.card_file(shop.root, "converts", 1).read_text())
    points = card["looks"]["curve"]["points"]
    assert len(points) > 2
    assert [point["rows"] % 100 for point in points] == [0] * len(points)


def test_looks_are_computed_once_and_are_the_same_when_computed_again(shop: Shop) -> None:
    shop.build()
    first = _report(shop)
    kept = next((shop.root / ".forebay/cache/cards").glob("*.json"))
    before = kept.read_text()
    kept.unlink()

    again = _report(shop)

    assert again == first
    assert next((shop.root / ".forebay/cache/cards").glob("*.json")).read_text() == before


def test_what_changed_since_is_not_trained_again_and_the_card_says_why(shop: Shop) -> None:
    shop.build()
    model = (shop.root / "models/converts.sql").read_text()
    shop.write(
        "models/converts.sql", model.replace("pages, channel", "pages + 1 AS pages, channel")
    )

    page = _report(shop)

    assert "Not all was tried: its SQL was changed since." in page


def test_a_card_lies_beside_the_sealed_folder_and_is_collected_with_it(shop: Shop) -> None:
    shop.build()
    _report(shop)
    card = layout.card_file(shop.root, "converts", 1)
    strange = card.with_name("7.card.json")
    strange.write_text("{}")

    with shop.catalog() as catalog:
        removed = catalog.gc().removed
    with connect(shop.root) as session:  # the folder holds nothing that it was not sealed with
        ((n,),) = session.sql("SELECT count(*) FROM ML.WEIGHTS(MODEL converts)").fetchall()

    assert card.is_file()
    assert [name for name in removed if "card" in name] == ["models/converts/7.card.json"]
    assert n > 0


def test_the_bands_of_curves_hold_the_curves_and_end_where_wilson_ends() -> None:
    """statsmodels computes the same ends."""
    curve = [RocPoint(0.8, 0.4, 0.1, 20, 10, 90, 30), RocPoint(0.5, 0.8, 0.3, 40, 30, 70, 10)]

    above = roc_band(curve)[:4]
    below = list(reversed(roc_band(curve)))[:3]
    precise = precision_band(curve)

    for point, over, under in zip(curve, above[1:], below[1:], strict=False):
        recall = proportion_confint(point.true_positives, 50, method="wilson")
        alarms = proportion_confint(point.false_positives, 100, method="wilson")
        assert over == pytest.approx((alarms[0], recall[1]))
        assert under == pytest.approx((alarms[1], recall[0]))
    wanted = proportion_confint(20, 30, method="wilson")
    assert (precise[-1][1], precise[0][1]) == pytest.approx(wanted)


def test_text_is_escaped_unless_it_is_markup() -> None:
    assert el("p", "<b>", Markup("<i>"), title='"') == '<p title="&quot;">&lt;b&gt;<i></p>'


class _Balanced(HTMLParser):
    """Fails when tags do not close in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        del attrs
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        del tag, attrs

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def _report(shop: Shop) -> str:
    page = write_report(shop.root, "prod", shop.root / "report.html").read_text()
    parser = _Balanced()
    parser.feed(page)
    assert parser.open == []
    return page
