"""Before a version goes live it is loaded and asked in a clean process (reliability 3.2, 10)."""

from __future__ import annotations

import os
import sys
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import pytest

from forebay.catalog import Catalog, layout, read_live
from forebay.query import clean_process
from forebay.query.clean_process import ask_clean_process

if TYPE_CHECKING:
    from tests.shop import Shop

ODD = """
CREATE MODEL odd
TRANSFORM (CASE WHEN pages IS NULL THEN 1e308 ELSE 1e0 END * 100 AS p, channel)
OPTIONS (model_type = 'TRANSFORM_ONLY')
KEY (id) PREDICT AT NONE
AS SELECT id, pages, channel FROM clean_visits;
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Shop:
    """Return a shop whose model is live."""
    from tests.shop import MODEL, SETTINGS, SOURCE, TABLE, Shop

    made = Shop(tmp_path_factory.mktemp("served"))
    made.write("forebay.toml", SETTINGS)
    made.write("sources.sql", SOURCE)
    made.write("clean_visits.sql", TABLE)
    made.write("models/converts.sql", MODEL.format(floor=0.6))
    made.visits()
    assert made.build().exit_code == 0
    return made


def question(shop: Shop, scratch: Path, **changed: str) -> dict[str, Any]:
    """Return what the build asks about the live model; `changed` are the hashes of some files."""
    version = read_live(shop.root, "prod").find("converts")
    assert version is not None
    files = [
        (f.path, (layout.resolve(shop.root, f)).stat().st_size, f.sha256, f.rows)
        for f in version.files
    ]
    return {
        "root": str(shop.root),
        "node": "converts",
        "number": version.number,
        "files": [(p, n, changed.get(Path(p).stem, h), r) for p, n, h, r in files],
        "engine": "duckdb",
        "scratch": str(scratch),
        "seconds": 10.0,
    }


def moved(shop: Shop, by: float) -> str:
    """Move one stored answer in the file itself; return the file's new hash."""
    golden = next(shop.root.glob("**/converts/1/golden.parquet"))
    golden.chmod(0o644)
    new = golden.with_suffix(".new")
    duckdb.sql(
        "COPY (SELECT * EXCLUDE (file_row_number) REPLACE ("
        f"CASE file_row_number WHEN 3 THEN __score + {by} ELSE __score END AS __score)"
        f" FROM read_parquet('{golden}', file_row_number = true)) TO '{new}' (FORMAT parquet)"
    )
    new.replace(golden)
    return sha256(golden.read_bytes()).hexdigest()


def test_the_verdict_says_what_was_asked(built: Shop) -> None:
    served = built.judged().verdict.served
    assert served.startswith(
        "loaded by hash, gives 100 stored answers again and answers 7 kinds of bad rows properly"
    )
    with Catalog(built.root) as catalog:
        kept: Any = catalog.versions.of("converts")[-1].details["verdict"]
    assert kept["served"] == served


