"""The rows of a model as they are looked at before it is trained."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from forebay.features.frame import KEY
from forebay.features.key_hash import LARGEST_HASH
from forebay.trust.clustered_answers import tells_time
from forebay.trust.counts_time import is_calendar
from forebay.trust.learned_columns import learned_columns
from forebay.trust.model_view import model_view
from forebay.trust.traced import UNTRACED

if TYPE_CHECKING:
    from forebay.build.model_work import ModelWork
    from forebay.build.training_frame import TrainingFrame
    from forebay.engine import Column
    from forebay.errors import Span
    from forebay.features.label import Label
    from forebay.features.roles import Roles
    from forebay.features.split import Split
    from forebay.trust.model_view import ModelView
    from forebay.trust.traced import Origin


@dataclass(frozen=True, slots=True)
class LookedRows:
    """A model's rows with what each column is for, and the parts that they are in."""

    work: ModelWork
    frame: TrainingFrame
    roles: Roles
    split: Split
    label: Label

    @property
    def features(self) -> tuple[Column, ...]:
        columns = self.roles.feature_columns
        names = [column.name for column in columns]
        learned = learned_columns(self.work.statement, names, names)
        return tuple(column for column in columns if column.name.casefold() in learned)

    @property
    def view(self) -> ModelView:
        return model_view(self.work.node, self.work.walk.traced(self.work.node))

    @property
    def is_split_in_time(self) -> bool:
        """Whether the column of a CUSTOM split is made of a time: parts differ as time goes on."""
        column = self.roles.split_column
        if self.split.kind != "custom" or column is None:
            return False
        traced = self.view.relation.columns.get(column.name.casefold(), UNTRACED)
        nodes = self.work.walk.project.nodes

        def is_time(origin: Origin) -> bool:
            schema = nodes[origin.source].schema if origin.source in nodes else None
            found = schema.find(origin.column) if schema is not None else None
            return is_calendar(origin.column) if found is None else tells_time(found)

        return bool(traced.value) and all(map(is_time, traced.value))

    @property
    def are_alike_by_nature(self) -> bool:
        """Whether equal rows may be two of one thing: the split keeps it, no join repeats it."""
        return self.split.kind == "group" and not self.view.relation.copies

    @property
    def written(self) -> frozenset[str]:
        """Columns with a constant in each SELECT of a UNION: they tell copies apart, no more."""
        columns = self.view.relation.columns
        return frozenset(n for n, c in columns.items() if not c.value and c is not UNTRACED)

    @property
    def span(self) -> Span:
        return self.work.statement.name.span

    def picked(self, most: int, *parts: Any) -> str:
        """Return the condition of about `most` rows of some parts, picked by hash of the key."""
        rows = sum(self.split.counts[part] for part in parts)
        where = self.split.where(*parts)
        return where if rows <= most else f"{where} AND {KEY} <= {LARGEST_HASH * most // rows}"
