"""How attributions are called where TRANSFORM made the features."""

from __future__ import annotations

import forebay


def test_what_is_made_of_one_column_has_its_name_and_what_is_made_of_several_its_own():
    with forebay.connect() as session:
        session.sql(
            "CREATE TABLE t AS SELECT (i * 37) % 19 AS pages, 'c' || (i % 3) AS channel,"
            " ((i * 37) % 19) + (i * 13) % 11 > 13 AS y FROM range(2000) AS r(i)"
        )
        session.sql(
            "CREATE MODEL m TRANSFORM (ML.STANDARD_SCALER(pages) OVER () AS scaled,"
            " channel AS channel_name, pages + length(channel) AS mixed, y)"
            " OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['y'])"
            " AS SELECT pages, channel, y FROM t"
        )
        found = session.sql("SELECT feature FROM ML.GLOBAL_EXPLAIN(MODEL m)").fetchall()
    assert {row[0] for row in found} == {"pages", "channel", "mixed"}