def test_the_process_has_no_environment_and_no_network(
    built: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FOREBAY_SECRET", "s3cret")

    found = ask_clean_process(question(built, tmp_path))

    assert found["problems"] == []
    task = Path("/proc/self/task")
    children = [c for t in task.iterdir() for c in (t / "children").read_text().split()]
    clean = [c for c in children if b"serving_process" in Path(f"/proc/{c}/cmdline").read_bytes()]
    assert len(clean) == 1
    names = {e.split(b"=")[0] for e in Path(f"/proc/{clean[0]}/environ").read_bytes().split(b"\0")}
    allowed = {b"", b"LD_LIBRARY_PATH", b"OPENBLAS_NUM_THREADS", b"OMP_NUM_THREADS"}
    assert names <= allowed | {b"MKL_NUM_THREADS"}
    if found["network"] == "kernel":
        lines = Path(f"/proc/{clean[0]}/net/dev").read_text().splitlines()[2:]
        assert [line.split(":")[0].strip() for line in lines] in ([], ["lo"])


def test_a_thousand_single_rows_are_answered_as_a_server_answers_them(
    built: Shop, tmp_path: Path
) -> None:
    times = ask_clean_process(question(built, tmp_path))["times"]

    assert (times["requests"], times["way"], times["problem"]) == (1_000, "rows", "")
    # A row of two features takes microseconds: a tenth of a second would be another path.
    assert 0 < times["p50_ms"] <= times["p95_ms"] < 100


def test_requests_end_when_their_time_is_over(built: Shop, tmp_path: Path) -> None:
    found = ask_clean_process({**question(built, tmp_path), "seconds": 0.0})

    assert found["times"]["requests"] == 1


@pytest.mark.parametrize(
    ("budget", "code", "outcome"),
    [
        ("size_mb <= 0.0001 WARN, latency_p95_ms <= 1000", 0, "PASS"),
        ("size_mb <= 1, latency_p95_ms <= 0.0000001", 4, "FAIL"),
    ],
)
def test_a_budget_is_a_standard(budget: str, code: int, outcome: str, shop: Shop) -> None:
    model = Path(shop.root / "models/converts.sql").read_text()
    shop.write("models/converts.sql", model.replace("roc_auc >= 0.6", budget))

    ended = shop.build("+converts")

    verdict = shop.judged().verdict
    assert (ended.exit_code, verdict.outcome) == (code, outcome)
    # It is no reason to ask for nothing else.
    assert verdict.standards[0].text == "roc_auc > baseline"
    folder = next(shop.root.glob("**/converts/1"))
    answers = [folder / name for name in ("model.json", "arrays.npz", "manifest.json")]
    assert verdict.serving["size_mb"] == sum(file.stat().st_size for file in answers) / 1e6
    assert verdict.serving["requests"] == 1_000
    assert verdict.standards[-1].value == verdict.serving["latency_p95_ms"]


@pytest.mark.parametrize(("by", "problems"), [(1e-12, []), (1e-6, ["1 of 100 stored answers"])])
def test_stored_answers_are_given_again_to_nine_digits(
    by: float, problems: list[str], built: Shop, tmp_path: Path
) -> None:
    golden = next(built.root.glob("**/converts/1/golden.parquet"))
    before = golden.read_bytes()
    try:
        found = ask_clean_process(question(built, tmp_path, golden=moved(built, by)))
    finally:
        golden.write_bytes(before)

    assert [p[:23] for p in found["problems"]] == problems


def test_a_file_with_another_hash_is_not_opened(built: Shop, tmp_path: Path) -> None:
    found = ask_clean_process(question(built, tmp_path, arrays="0" * 64))

    assert found["rows"] == 0
    assert 'arrays.npz" is not what was written' in found["problems"][0]


def test_no_answer_in_time_is_a_problem_and_the_next_question_is_answered(
    built: Shop, tmp_path: Path
) -> None:
    late = ask_clean_process(question(built, tmp_path), 0.0)
    again = ask_clean_process(question(built, tmp_path))

    assert late["problems"] == ["it gave no answer within 0 seconds"]
    assert (again["problems"], again["rows"]) == ([], 100)


def test_a_crash_while_it_answers_is_a_problem(built: Shop, tmp_path: Path) -> None:
    """A question of another form breaks the child as a library that crashes does."""
    broken = question(built, tmp_path)
    del broken["root"]

    assert ask_clean_process(broken)["problems"] == ["its process ended with code 1"]


def test_a_model_that_answers_null_with_infinity_is_refused(shop: Shop) -> None:
    shop.write("odd.sql", ODD)

    ended = shop.build("+odd")

    assert ended.exit_code == 4
    (line,) = shop.judged().verdict.standards
    assert (line.text, line.outcome) == ("serves", "FAIL")
    assert '"pages" NULL: an answer is not finite' in line.note


def test_without_a_clean_process_a_model_with_a_label_is_refused_with_a_line(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    clean_process._OWNED.end()
    monkeypatch.setattr(sys, "executable", os.devnull)

    ended = shop.build("+converts")

    assert ended.exit_code == 4
    verdict = shop.judged().verdict
    assert verdict.outcome == "FAIL"
    assert [s.text for s in verdict.standards] == ["serves", "roc_auc >= 0.6"]
    assert verdict.standards[0].note.startswith("no clean process can be started")
