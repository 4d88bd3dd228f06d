"""The closed set of operations of a feature expression: what each means, in SQL and in Python."""

from forebay.features.operations.kind import KIND_TYPES, Kind
from forebay.features.operations.operation import Operation
from forebay.features.operations.table import OPERATIONS

__all__ = ["KIND_TYPES", "OPERATIONS", "Kind", "Operation"]
