"""Runs queries in Apache Spark: a program of its own, since Spark stands in another environment.

Reads one JSON object from standard input, {"name": {"columns": [[name, type], ...], "rows": [...],
"query": "..."}}, with days and instants as texts, and writes {"name": [{column: value}, ...]}, the
rows in the order of ``id``. What Spark says of a query that it does not run is {"name": "..."}.
"""

from __future__ import annotations

import json
import sys

TYPES = {
    "BIGINT": "BIGINT", "INTEGER": "INT", "DOUBLE": "DOUBLE", "VARCHAR": "STRING",
    "BOOLEAN": "BOOLEAN", "DATE": "DATE", "TIMESTAMP": "TIMESTAMP_NTZ", "DOUBLE[]": "ARRAY<DOUBLE>",
    "VARCHAR[]": "ARRAY<STRING>", "TIMESTAMP WITH TIME ZONE": "TIMESTAMP",
}  # fmt: skip


def main():
    from pyspark.sql import SparkSession

    spark = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        # What a query answers must not hang on the zone of a session.
        .config("spark.sql.session.timeZone", "America/New_York")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.sql.debug.maxToStringFields", "10")
        .getOrCreate()
    )
    spark.sparkContext.setLogLevel("OFF")
    found = {}
    for name, asked in json.load(sys.stdin).items():
        # Texts in, so that JSON needs no days; cast where the types are known.
        texts = ", ".join(
            f"`{column}` {'STRING' if kind.startswith(('DATE', 'TIMESTAMP')) else TYPES[kind]}"
            for column, kind in asked["columns"]
        )
        typed = ", ".join(f"CAST(`{c}` AS {TYPES[kind]}) AS `{c}`" for c, kind in asked["columns"])
        rows = [tuple(row) for row in asked["rows"]]
        given = spark.createDataFrame(rows, texts)
        given.createOrReplaceTempView("given_texts")
        spark.sql(f"SELECT {typed} FROM given_texts").createOrReplaceTempView("rows_to_score")
        try:
            answer = spark.sql(asked["query"]).collect()
        except Exception as error:  # noqa: BLE001 - what it says is the answer
            found[name] = str(error)[:2000]
            continue
        made = [row.asDict(recursive=True) for row in answer]
        found[name] = sorted(made, key=lambda row: row["id"])
    spark.stop()
    json.dump(found, sys.stdout, default=str)


if __name__ == "__main__":
    main()
