"""Promote, rollback, pins (SEMANTICS 3, 28)."""

from __future__ import annotations

import pytest

from forebay.catalog import Judgement, read_live
from forebay.errors import EngineError, ProjectError


def names(caught):
    return [problem.name for problem in caught.value.problems]


def test_rollback_goes_to_what_was_live_before_and_pins(make, catalog, root):
    for fingerprint in ("f1", "f2"):
        make.publish(make.add("m", fingerprint, kind="model"))

    (moved,) = catalog.rollback("prod", "M", "worse on Mondays")

    assert (moved.withdrawn.number, moved.target.number, moved.pinned) == (2, 1, True)
    assert read_live(root, "prod").find("m").number == 1
    (pin,) = catalog.pins("prod")
    assert (pin.node_key, pin.fingerprint, pin.definition) == ("m", "f2", "d1")
    assert [(e.event, e.number, e.reason) for e in catalog.ledger.entries("m")][-1] == (
        "rollback",
        2,
        "worse on Mondays",
    )


def test_rolling_back_twice_goes_further_back_and_withdraws_both(make, catalog):
    for number in (1, 2, 3):
        make.definition = f"d{number}"
        make.publish(make.add("t", f"f{number}"))

    catalog.rollback("prod", "t", "bad")
    catalog.rollback("prod", "t", "bad too")

    assert make.live() == {"t": 1}
    assert [pin.fingerprint for pin in catalog.pins("prod")] == ["f3", "f2"]
    with pytest.raises(ProjectError) as caught:
        catalog.rollback("prod", "t", "worse")
    assert names(caught) == ["no-rollback-target"]


def test_unpin_lets_it_come_back(make, catalog):
    make.publish(make.add("t", "f1"))
    make.publish(make.add("t", "f2"))
    catalog.rollback("prod", "t", "bad")

    assert catalog.unpin("prod", "T", "it was the source")
    assert not catalog.unpin("prod", "t")
    make.publish(catalog.versions.numbered("t", 2))

    assert make.live() == {"t": 2}
    assert [e.event for e in catalog.ledger.entries("t")].count("unpin") == 1


def chain(make, mark, live=()):
    """Build raw -> clean -> (model, scored) and publish them; scored also reads the model."""
    raw = make.add("raw", f"raw {mark}", kind="source")
    clean = make.add("clean", f"clean {mark}", inputs={"raw": raw.id})
    model = make.add("m", f"m {mark}", kind="model", inputs={"clean": clean.id})
    scored = make.add("scored", f"scored {mark}", inputs={"clean": clean.id, "m": model.id})
    return make.publish(raw, clean, model, scored, *live)


def test_rolling_back_a_table_takes_everything_built_from_it(make, catalog):
    """SEMANTICS 3: its dependants go to the versions built from it, in one transaction."""
    chain(make, 1)
    chain(make, 2)

    moved = catalog.rollback("prod", "clean", "bad join")

    assert make.live() == {"raw": 2, "clean": 1, "m": 1, "scored": 1}
    assert {m.withdrawn.node: m.pinned for m in moved} == {
        "clean": True,
        "m": False,
        "scored": False,
    }
    assert catalog.environment("prod").generation == 3


def test_rolling_back_a_model_moves_the_model_alone(make, catalog):
    chain(make, 1)
    chain(make, 2)

    catalog.rollback("prod", "m", "bad")

    assert make.live() == {"raw": 2, "clean": 2, "m": 1, "scored": 2}


def test_a_dependant_without_a_version_for_the_target_refuses_all_of_it(make, catalog):
    """SEMANTICS 3: a missing target is refused and listed."""
    chain(make, 1)
    chain(make, 2)
    clean = catalog.live("prod")["clean"]
    late = make.add("late", "late 1", inputs={"clean": clean.id})
    later = make.add("later", "later 1", inputs={"late": late.id})
    make.publish(late, later)

    with pytest.raises(ProjectError) as caught:
        catalog.rollback("prod", "clean", "bad join")

    assert names(caught) == ["no-rollback-target", "no-rollback-target"]
    assert '"late"' in str(caught.value)
    assert '"later"' in str(caught.value)
    assert make.live()["clean"] == 2
    assert catalog.pins("prod") == ()


def test_a_view_between_does_not_stop_what_reads_it(make, catalog):
    def build(mark):
        t = make.add("t", f"t {mark}")
        v = make.add("v", f"v {mark}", kind="view", files=(), inputs={"t": t.id})
        d = make.add("d", f"d {mark}", inputs={"v": v.id})
        make.publish(t, v, d)

    build(1)
    build(2)

    catalog.rollback("prod", "t", "bad")

    assert make.live() == {"t": 1, "v": 1, "d": 1}


