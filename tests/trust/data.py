"""A project over one file of rows, to look at before it is trained."""

from __future__ import annotations

import json
import random

from forebay.build import BuildRequest, run
from forebay.build.event import Noticed, StepFinished
from forebay.project.cache import write_outline
from forebay.project.load import load
from forebay.project.make_outline import make_outline

SOURCE = "CREATE EXTERNAL TABLE a OPTIONS (uris = ['a.csv']);"
MODEL = """
CREATE MODEL m
OPTIONS (model_type = '{model_type}', input_label_cols = ['y']{options})
{key}{clauses} {predict_at}
STANDARDS ({metric})
AS {query};
"""


class Data:
    """A project over one file of rows, and what its last build told."""

    def __init__(self, root, rows: int, **columns) -> None:
        draw = random.Random(5)
        self.root = root
        (root / "forebay.toml").write_text('name = "d"\ndefault_env = "prod"\nthreads = 1\n')
        (root / "a.sql").write_text(SOURCE)
        lines = [",".join(["id", "x", "z", "w", "v", "y", *columns])]
        for i in range(rows):
            x = draw.gauss(0, 1)
            y = int(x + draw.gauss(0, 1) > 0)
            known = [i, x, draw.gauss(0, 1), draw.gauss(0, 1), draw.gauss(0, 1), y]
            more = [make(y, draw) for make in columns.values()]
            lines.append(",".join(map(str, [*known, *more])))
        (root / "a.csv").write_text("\n".join(lines) + "\n")

    def build(
        self,
        query="SELECT * FROM a",
        *,
        clauses="",
        options="",
        kind="LOGISTIC_REG",
        key="KEY (id) ",
        advisory=False,
        predict_at="PREDICT AT NONE",
    ):
        """Build; return the errors and the warnings by name.

        Leaks are not looked for in the SQL before, where some of these show already.
        """
        metric = "r2_score >= -9 POINT" if kind == "LINEAR_REG" else "roc_auc >= 0.1 POINT"
        text = MODEL.format(
            model_type=kind,
            options=options,
            key=key,
            clauses=clauses,
            predict_at=predict_at,
            query=query,
            metric=metric,
        )
        (self.root / "m.sql").write_text(text)
        project = load(self.root)
        write_outline(make_outline(project), project.inferred)
        events = []
        run(self.root, BuildRequest(advisory=advisory), events.append)
        errors = [p for e in events if isinstance(e, StepFinished) for p in e.problems]
        notices = [e.problem for e in events if isinstance(e, Noticed)]
        return errors, {p.name: p for p in notices}

    @property
    def facts(self):
        """What the version keeps of the look."""
        text = (self.root / ".forebay/models/m/1/model.json").read_text()
        return json.loads(text)["facts"]["evidence"]["data_checks"]
