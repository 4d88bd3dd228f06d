"""What to do about an error where no more is known than its name."""

from __future__ import annotations

from typing import Final

# Whoever raises one of these may know better, and says so: see `Problem`.
USUAL_HINTS: Final[dict[str, str]] = {
    "bad-argument": "docs/sql/README.md leads to what each function takes.",
    "bad-value": "write a value within these limits.",
    "duplicate-argument": "leave one of them out.",
    "duplicate-clause": "leave one of them out.",
    "duplicate-column": "rename one of them with AS.",
    "duplicate-name": "leave one of them out, or rename it.",
    "duplicate-option": "leave one of them out.",
    "fixture-value": "write a value of the column's type.",
    "invalid-standard": "compare a metric with a number.",
    "missing-argument": "write it inside the brackets.",
    "missing-query": "write AS SELECT ... at its end.",
    "missing-column": "name a column that is there, or rename one with AS.",
    "syntax": "look at the words before the place.",
    "too-deep": "make a table or view of an inner part.",
    "transform-argument": "docs/sql/transform.md lists what each function takes.",
    "type-mismatch": "cast one of them.",
    "unclosed-bracket": "look for its other half.",
    "unexpected-character": "take it out, or put the text between quotation marks.",
    "unexpected-token": "write what is expected at this place.",
    "unknown-clause": "leave it out, or use one of those that there are.",
    "unknown-column": "use a column that is there.",
    "unknown-function": "docs/sql/README.md lists all there are.",
    "unknown-metric": "docs/standards.md lists the metrics of each kind of model.",
    "unknown-model": "forebay ls lists all models.",
    "unknown-option": "leave it out, or use one of those that there are.",
    "unknown-statement": "begin with one of those that there are.",
    "unknown-table": "forebay ls lists all tables.",
    "unreadable-value": "mend the file, or allow some bad rows: max_bad_records = n.",
}
