"""A CREATE MODEL with other options, as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.errors import ProjectError
from forebay.sql.definition import NEUTRAL_OPTIONS

if TYPE_CHECKING:
    from forebay.sql.model_statement import AlterModel
    from forebay.sql.statement import CreateModel


def altered_model(model: CreateModel, change: AlterModel) -> str:
    """Return the text of a CREATE MODEL with the options that an ALTER MODEL sets.

    Raises
    ------
    ProjectError
        ``bad-option`` for an option that decides what is learned: changing it means training anew.

    Examples
    --------
    >>> from forebay.errors import Source
    >>> from forebay.sql.parse import parse
    >>> model, change = parse(Source("<query>", '''
    ...   CREATE MODEL m OPTIONS (model_type = 'PCA') AS SELECT * FROM t;
    ...   ALTER MODEL m SET OPTIONS (description = 'prices')'''))
    >>> altered_model(model, change)
    "CREATE MODEL m OPTIONS (model_type = 'PCA', description = 'prices') AS SELECT * FROM t"

    """
    text, begin = model.span.text, model.span.start
    edits: list[tuple[int, int, str]] = []
    last = max((option.span.end for option in model.options.values()), default=None)
    for name, option in change.options.items():
        if name not in NEUTRAL_OPTIONS or last is None:
            raise ProjectError.of(
                "bad-option",
                f'ALTER MODEL cannot change "{name}"',
                option.span,
                hint="CREATE OR REPLACE MODEL trains with other options; ALTER MODEL changes "
                "description and tags.",
            )
        old = model.options.get(name)
        if old is not None:
            edits.append((old.span.start, old.span.end, option.span.text))
        else:
            edits.append((last, last, f", {option.span.text}"))
    for start, end, new in sorted(edits, reverse=True):
        text = text[: start - begin] + new + text[end - begin :]
    return text
