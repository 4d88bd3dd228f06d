"""Part C, tables and joins."""
# ruff: noqa: C408, E501 - keyword arguments read as the columns of a table

CSV = "id,g\n1,x\n2,x\n2,y\n3,\n"
KEYS = "id\n" + "".join(f"{i}\n" for i in range(1_000))
HALF = "id\n" + "".join(f"{i}\n" for i in range(500))
OTHER = "CREATE EXTERNAL TABLE b OPTIONS (uris = ['data/b.csv']);"


def wide(columns):
    """Return a CSV of one row."""
    names = ",".join(f"c{i}" for i in range(columns))
    return f"{names}\n7{',0.5' * (columns - 1)}\n"


def table(text, name="t.sql"):
    """Return one more file."""
    return {name: text}


CASES = [
    dict(case="49 keys in two Unicode forms", csv="id\ncaf\u00e9\ncafe\u0301\ntea\n", exit=1,
         files=table("CREATE TABLE t (*, id PRIMARY KEY) AS SELECT id FROM a;"),
         says=["PRIMARY KEY", "2 of 3 rows", "Unicode form", "nfc_normalize"]),
    dict(case="56 duplicate keys", csv=CSV, exit=1,
         files=table("CREATE TABLE t (*, id PRIMARY KEY) AS SELECT id, g FROM a;"),
         says=["PRIMARY KEY", "t.sql:1", "2 of 4 rows"]),
    dict(case="57 a join that makes more rows of one", csv=CSV, exit=1,
         files=table("CREATE TABLE t (*, id PRIMARY KEY) AS\nSELECT l.id, r.g FROM a l JOIN a r"
                     " ON l.id = r.id;"),
         says=["PRIMARY KEY", "t.sql:1", "4 of 6 rows"]),
    dict(case="58 a join that loses rows", csv=KEYS, error="rows-lost",
         files={"data/b.csv": HALF, "b.sql": OTHER,
                **table("CREATE TABLE t AS\nSELECT a.id FROM a JOIN b USING (id) WHERE id >= 100;")},
         says=["warning[rows-lost]", "t.sql:2:20", '"t" has 400 rows of the 900 of "a"', "55.6%"]),
    dict(case="58 a join that loses more rows than an ASSERT allows", csv=KEYS, exit=1,
         files={"data/b.csv": HALF, "b.sql": OTHER,
                **table("CREATE TABLE t AS SELECT a.id FROM a JOIN b USING (id);\nASSERT (SELECT"
                        " count(*) FROM t) >= 0.9 * (SELECT count(*) FROM a) AS 'few are lost';")},
         says=["few are lost", "500", "t.sql:2"], silent="rows-lost"),
    dict(case="58 joins that lose nothing or say what they drop", csv=KEYS, silent="rows-lost",
         files={"data/b.csv": HALF, "b.sql": OTHER, **table(
             "CREATE TABLE t AS SELECT a.id FROM a LEFT JOIN b USING (id);"
             "CREATE TABLE u AS SELECT a.id FROM a SEMI JOIN b USING (id);"
             "CREATE TABLE v AS SELECT a.id FROM a JOIN b USING (id) WHERE b.id < 9;"
             "CREATE TABLE w AS SELECT id % 2 AS e, count(*) AS n FROM a JOIN b USING (id) GROUP BY e;"
             "CREATE TABLE x AS SELECT max(a.id) AS m FROM a JOIN b USING (id);")}),
    dict(case="59 a cross join that would never end", csv="id\n" + "1\n" * 150_000, exit=3,
         files=table("CREATE TABLE t AS\nSELECT l.id FROM a l, a r;"), error="too-many-pairs",
         says=["t.sql:2", "22,500,000,000 pairs", "max_join_rows"]),
    dict(case="59 a join by one key for all rows", csv="id\n" + "1\n" * 150_000, exit=3, engine=2,
         files=table("CREATE TABLE t AS SELECT l.id FROM a l JOIN a r USING (id);"),
         error="too-many-pairs"),
    dict(case="59 a model of a cross join", csv="id,x,y\n" + "1,2,3\n" * 150_000, exit=2,
         files=table("CREATE MODEL t OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['y'])"
                     " PREDICT AT NONE AS SELECT l.x, l.y FROM a l CROSS JOIN a r;"),
         error="copied-rows"),
    dict(case="59 a model of a cross join of two columns", exit=3,
         csv="id,x,y\n" + "1,2,3\n" * 150_000,
         files=table("CREATE MODEL t OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['y'])"
                     " PREDICT AT NONE ALLOW LEAKAGE (x) BECAUSE 'every pair is one case'"
                     " AS SELECT l.x, l.y + r.y AS y FROM a l CROSS JOIN a r;"),
         error="too-many-pairs"),
    dict(case="59 a cross join that is meant", csv="id\n" + "1\n" * 3_000,
         settings="max_join_rows = 9_000_000",
         files=table("CREATE TABLE t AS SELECT count(*) AS n FROM a l, a r;"),
         rows="SELECT n FROM t", gives="9000000"),
    dict(case="60 an empty table, by a condition", csv=CSV, exit=1, error="empty-table",
         files=table("CREATE TABLE t AS SELECT id FROM a\nWHERE g = 'x' AND id > 9 AND id < 99;"),
         says=["error[empty-table]", "t.sql:2:19", '"id > 9" keeps none of 2 rows', "allow_empty"]),
    dict(case="60 an empty table, by a join", csv=CSV, exit=1, error="empty-table",
         files=table("CREATE TABLE t AS\nWITH b AS (SELECT id + 9 AS id FROM a)\nSELECT a.id"
                     " FROM a JOIN b USING (id);"),
         says=["t.sql:3:20", '"JOIN b USING (id)" finds no pair for 4 rows']),
    dict(case="60 an empty table, by a CTE", csv=CSV, exit=1, error="empty-table",
         files=table("CREATE TABLE t AS\nWITH b AS (SELECT * FROM a WHERE id > 9),\nc AS (SELECT *"
                     " FROM b)\nSELECT * FROM (SELECT id FROM c) AS d;"),
         says=["t.sql:2:34", '"id > 9" keeps none of 4 rows']),
    dict(case="60 an empty table, by HAVING", csv=CSV, exit=1, error="empty-table",
         files=table("CREATE TABLE t AS\nSELECT g FROM a GROUP BY g HAVING count(*) > 9;"),
         says=["t.sql:2:35", '"count(*) > 9" keeps nothing']),
    dict(case="60 an empty table, by constraints", csv=CSV, exit=1, error="empty-table",
         files=table("CREATE TABLE t (*, CONSTRAINT c EXPECT (id > 9) ON VIOLATION DROP ROW LIMIT"
                     " 100 PERCENT) AS SELECT id FROM a;"),
         says=["its constraints dropped all 4"]),
    dict(case="60 an empty table that may be", csv=CSV, error="empty-table",
         files=table("CREATE TABLE t OPTIONS (allow_empty = true) AS SELECT id FROM a WHERE id > 9;"),
         says=["warning[empty-table]", '"t"', "t.sql:1"]),
    dict(case="60 a table of an empty source", csv="id\n", error="empty-table",
         source="CREATE EXTERNAL TABLE a OPTIONS (uris = ['data/a.csv'], allow_empty = true);",
         files=table("CREATE TABLE t AS SELECT id FROM a;"),
         says=["warning[empty-table]", "nothing that it reads has rows"]),
    dict(case="60 allow_empty is true or false", csv=CSV, exit=2, error="bad-option",
         files=table("CREATE TABLE t OPTIONS (allow_empty = 1) AS SELECT id FROM a;"),
         says=["t.sql:1:39", "true or false"]),
    dict(case="61 circular references", exit=2, error="circular-reads",
         files=table("CREATE TABLE t AS SELECT * FROM u;\nCREATE TABLE u AS SELECT * FROM t;"),
         says=["t (t.sql:1) -> u (t.sql:2) -> t"]),
    dict(case="61 a table that reads itself", exit=2, error="circular-reads",
         files=table("CREATE TABLE t AS SELECT * FROM t;"), says=["t.sql:1"]),
    dict(case="62 unknown table", exit=2, error="unknown-table", csv=CSV,
         source="CREATE EXTERNAL TABLE orders OPTIONS (uris = ['data/a.csv']);",
         files=table("CREATE TABLE t AS\nSELECT id FROM order;".replace("order;", "oders;")),
         says=["t.sql:2:16", '"oders"', 'did you mean "orders"?']),
    dict(case="62 unknown column", exit=2, error="unknown-column", csv="price\n1\n",
         files=table("CREATE TABLE t AS\nSELECT prize FROM a;"),
         says=["t.sql:2:8", '"prize"', 'did you mean "price"?']),
    dict(case="63 a keyword, a quote and a semicolon in names",
         csv='select,"a""b; DROP TABLE t; --"\n1,2\n',
         files=table('CREATE TABLE "order;" (*, "select" PRIMARY KEY) AS'
                     ' SELECT "select", "a""b; DROP TABLE t; --" AS "it\'s" FROM a;'),
         rows='SELECT "it\'s" FROM "order;"', gives="2"),
    dict(case="63 a word of SQL where a time is named", csv="id,at,x,y\n" + "".join(
             f"{i},2026-01-01 {i // 60:02}:{i % 60:02}:00,{i % 7},{i % 2}\n" for i in range(1200)),
         files=table("CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG',"
                     " input_label_cols = ['y']) KEY (id) PREDICT AT at"
                     " STANDARDS (roc_auc >= 0.1 POINT) AS SELECT * FROM a;"),
         rows="SELECT count(*) FROM ML.PREDICT(MODEL m, TABLE a)", gives="1200"),
    dict(case="63 a word of SQL in a query", exit=2, error="syntax", csv="at\n1\n",
         files=table("CREATE TABLE t AS\nSELECT at FROM a;"), says=["t.sql:2:11", '"at"']),
    dict(case="64 an empty name", exit=2, error="empty-name",
         files=table('CREATE TABLE "" AS SELECT 1 AS x;'), says=["t.sql:1:14"]),
    dict(case="65 2,000 columns", csv=wide(2_000), rows="SELECT c1, c1999 FROM t", gives="0.5,0.5",
         files=table("CREATE TABLE t (*, c0 PRIMARY KEY) AS SELECT * FROM a;")),
    dict(case="66 two files define one table", exit=2, error="duplicate-name",
         files={"t.sql": "CREATE TABLE t AS SELECT 1 AS x;", "u.sql": "CREATE TABLE T AS SELECT 2 AS x;"},
         says=["t.sql:1", "u.sql:1"]),
    dict(case="67 a statement that has no place in a project", exit=2, error="refused-statement",
         files=table("CREATE TABLE t AS SELECT 1 AS x;\nDELETE FROM t;"), says=["t.sql:2:1"]),
]  # fmt: skip
