"""The model as one query, run by another database."""

import sqlite3
import sys
import tempfile
from pathlib import Path

import forebay
from forebay.export import QueryOptions

with tempfile.TemporaryDirectory() as folder, forebay.connect(sys.argv[1]) as fb:
    query = Path(folder, "churn.sql")
    fb.export("churn", "sql", query, options=QueryOptions("sqlite", table="people", key=("id",)))
    text = query.read_text()

database = sqlite3.connect(":memory:")  # from here on without Forebay
database.execute("CREATE TABLE people (id, plan, city, monthly_fee, tickets)")
database.execute("INSERT INTO people VALUES (1, 'basic', 'Utrecht', 9, 2)")
database.row_factory = sqlite3.Row
answer = database.execute(text).fetchone()
print(f"{answer['predicted_has_left_prob_true']:.9f}")
