"""Part D, training: a label and features that no model should be made of."""
# ruff: noqa: ARG005, C408, E501 - keyword arguments read as the columns of a table

import random

FEW, ENOUGH = 60, 1400


def data(label, *, n=ENOUGH, seed=5, **columns):
    """Return a CSV of `n` rows: id, x, what `columns` makes of each row, and the label y."""
    draw = random.Random(seed)
    lines = [",".join(["id", "x", *columns, "y"])]
    for i in range(n):
        x = draw.gauss(0, 1)
        cells = [i, f"{x:.4f}", *(make(i, x, draw) for make in columns.values())]
        lines.append(",".join(str(cell) for cell in [*cells, label(i, x, draw)]))
    return "\n".join(lines) + "\n"


def is_high(_, x, draw):
    """Give a label that x decides, with noise."""
    return "yes" if x + draw.gauss(0, 1) > 0 else "no"


def model(kind="LOGISTIC_REG", select="SELECT * FROM a", standards="(roc_auc >= 0.55 POINT)",
          options="", clauses="KEY (id) PREDICT AT NONE"):  # fmt: skip
    """Return the file of a model."""
    label = "" if "input_label_cols" in options else ", input_label_cols = ['y']"
    return {
        "m.sql": f"CREATE MODEL m OPTIONS (model_type = '{kind}'{label}{options})\n"
        f"{clauses}\nSTANDARDS {standards}\nAS {select};\n"
    }


REGRESSION = "(root_mean_squared_error <= 100 POINT)"
GOOD = data(is_high)
TREE = "BOOSTED_TREE_CLASSIFIER"

