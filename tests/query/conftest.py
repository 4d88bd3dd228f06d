"""Three small trained models in folders, a workspace with their rows, and a way to ask."""

from __future__ import annotations

import shutil
from dataclasses import replace

import pytest

from forebay.algorithms import TrainingData, load_algorithm, validate_options
from forebay.engine.duckdb_engine import DuckDBEngine
from forebay.errors import ProjectError, Source
from forebay.features import fit, frame_query, plan_split, read_label, resolve_roles
from forebay.query import ModelSignature, bind_query, prepare
from forebay.query.live_model import GATE_FILE, LiveModel, write_documents
from forebay.query.score import score
from forebay.sql.parse import parse
from forebay.sql.parse_query import parse_query

ENGINE = DuckDBEngine()

ROWS = """
SELECT i AS id, (i * 7919) % 1000 / 10.0 AS x,
  CASE WHEN i % 13 = 0 THEN NULL ELSE (i * 31) % 7 END AS z,
  ['a', 'b', 'c', NULL][1 + (i * i) % 4] AS c,
  (i * 7919) % 1000 + (i * 37) % 400 > 600 AS late,
  ['bird', 'cat', 'dog'][1 + (i * 7919) % 1000 // 334] AS kind,
  2 * ((i * 7919) % 1000 / 10.0) + (i * 31) % 7 AS price
FROM range(1500) r(i)
"""
MODELS = {
    "late_trees": ("BOOSTED_TREE_CLASSIFIER", "late"),
    "kinds": ("LOGISTIC_REG", "kind"),
    "prices": ("LINEAR_REG", "price"),
    "tested": ("LINEAR_REG", "price"),
}
OPTIONS = {"tested": ", calculate_p_values = TRUE, category_encoding_method = 'DUMMY_ENCODING'"}


def train(workspace, name, model_type, label):
    text = (
        f"CREATE MODEL {name} OPTIONS (model_type = '{model_type}', input_label_cols = ['{label}']"
        f"{OPTIONS.get(name, '')})"
        f" KEY (id) AS SELECT id, x, z, c, {label} FROM rows"
    )
    statement = parse(Source("m.sql", text))[0]
    roles = resolve_roles(statement, workspace.describe(statement.query.plain))
    workspace.define_view("frame", frame_query(roles, f"({statement.query.plain})"))
    split = plan_split(workspace, "frame", roles, seed=1)
    algorithm = load_algorithm(model_type)
    options, problems = validate_options(model_type, statement.options)
    assert not problems
    where = split.where("train")
    classifies = algorithm.task == "classification"
    found = read_label(workspace, "frame", where, roles.label, classifies=classifies)
    features = fit(workspace, "frame", where, roles, transform=None, encoding=algorithm.encoding)

    def part(which):
        columns = ", ".join([*features.select_list(), f"{found.index_sql()} AS label"])
        return (
            f"SELECT {columns}, 1e0 AS weight, __key AS key FROM frame WHERE {split.where(which)}"
        )

    counts = split.counts
    data = TrainingData(
        workspace, part("train"), part("tune"), features.columns, found.n_classes,
        counts["train"], counts["tune"],
    )  # fmt: skip
    trained = algorithm.train(data, options, seed=42, threads=1, on_progress=lambda *_: None)
    signature = ModelSignature(name, model_type, found, features.inputs, features.transform_columns)
    model = LiveModel(signature, 1, features, trained, options=options)
    gate = f"SELECT * FROM frame WHERE {split.where('gate')}"
    return model, found, gate


@pytest.fixture(scope="session")
def folders(tmp_path_factory):
    """Write each model as a build does: documents and gate rows."""
    root = tmp_path_factory.mktemp("models")
    with ENGINE.workspace(
        threads=1, memory_limit="1GB", readable=[root], scratch=root / "scratch"
    ) as workspace:
        workspace.define_view("rows", ROWS)
        for name, (model_type, label) in MODELS.items():
            model, found, gate = train(workspace, name, model_type, label)
            folder = root / name
            folder.mkdir()
            write_documents(model, folder)
            scored = score(workspace, model, gate, root / "s.parquet", name="scored")
            workspace.write(
                f"SELECT {found.index_sql()} AS __label, {scored.score_sql} AS __score,"
                " id, x, z, c FROM scored",
                root / f"{name}.parquet",
            )
            shutil.copy(root / f"{name}.parquet", folder / GATE_FILE)
    return root


class Asking:
    """Binds and answers queries over the relation ``rows``."""

    def __init__(self, workspace, folders, scratch):
        self.workspace = workspace
        self.models = {name: LiveModel.from_folder(folders / name) for name in MODELS}
        self.scratch = scratch

    def resolve(self, reference):
        found = self.models.get(reference.name.key)
        if found is None:
            raise ProjectError.of("unknown-model", "no such model", reference.name.span)
        return found

    def bind(self, text, *, trained=True):
        """Return the columns; `trained=False` is what a project knows before any build."""

        def signature(reference):
            found = self.resolve(reference).signature
            unknown = replace(found.target, classes=())
            return found if trained else replace(found, target=unknown)

        binder = ENGINE.binder()
        try:
            binder.declare_table("rows", self.workspace.describe("FROM rows"))
            return bind_query(parse_query(Source("q.sql", text)), binder, signature)
        finally:
            binder.close()

    def sql(self, text):
        query = parse_query(Source("q.sql", text))
        plain = prepare(query, self.workspace, self.resolve, self.scratch)
        assert len(plain) == len(query.plain)
        return plain

    def __call__(self, text):
        """Return the rows; what was bound before must be what comes."""
        bound = self.bind(text)
        plain = self.sql(text)
        assert self.workspace.describe(plain) == bound
        return self.workspace.rows(plain)

    def names(self, text):
        return list(self.bind(text).names)

    def refuse(self, text, *names, **how):
        """Return the problems with which binding refuses a query."""
        with pytest.raises(ProjectError) as caught:
            self.bind(text, **how)
        assert [p.name for p in caught.value.problems] == list(names)
        return caught.value.problems


@pytest.fixture
def ask(folders, tmp_path):
    with ENGINE.workspace(
        threads=2, memory_limit="1GB", readable=[folders], scratch=tmp_path / "scratch"
    ) as workspace:
        workspace.define_view("rows", ROWS)
        yield Asking(workspace, folders, tmp_path / "scratch")
