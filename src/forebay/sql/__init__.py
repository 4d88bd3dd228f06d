"""SQL text becomes typed Statements that keep their place in the text; touches no file."""

from forebay.sql.bigquery_form import duckdb_form
from forebay.sql.canonical import canonical
from forebay.sql.definition import definition_text, judgement_text
from forebay.sql.parse import parse
from forebay.sql.parse_query import parse_query
from forebay.sql.standard_text import standard_text
from forebay.sql.tokenize import tokenize

__all__ = [
    "canonical",
    "definition_text",
    "duckdb_form",
    "judgement_text",
    "parse",
    "parse_query",
    "standard_text",
    "tokenize",
]
