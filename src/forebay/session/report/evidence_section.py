"""What was looked at before a model was trained: the time replay, the rows, each feature alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from forebay.session.report.audit_pairs import audit_pairs
from forebay.session.report.markup import Markup, el, join, table
from forebay.session.report.value_words import count, figure

if TYPE_CHECKING:
    from collections.abc import Mapping

    from forebay.query.live_model import LiveModel

_TOP = 12


def evidence_section(model: LiveModel) -> Markup | None:
    """Return what a version keeps of the looks at it; None for models of other kinds."""
    evidence: Mapping[str, Any] = model.facts.get("evidence", {})
    replay, checks = evidence.get("replay") or {}, evidence.get("data_checks") or {}
    if not replay and not checks:
        return None
    pairs = [*_replay(replay), *_checks(checks), *audit_pairs(evidence.get("audit") or {})]
    cells = [join((el("dt", name), el("dd", text))) for name, text in pairs]
    powers = list((checks.get("powers") or {}).items())[:_TOP]
    parts: list[Markup | None] = [el("h3", "Looked at beside training"), el("dl", *cells)]
    if powers:
        measure = "explained variance" if model.task == "regression" else "ROC AUC"
        rows = [(name, figure(power)) for name, power in powers]
        parts += [
            el("h4", f"What each feature tells alone ({measure})"),
            table(("feature", "alone"), rows, "lr"),
        ]
    return join(tuple(part for part in parts if part is not None))


def _replay(found: Mapping[str, Any]) -> list[tuple[str, str]]:
    if not found:
        return [("Time replay", "none: the model has no prediction time")]
    if "worlds" in found:
        return _held_out(found)
    undated = ", ".join(found.get("assumed_known", ()))
    if not found.get("cutoffs"):
        told = "checked nothing: no source says when its values become known"
        return [("Time replay", told), ("Taken for always known", undated or "nothing")]
    allowed = ", ".join(found.get("allowed", ()))
    differs = f"differences only in {allowed}, allowed" if allowed else "no difference"
    told = (
        f"{count(found['rows'])} rows at {found['cutoffs']} of {found['planned']} prediction times"
        f" computed again: {differs}"
    )
    pairs = [("Time replay", told)]
    if found.get("vanished") or found.get("appeared"):
        told = (
            f"{count(found['vanished'])} gone, {count(found['appeared'])} more at prediction time"
        )
        pairs.append(("Rows chosen by the future", told))
    if undated:
        pairs.append(("Taken for always known", undated))
    return pairs


def _held_out(found: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return what is said of a model without a time: what became of it without its judges."""
    name = "Without the rows that judge"
    if not found["worlds"]:
        return [(name, "checked nothing: nothing tells which rows of its source judge")]
    allowed = ", ".join(found.get("allowed", ()))
    differs = f"differences only in {allowed}, allowed" if allowed else "no difference"
    told = (
        f"{count(found['rows'])} rows in {found['worlds']} worlds without some rows of"
        f" {found['source']}, or with other answers: {differs}"
    )
    pairs = [(name, told)]
    if found.get("earlier"):
        looks = "; ".join(f"{feature} by {order}" for feature, order in found["earlier"].items())
        pairs.append(("Changed by earlier rows only", looks))
    if found.get("cleared"):
        pairs.append(("Suspected in the SQL, and cleared", ", ".join(found["cleared"])))
    return pairs


def _checks(found: Mapping[str, Any]) -> list[tuple[str, str]]:
    pairs = []
    area = found.get("adversarial_area")
    if area is not None:
        by = ", ".join(found.get("adversarial_features", ()))
        pairs.append(("Judged rows told from training rows", f"ROC AUC {figure(area)}, by {by}"))
    shuffled = found.get("shuffled_area")
    if shuffled is not None:
        pairs.append(("With shuffled labels", f"ROC AUC {figure(shuffled)}; 0.5 is chance"))
    if found.get("allowed"):
        pairs.append(("Suspicious, and allowed", ", ".join(found["allowed"])))
    return pairs
