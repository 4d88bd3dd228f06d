"""Verdicts are reached once (SEMANTICS 4, 8)."""

from __future__ import annotations

import pytest

from forebay.catalog import Judgement, read_live


def judge(version, fingerprint, outcome, **more):
    return Judgement(
        version.id, fingerprint, outcome, "prod", 4, "roc_auc", {"roc_auc": 0.6}, **more
    )


@pytest.mark.parametrize("outcome", ["FAIL", "NOT PROVEN"])
def test_a_refused_candidate_is_kept_but_never_found_to_be_used_again(make, catalog, outcome):
    candidate = make.add("m", "f1", kind="model")

    catalog.record_verdict(judge(candidate, "j1", outcome))

    refused = catalog.versions.numbered("m", 1)
    assert (refused.state, refused.judge_fingerprint) == ("refused", "j1")
    assert refused.details["verdict"] == {"roc_auc": 0.6}
    assert catalog.versions.find("m", "f1") is None
    entry = catalog.ledger.entries("m")[-1]
    assert (entry.event, entry.number, entry.reason) == ("refuse", 1, "roc_auc")


def test_the_same_candidate_and_standards_have_their_verdict_already(make, catalog):
    """SEMANTICS 4: cached by build fingerprint and judge fingerprint."""
    candidate = make.add("m", "f1", kind="model")
    catalog.record_verdict(judge(candidate, "j1", "FAIL"))

    found = catalog.verdicts.find("M", "f1", "j1")

    assert (found.outcome, found.run, found.version_id) == ("FAIL", 4, candidate.id)
    assert catalog.verdicts.find("m", "f1", "j2") is None
    assert catalog.verdicts.find("m", "f2", "j1") is None


def test_lower_standards_make_a_refused_candidate_publishable(make, catalog):
    """SEMANTICS 8: a change of standards alone judges again and trains nothing."""
    candidate = make.add("m", "f1", kind="model")
    catalog.record_verdict(judge(candidate, "j1", "FAIL"))

    catalog.record_verdict(judge(candidate, "j2", "PASS"))
    make.publish(candidate)

    assert make.live() == {"m": 1}
    assert [v.outcome for v in catalog.verdicts.all()] == ["FAIL", "PASS"]


def test_the_champion_stays_live_when_standards_rise_above_it(make, catalog, root):
    candidate = make.add("m", "f1", kind="model")
    catalog.record_verdict(judge(candidate, "j1", "PASS"))
    make.publish(candidate)
    before = read_live(root, "prod")

    catalog.record_verdict(judge(candidate, "j2", "FAIL"))

    after = read_live(root, "prod")
    assert after.find("m").state == "live"
    assert after.find("m").judge_fingerprint == "j2"
    assert after.generation == before.generation + 1
    assert catalog.verdicts.find("m", "f1", "j2").outcome == "FAIL"
