"""Statements of SQL that a project does not have, and what to use in their place."""

from __future__ import annotations

from typing import Final

_EDIT = "change the SELECT of its CREATE TABLE ... AS; the next build does the rest."
_READ = "data comes in by CREATE EXTERNAL TABLE."
_SETTINGS = "settings stand in forebay.toml; values come by --var name=value and getvariable()."
_PUBLISH = "a build publishes everything in one transaction by itself."
_GONE = "delete its statement; the next build drops it."
_EXTENSION = "extensions are never installed or loaded by a project."
_LOOK = "use `forebay ls`, `forebay show NAME` or `forebay sql`."

# What begins a statement, and what a person does here instead.
REFUSED_STATEMENTS: Final = {
    "INSERT": _EDIT,
    "UPDATE": _EDIT,
    "DELETE": _EDIT,
    "MERGE": _EDIT,
    "TRUNCATE": _EDIT,
    "REPLACE": _EDIT,
    "ALTER": "change its CREATE statement; the next build does the rest.",
    "DROP": _GONE,
    "ATTACH": _READ,
    "DETACH": _READ,
    "USE": _READ,
    "COPY": f"{_READ} Results go out by `forebay sql -o FILE`.",
    "EXPORT": "results go out by `forebay sql -o FILE`.",
    "IMPORT": _READ,
    "INSTALL": _EXTENSION,
    "LOAD": _EXTENSION,
    "SET": _SETTINGS,
    "RESET": _SETTINGS,
    "PRAGMA": _SETTINGS,
    "DECLARE": _SETTINGS,
    "BEGIN": _PUBLISH,
    "START": _PUBLISH,
    "COMMIT": _PUBLISH,
    "ROLLBACK": f"{_PUBLISH} To take a version back: `forebay rollback NAME --reason ...`.",
    "ABORT": _PUBLISH,
    "CHECKPOINT": _PUBLISH,
    "VACUUM": "`forebay gc` removes old versions.",
    "ANALYZE": "statistics are kept by themselves.",
    "EXPLAIN": "`forebay plan` says what a build would do.",
    "SHOW": _LOOK,
    "COMMENT": "write OPTIONS (description = '...') in the CREATE statement.",
    "CALL": "a query can call a table function in its FROM.",
    "EXECUTE": "write the statement itself.",
    "PREPARE": "write the statement itself.",
    "DEALLOCATE": "write the statement itself.",
    "GRANT": "access is the business of the file system.",
    "REVOKE": "access is the business of the file system.",
}

# What may follow CREATE in SQL and has no meaning here.
REFUSED_OBJECTS: Final = {
    "TEMP": "write CREATE VIEW, or a WITH in the query; for a function, CREATE MACRO.",
    "TEMPORARY": "write CREATE VIEW, or a WITH in the query; for a function, CREATE MACRO.",
    "FUNCTION": "write CREATE MACRO.",
    "INDEX": "no index is needed: tables are Parquet files.",
    "SCHEMA": "a name with a dot is enough: CREATE TABLE shop.orders AS ...",
    "DATABASE": "one folder is one project.",
    "SEQUENCE": "write row_number() OVER (ORDER BY ...) in the SELECT.",
    "TYPE": "write the type where it is used.",
    "SECRET": "a project holds no secrets.",
    "MATERIALIZED": "write CREATE TABLE ... AS: a build materialises it.",
    "PROCEDURE": "write CREATE MACRO, or a table.",
    "TRIGGER": "a build recomputes what depends on changed data.",
    "UNIQUE": "write UNIQUE in the column list of the table.",
    "PERSISTENT": "write CREATE TABLE or CREATE VIEW.",
}

# Grammar of later issues.
LATER_OBJECTS: Final = {
    "SNAPSHOT TABLE": "snapshots of sources are not there yet; keep the history in the source.",
    "CONNECTION": "databases as sources are not there yet; export them to CSV or Parquet.",
}
