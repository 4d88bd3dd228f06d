"""What the card of a version says of its audit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.shop import Shop, shop

from forebay.session import connect
from forebay.session.report.audit_pairs import audit_pairs

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["shop"]


def test_each_thing_that_was_found_is_one_line() -> None:
    audit = {
        "metric": "roc_auc",
        "importance": {"idle": ["seats"]},
        "simpler": {"model_type": "LOGISTIC_REG", "gain": [0.01, 0.002, 0.018]},
        "ages": [{"days": 30.0, "loss": None}, {"days": 90.0, "loss": [0.02, 0.01, 0.03]}],
        "live": {"version": 3, "promised": 0.71, "reached": 0.68, "rows": 4000},
        "canary": {"version": 3, "rows": 5000, "changed": 0.025},
        "groups": {"origin": {"origin": 1.0, "carrier": 0.3}},
    }

    assert audit_pairs(audit) == [
        ("Features that change nothing", "seats"),
        ("Better than LOGISTIC_REG by", "+0.0100 (+0.0020 to +0.0180) roc_auc"),
        ("What age costs", "+0.0200 (+0.0100 to +0.0300) roc_auc, of a small model 60 days older"),
        ("The version before, live", "v3: 0.710 when judged, 0.680 on 4,000 rows that came since"),
        ("Beside v3", "2.5% of 5,000 rows decided otherwise"),
        ("What tells origin", "carrier"),
    ]
    assert audit_pairs({}) == []


def test_the_report_of_a_replaced_model_says_how_it_differs(shop: Shop, tmp_path: Path) -> None:
    shop.build()
    shop.build(force=("converts",))

    with connect(shop.root) as session:
        page = session.report(tmp_path / "report.html").read_text()

    assert "Beside v1" in page
    assert "rows decided otherwise" in page
