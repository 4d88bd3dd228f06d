"""Every function whose value is checked, by BigQuery's name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from forebay.engine.bigquery.aggregate_functions import AGGREGATES
from forebay.engine.bigquery.argument_type import ARGUMENTS
from forebay.engine.bigquery.array_functions import ARRAYS
from forebay.engine.bigquery.json_functions import JSONS
from forebay.engine.bigquery.number_functions import NUMBERS
from forebay.engine.bigquery.text_functions import TEXTS
from forebay.engine.bigquery.time_functions import TIMES
from forebay.engine.bigquery.window_functions import WINDOWS

if TYPE_CHECKING:
    from forebay.engine.bigquery.function_rule import FunctionRule

FUNCTIONS: Final[dict[str, FunctionRule]] = {
    rule.name: rule
    for rule in (*NUMBERS, *TEXTS, *TIMES, *ARRAYS, *JSONS, *AGGREGATES, *WINDOWS, *ARGUMENTS)
}
