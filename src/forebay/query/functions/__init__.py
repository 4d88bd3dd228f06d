"""One file for each ``ML.*`` table function: its columns, and how it is answered."""

from forebay.query.functions.table import FUNCTIONS, FunctionTable, find_function, output_schema

__all__ = ["FUNCTIONS", "FunctionTable", "find_function", "output_schema"]
