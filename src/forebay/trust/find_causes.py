"""Which one thing that was not known makes features differ: tried out, not guessed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.trust.compare_features import compare_features

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from datetime import datetime

    from forebay.trust.asked_replay import AskedReplay
    from forebay.trust.mask import Mask
    from forebay.trust.world import World

_TRIES = 40


def find_causes(
    world: World, asked: AskedReplay, cutoff: datetime, features: Sequence[str]
) -> Mapping[str, Mask]:
    """Return, by feature, the mask without which it is as it was built.

    Each mask is left out by itself, columns before whole rows; then, because a mean over all rows
    needs both, each column with the rows of its relation. At most 40 worlds are tried. A feature
    that no try makes equal is missing in the answer.
    """
    causes: dict[str, Mask] = {}
    left = list(features)
    for cause, unmasked in _tries(world.all_masks()):
        if not left:
            break
        differing = _differing(world.without(unmasked), asked, cutoff, left)
        causes |= {feature: cause for feature in left if feature not in differing}
        left = [feature for feature in left if feature in differing]
    return causes


def _tries(masks: Sequence[Mask]) -> Iterator[tuple[Mask, Collection[Mask]]]:
    singles = [(mask, {mask}) for mask in masks]
    pairs = [
        (mask, {mask, *(m for m in masks if m.column is None and m.relation == mask.relation)})
        for mask in masks
        if mask.column is not None
    ]
    yield from (singles + pairs)[:_TRIES]


def _differing(
    world: World, asked: AskedReplay, cutoff: datetime, features: Sequence[str]
) -> set[str]:
    columns = [column for column in asked.features if column.name in features]
    text = world.at(cutoff, asked.statement)
    found = compare_features(world.workspace, text, asked, columns, cutoff)
    return {difference.feature for difference in found.differences}