CASES = [
    dict(case="68 the label is misspelt", csv="id,x,late\n1,2,yes\n", exit=2,
         error="unknown-column", files=model(options=", input_label_cols = ['lte']"),
         says=["m.sql:1:", '"lte"', 'did you mean "late"?']),
    dict(case="69 labels that are NULL", files=model(), error="rows-left-out",
         csv=data(lambda i, x, d: "" if i % 10 == 0 else is_high(i, x, d)),
         says=["140 unlabelled rows"]),
    dict(case="69 more than a fifth of the labels is NULL", files=model(), exit=3,
         csv=data(lambda i, x, d: "" if i % 3 == 0 else is_high(i, x, d)),
         error="unlabelled-rows", says=['"y"', "467 of 1,400 rows"]),
    dict(case="70 one class only", csv=data(lambda *_: "yes"), files=model(), exit=3,
         error="one-class", says=['"y"', "yes"]),
    dict(case="70 one class only, trees", csv=data(lambda *_: "yes"), files=model(TREE), exit=3,
         error="one-class", says=['"y"', "yes"]),
    dict(case="71 a class that training did not see", exit=3, error="unseen-class",
         csv=data(lambda i, x, d: "rare" if i >= 1300 else is_high(i, x, d)),
         files=model(options=", data_split_method = 'SEQ', data_split_col = 'id'",
                     standards="(accuracy >= 0.5)"),
         says=['"rare" (100 rows)']),
    dict(case="72 too few rows to judge", csv=data(is_high, n=FEW), files=model(), exit=4,
         says=["NOT PROVEN", "rows"]),
    dict(case="73 one class in several spellings", files=model(), error="class-spellings",
         csv=data(lambda i, x, d: [" Yes", "yes"][i % 2] if x > 0 else "no"), exit=3,
         says=["' Yes'", "'yes'", "trim"]),
    dict(case="74 a constant regression label", csv=data(lambda *_: 7), exit=3,
         files=model("LINEAR_REG", standards=REGRESSION), error="constant-label",
         says=['"y"', "7"]),
    dict(case="74 an infinite regression label", exit=3, error="not-finite",
         csv=data(lambda i, x, d: i),
         files=model("LINEAR_REG", "SELECT * REPLACE (y / (CASE WHEN id < 3 THEN 1e-300 ELSE 1 END)"
                     " * 1e300 AS y) FROM a", REGRESSION),
         says=['"y"']),
    dict(case="74 an infinite regression label, trees", exit=3, error="not-finite",
         csv=data(lambda i, x, d: i),
         files=model("BOOSTED_TREE_REGRESSOR", "SELECT * REPLACE (y / (CASE WHEN id < 3 THEN 1e-300"
                     " ELSE 1 END) * 1e300 AS y) FROM a", REGRESSION),
         says=['"y"']),
    dict(case="75 a constant, an empty and an all-different feature", files=model(),
         csv=data(is_high, c=lambda *_: 3, e=lambda *_: "", u=lambda i, *_: f"k{i}"),
         error="feature-notice", says=['"c"', '"e"', '"u"', "left out"]),
    dict(case="75 nothing but constants", csv=data(is_high),
         files=model(select="SELECT id, 1 AS c, y FROM a"), exit=3, error="no-features",
         says=['"c"']),
    dict(case="76 perfectly correlated columns", csv=data(is_high, x2=lambda i, x, d: f"{x:.4f}"),
         files=model(), says=["done:"]),
    dict(case="77 a column of very many categories", files=model(),
         csv=data(is_high, c=lambda i, x, d: f"c{d.randrange(300)}"), says=["done:"]),
    dict(case="78 more features than rows", error="more-features-than-rows", exit=4,
         csv=data(is_high, n=30, **{f"f{k}": lambda i, x, d: round(d.gauss(0, 1), 3)
                                    for k in range(60)}),
         files=model(), says=["warning[more-features-than-rows]", "30"]),
    dict(case="79 a feature that is not finite", csv=GOOD, exit=3, error="not-finite",
         files=model(select="SELECT id, ln(abs(round(x))) AS lx, y FROM a"), says=['"lx"']),
    dict(case="80 a time split that leaves nothing to train on", csv=GOOD, exit=3,
         error="no-training-rows",
         files=model(select="SELECT *, TIMESTAMP '2026-01-01 00:00:00' + id * INTERVAL 1 HOUR AS seen_at FROM a",
                     clauses="KEY (id) PREDICT AT seen_at LABEL KNOWN AT seen_at + INTERVAL 90 YEAR"),
         says=["2026-01-01"]),
    dict(case="55 labels of predictions whose time has not come", csv=GOOD, exit=3,
         error="future-times",
         files=model(select="SELECT *, TIMESTAMP '2026-01-01 00:00:00' + (CASE WHEN id < 3 THEN 9000"
                     " ELSE 0 END) * INTERVAL 1 MONTH AS seen_at FROM a",
                     clauses="KEY (id) PREDICT AT seen_at"),
         says=["m.sql:2", "3 of 1,400 rows", "2776-01-01"]),
    dict(case="51 documents as a feature", exit=3, error="text-too-long",
         csv=data(is_high, body=lambda i, *_: "x" * (20_000 if i in {7, 9} else 10)),
         files=model(), says=['"body"', "training rows", "20,000", "left("]),
    dict(case="54 a sentinel number that the project's own SQL makes", csv=GOOD,
         error="sentinel-value", exit=4,
         files=model(select="SELECT * REPLACE (CASE WHEN id % 10 = 0 THEN -999 ELSE x END AS x)"
                     " FROM a"),
         says=['m: feature "x" is -999 in 140 of 1,400 rows', 'nullif("x", -999)']),
    dict(case="49 a category in two Unicode forms", files=model(), error="feature-notice",
         csv=data(is_high, drink=lambda i, *_: ["caf\u00e9", "cafe\u0301", "tea"][i % 3]),
         says=["2 spellings"]),
    dict(case="49 a class in two Unicode forms", files=model(), error="class-spellings", exit=3,
         csv=data(lambda i, x, d: ["caf\u00e9", "cafe\u0301"][i % 2] if x > 0 else "no"),
         says=["nfc_normalize"]),
    dict(case="34 ln(0) in TRANSFORM", csv=GOOD, exit=3, error="not-finite", says=['"lx"'],
         files=model(clauses="TRANSFORM (ln(abs(round(x))) AS lx, y)\nKEY (id) PREDICT AT NONE")),
    dict(case="31 NaN in a feature", csv=GOOD, exit=3, error="not-finite", says=['"q"'],
         files=model(select="SELECT id, x, CASE WHEN id < 20 THEN CAST('nan' AS DOUBLE) ELSE x END"
                     " AS q, y FROM a")),
    dict(case="36 an integer beyond 2 to the 53 as a feature", files=model(),
         csv=data(is_high, big=lambda i, *_: 9007199254740993 + i % 7),
         error="feature-notice", says=['"big"', "2^53"]),
    dict(case="48 spellings of a category", error="feature-notice", files=model(),
         csv=data(is_high, city=lambda i, *_: ["Paris", "paris", "PARIS ", "Rome"][i % 4]),
         says=["3 spellings", "Paris"]),
]  # fmt: skip
