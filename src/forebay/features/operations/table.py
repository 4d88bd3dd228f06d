"""All operations by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from forebay.features.operations.array_operations import ARRAY_OPERATIONS
from forebay.features.operations.cast_operations import CAST_OPERATIONS
from forebay.features.operations.double_operations import DOUBLE_OPERATIONS
from forebay.features.operations.integer_operations import INTEGER_OPERATIONS
from forebay.features.operations.logic_operations import LOGIC_OPERATIONS
from forebay.features.operations.text_operations import TEXT_OPERATIONS
from forebay.features.operations.time_operations import TIME_OPERATIONS

if TYPE_CHECKING:
    from forebay.features.operations.operation import Operation

# The names stand in model.json: one that was released keeps its meaning.
OPERATIONS: Final[dict[str, Operation]] = {
    **INTEGER_OPERATIONS,
    **DOUBLE_OPERATIONS,
    **TEXT_OPERATIONS,
    **LOGIC_OPERATIONS,
    **CAST_OPERATIONS,
    **TIME_OPERATIONS,
    **ARRAY_OPERATIONS,
}
