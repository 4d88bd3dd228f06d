"""The version of a model that its next training begins with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from forebay.algorithms.earlier_model import EarlierModel
from forebay.build.model_hash import model_hash
from forebay.catalog import layout
from forebay.errors import ProjectError
from forebay.features.label import Label
from forebay.query.live_model import LiveModel, load_live_model

if TYPE_CHECKING:
    from collections.abc import Mapping

    from forebay.build.model_work import ModelWork
    from forebay.query.signature import ModelSignature


@dataclass(frozen=True, slots=True)
class WarmStart:
    """What a training begins with, and how its model says so.

    Parameters
    ----------
    earlier
        None: training begins anew.
    facts
        What ``model.json`` keeps: the number of the version and the hash of what it is, so that
        ``verify`` can begin with the same again. Empty without `earlier`.

    """

    earlier: EarlierModel | None = None
    facts: Mapping[str, Any] | None = None


def warm_start(work: ModelWork, options: Mapping[str, Any], now: ModelSignature) -> WarmStart:
    """Return the live version if ``warm_start`` is TRUE and there is one.

    The rows that it was trained on stay in the train part: a split by time goes forward, and a
    random one keeps a key in its part; so no row of the gate part was seen before.

    Raises
    ------
    ProjectError
        ``warm-start-mismatch``: it has another type, label, classes or columns than `now`.

    """
    if not options.get("warm_start"):
        return WarmStart()
    walk, key = work.walk, work.node.key
    folder, live = walk.request.starts.get(key), walk.live.get(key)
    if folder is not None:
        model = LiveModel.from_folder(folder)
    elif live is not None:
        model = load_live_model(walk.root, live)
        folder = layout.model_folder(walk.root, live.node, live.number)
    else:
        return WarmStart()
    _check(work, model.signature, now, model.number)
    describe, arrays = model.learned.describe(), model.learned.arrays()
    facts = {"number": model.number, "content_id": model_hash(folder)}
    return WarmStart(EarlierModel(describe, arrays, model.features.columns), facts)


def _check(work: ModelWork, then: ModelSignature, now: ModelSignature, number: int) -> None:
    differs = [
        f"{what} was {_said(before)} and is {_said(after)}"
        for what, before, after in (
            ("model_type", then.model_type, now.model_type),
            ("the label", _label(then), _label(now)),
            ("the classes", _classes(then), _classes(now)),
            ("the columns", _columns(then), _columns(now)),
        )
        if before != after
    ]
    if not differs:
        return
    option = work.statement.options["warm_start"]
    raise ProjectError.of(
        "warm-start-mismatch",
        f'"{work.node.name}" cannot begin with its version {number}, which is another model',
        option.span,
        detail=f"{'; '.join(differs)}.",
        hint="build once without warm_start, then add it again.",
    )


def _columns(signature: ModelSignature) -> tuple[str, ...]:
    return tuple(sorted(f"{c.name.casefold()} {c.type}" for c in signature.features))


def _label(signature: ModelSignature) -> str:
    target = signature.target
    return f"{target.name} {target.type}" if isinstance(target, Label) else "none"


def _classes(signature: ModelSignature) -> tuple[str, ...]:
    target = signature.target
    return target.classes if isinstance(target, Label) else ()


def _said(value: str | tuple[str, ...]) -> str:
    return value if isinstance(value, str) else f"({', '.join(value)})"
