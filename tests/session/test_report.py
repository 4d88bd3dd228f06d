"""The report: whole, escaped, without a network, and there in every state of a project."""

from __future__ import annotations

import json
import random
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from tests.shop import MODEL, Shop

from forebay.catalog import layout
from forebay.session.report import write_report
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
    assert "none: the model has no prediction time" in page
    assert f"ROC AUC {found['adversarial_area']:.3f}" in page
    assert f">{found['powers']['pages']:.3f}<" in page
    assert page.count("<figure") >= 4
    assert "Precision and recall" in page
    assert "Scores of each class" in page


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
