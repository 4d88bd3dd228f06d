"""How often the rows that judge a model were looked at: the ledger of holdouts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from forebay.catalog.checksum import checksum

if TYPE_CHECKING:
    from collections.abc import Iterable

    from forebay.catalog.ledger import LedgerEntry

SKETCH: Final = 512  # keys kept of a gate set: a share of 20 % is then known to 1.8 %
NEW_SHARE: Final = 0.2


@dataclass(frozen=True, slots=True)
class GateSet:
    """The rows on which a model is judged, known by their keys.

    Parameters
    ----------
    rows
        How many different keys.
    keys
        The ``SKETCH`` smallest of their 64-bit hashes, ascending: a sample that is the same
        wherever the same rows come again.

    """

    rows: int
    keys: tuple[int, ...]

    def share_new(self, before: GateSet) -> float:
        """Return which share of these rows is not in an earlier set, in [0, 1].

        Exact for sets of up to ``SKETCH`` rows, from the keys that both samples can know else.

        Examples
        --------
        >>> GateSet(4, (1, 2, 3, 9)).share_new(GateSet(3, (1, 2, 3)))
        0.25

        """
        ends = [g.keys[-1] for g in (self, before) if g.rows > len(g.keys) and g.keys]
        mine = [key for key in self.keys if not ends or key <= min(ends)]
        known = set(before.keys)
        return sum(key not in known for key in mine) / len(mine) if mine else 1.0


@dataclass(frozen=True, slots=True)
class Look:
    """One look at a gate set.

    Parameters
    ----------
    number
        1 for the first look at it.
    gate_set
        The rows.
    name
        Of the set that counts: the first one of which the rows are at most a fifth new.
    carried
        By how much the figure of the live model is too high on these rows before the look: what
        choosing had added at the last look, for the share of the rows that is not new since.
    known
        Which share of the rows is in the first set of that name.
    carried_share
        How much the error of the live model's figure still varies on these rows, as a share of that
        of a model which nobody chose: what was left at the last look, and all of it for new rows.
    chance, chance_share
        Both after it.

    """

    number: int
    gate_set: GateSet
    name: str
    carried: float = 0.0
    chance: float = 0.0
    known: float = 1.0
    carried_share: float = 1.0
    chance_share: float = 1.0

    def details(self) -> dict[str, object]:
        """Return what the ledger keeps of it; the keys only with the first look."""
        found: dict[str, object] = {
            "gate_set": self.name, "look": self.number, "rows": self.gate_set.rows,
            "known": self.known,
        }  # fmt: skip
        if self.chance > 0.0:
            found["chance"] = self.chance
            found["chance_share"] = self.chance_share
        if self.number == 1:
            found["keys"] = [f"{key:x}" for key in self.gate_set.keys]
        return found


def next_look(entries: Iterable[LedgerEntry], gate_set: GateSet) -> Look:
    """Return which look at a gate set comes next, after what the ledger has of one model.

    It is the same set as long as less than a fifth of its rows are new since the first look.

    Parameters
    ----------
    entries
        Of the model, oldest first; those that are no look are passed over.

    """
    counts: dict[str, int] = {}
    sets: dict[str, GateSet] = {}
    last, chance, share, before = "", 0.0, 1.0, 1.0
    for entry in entries:
        if entry.event != "look":
            continue
        name = str(entry.details["gate_set"])
        counts[name] = counts.get(name, 0) + 1
        last, chance = name, float(str(entry.details.get("chance", 0.0)))
        share = float(str(entry.details.get("chance_share", 1.0)))
        before = float(str(entry.details.get("known", 1.0)))
        keys = entry.details.get("keys")
        if isinstance(keys, list):
            rows = int(str(entry.details["rows"]))
            sets[name] = GateSet(rows, tuple(int(key, 16) for key in keys))
    known = 1.0 - gate_set.share_new(sets[last]) if last in sets else 0.0
    # What is not new since the last look: its keys are not kept, but how new its rows were is.
    again = 1.0 - max(0.0, before - known)
    carried = again * chance
    # The mean over all rows of an error of which the part on new ones is anybody's.
    left = again * again * share + 1.0 - again * again
    for name in reversed(sets):
        new = gate_set.share_new(sets[name])
        if new < NEW_SHARE:
            number = counts[name] + 1
            return Look(number, gate_set, name, carried, known=1.0 - new, carried_share=left)
    fresh = checksum("gate set", gate_set.rows, *gate_set.keys)[:16]
    return Look(1, gate_set, f"{fresh}-{len(sets) + 1}", carried, carried_share=left)