def test_a_target_whose_file_is_gone_is_refused(make, catalog, root):
    one = make.add("t", "f1")
    make.publish(one)
    make.publish(make.add("t", "f2"))
    (root / ".forebay" / one.files[0].path).unlink()

    with pytest.raises(ProjectError) as caught:
        catalog.rollback("prod", "t", "bad")

    assert names(caught) == ["no-rollback-target"]


def test_a_run_is_undone(make, catalog):
    chain(make, 1)
    run = chain(make, 2, live=[make.add("extra")])

    moved = catalog.rollback_run("prod", run, "the whole load was bad")

    assert make.live() == {"raw": 1, "clean": 1, "m": 1, "scored": 1}
    assert len(moved) == 5
    assert len(catalog.pins("prod")) == 5


def test_a_run_that_a_later_one_published_over_is_not_undone(make, catalog):
    run = chain(make, 1)
    make.publish(make.add("raw", "raw 2", kind="source"))

    with pytest.raises(ProjectError) as caught:
        catalog.rollback_run("prod", run, "bad")

    assert "no-rollback-target" in names(caught)
    assert '"raw" was published again' in str(caught.value)
    with pytest.raises(ProjectError) as unknown:
        catalog.rollback_run("prod", 77, "bad")
    assert names(unknown) == ["unknown-run"]


def test_promote_overrides_a_refusal_and_says_so_for_ever(make, catalog, root):
    """SEMANTICS 28."""
    make.publish(make.add("m", "f1", kind="model"))
    refused = make.add("m", "f2", kind="model")
    catalog.record_verdict(Judgement(refused.id, "j1", "FAIL", "prod", 2, "auc", {"auc": 0.6}))

    promoted = catalog.promote("prod", "M", 2, "the standard was wrong")

    assert (promoted.state, promoted.number) == ("live", 2)
    live = read_live(root, "prod").find("m")
    (mark,) = live.details["promotions"]
    assert (mark["reason"], mark["overrode"]) == ("the standard was wrong", "refusal")
    last = catalog.ledger.entries("m")[-1]
    assert (last.event, last.details["overrode_refusal"]) == ("promote", True)


def test_promote_unpins(make, catalog):
    make.publish(make.add("m", "f1", kind="model"))
    make.publish(make.add("m", "f2", kind="model"))
    catalog.rollback("prod", "m", "bad")

    catalog.promote("prod", "m", 2, "it was the source")

    assert catalog.pins("prod") == ()
    assert make.live() == {"m": 2}
    catalog.rollback("prod", "m", "no, it was the model")
    assert make.live() == {"m": 1}


@pytest.mark.parametrize(
    ("node", "number", "reason", "name"),
    [
        ("m", 1, "  ", "reason-missing"),
        ("mm", 1, "why", "unknown-node"),
        ("m", 7, "why", "no-such-version"),
        ("m", 1, "why", "already-live"),
    ],
)
def test_a_wrong_promotion_is_refused(make, catalog, node, number, reason, name):
    make.publish(make.add("m", kind="model"))

    with pytest.raises(ProjectError) as caught:
        catalog.promote("prod", node, number, reason)

    assert names(caught) == [name]


def test_rollback_needs_a_reason_and_a_live_name(make, catalog):
    make.publish(make.add("orders"))

    with pytest.raises(ProjectError, match="needs a reason"):
        catalog.rollback("prod", "orders", "")
    with pytest.raises(ProjectError, match='did you mean "orders"'):
        catalog.rollback("prod", "order", "why")


def test_a_damaged_model_is_never_promoted(make, catalog, root):
    version = make.add("m", "f1", kind="model")
    (root / ".forebay" / version.files[0].path).write_text("short")

    with pytest.raises(EngineError, match="is not what was written"):
        catalog.promote("prod", "m", 1, "why")


def test_a_name_that_the_run_dropped_comes_back(make, catalog):
    make.publish(make.add("a"), make.add("b"))
    run = make.begin()
    catalog.publish("prod", run, {"b": None})

    moved = catalog.rollback_run("prod", run, "it was still read")

    assert make.live() == {"a": 1, "b": 1}
    assert moved == ()
    assert catalog.ledger.entries("b")[-1].details == {"to": 1, "pinned": False}
