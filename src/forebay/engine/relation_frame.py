"""The rows of a query as a table of another library."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from forebay.errors import ProjectError

if TYPE_CHECKING:
    import duckdb


def relation_frame(
    relation: duckdb.DuckDBPyRelation, kind: Literal["df", "to_arrow_table", "pl"]
) -> object:
    """Return the rows as a pandas, pyarrow or Polars table; its library must be installed.

    Raises
    ------
    ProjectError
        ``library-missing``.

    """
    try:
        return getattr(relation, kind)()
    except ImportError as error:
        library = {"df": "pandas", "to_arrow_table": "pyarrow", "pl": "polars"}[kind]
        raise ProjectError.of(
            "library-missing",
            f'this needs the library "{library}", which is not installed',
            hint=f"pip install {library}; fetchall() and Arrow's C stream need nothing.",
        ) from error
