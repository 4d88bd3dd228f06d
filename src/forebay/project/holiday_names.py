"""The names of the holidays of a model, as far as its statement tells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from forebay.algorithms.forecast_library import missing_libraries

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from forebay.sql.statement import Query


def holiday_names(values: Mapping[str, Any], custom: Query | None) -> tuple[str, ...]:
    """Return the names of the holidays that may move a model's series, in order.

    Those of regions are all that return between 1970 and 2100, so that they do not depend on the
    data; of a query of custom holidays, the constants: ``'Fair' AS holiday_name``. Names that such
    a query reads from a table are known after training alone.

    Parameters
    ----------
    values
        The options of a model of series, defaults included.

    """
    names = set(_constants(custom)) if custom is not None else set()
    regions = values["holiday_region"]
    if regions and not any(missing_libraries(None, holidays=True)):
        # Imported here: only such a model needs it.
        from forebay.algorithms.holiday_calendar import returning_holidays

        names |= returning_holidays(tuple(sorted(region.upper() for region in regions)))
    return tuple(sorted(names))


def _constants(query: Query) -> Iterator[str]:
    tokens = query.tokens
    for text, word, name in zip(tokens, tokens[1:], tokens[2:], strict=False):
        is_name = name.kind in {"word", "quoted"} and name.value.casefold() == "holiday_name"
        if text.kind == "string" and word.upper == "AS" and is_name:
            yield text.value
