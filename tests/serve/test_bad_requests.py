"""Everything that a client can send wrong: a status, a name, a reason, nothing of our inside."""

from __future__ import annotations

import json

import pytest
from tests.serve.running import running

GOOD = {"a": 0.5, "k": 2, "flag": True}
LINE = {
    "a": 0.5, "k": 2, "price": 3.25, "color": "red", "flag": True, "day": "2026-02-03",
    "seen": "2026-02-03T04:05:06",
}  # fmt: skip
ROWS = "/models/axes/predict"


def names(answer):
    return [problem["name"] for problem in answer["problems"]]


def check_form(answer):
    assert set(answer) == {"error", "problems"}
    assert answer["error"]
    for problem in answer["problems"]:
        assert set(problem) == {"name", "message", "detail", "hint"}
        assert problem["message"]
    assert "Traceback" not in str(answer)
    assert ".py" not in str(answer)


@pytest.mark.parametrize(
    ("body", "status", "name"),
    [
        (b"", 400, "bad-request"),
        (b"{", 400, "bad-request"),
        (b"\xff\xfe", 400, "bad-request"),
        (b'{"rows": [{"a": NaN}]}', 400, "bad-request"),
        (b'{"rows": [{"a": Infinity}]}', 400, "bad-request"),
        (b'{"rows": [{"a": -Infinity}]}', 400, "bad-request"),
        (b'{"rows": [{"a": 1e999}]}', 400, "bad-request"),
        (b'{"rows": [{"a": 1,}]}', 400, "bad-request"),
        (b'{"rows": [{"color": "\\ud800"}]}', 400, "bad-request"),
        (b"[" * 100_000, 400, "bad-request"),
        (b'{"rows": ' + b'{"a":' * 5000 + b"1" + b"}" * 5000 + b"}", 400, "bad-request"),
        (b"3", 400, "bad-request"),
        (b'"rows"', 400, "bad-request"),
        (b"null", 400, "bad-request"),
        (b"{}", 400, "bad-request"),
        (b'{"rows": 3}', 400, "bad-request"),
        (b'{"rows": {"a": 1}}', 400, "bad-request"),
        (b'{"rows": [], "threshold": 2}', 400, "bad-request"),
        (b'{"rows": [3]}', 422, "feature-value"),
        (b'{"rows": [null]}', 422, "feature-value"),
        (b'{"rows": [[1, 2, true]]}', 422, "feature-value"),
        (b'{"rows": [{}]}', 422, "missing-feature"),
        (b'{"rows": [{"a": 1, "A": 2, "k": 1, "flag": null}]}', 200, ""),
        (b'{"rows": [{"A": 1, "K": 1, "k": 2, "flag": null}]}', 422, "duplicate-column"),
    ],
)
def test_a_body_that_is_no_request_is_refused_by_name(server, body, status, name):
    got, answer = server.post(ROWS, body)
    assert got == status, answer
    if name:
        assert names(answer)[0] == name
        check_form(answer)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("a", "12a"), ("a", "1.5"), ("a", True), ("a", []), ("a", {}), ("a", {"a": 1}),
        ("k", 1.5), ("k", "1"), ("k", False), ("k", 2**31), ("k", -(2**31) - 1), ("k", 1e300),
        ("k", 10**30), ("k", [[1]]),
        ("price", 1.255), ("price", 1e9), ("price", "1.25"), ("price", 10**40), ("price", True),
        ("color", 3), ("color", "a\0b"), ("color", []),
        ("flag", 1), ("flag", "true"),
        ("day", "2026-02-30"), ("day", "03/02/2026"), ("day", 20260203), ("day", "2026-W05-1"),
        ("seen", "2026-02-03T25:00:00"), ("seen", "2026-02-03T04:05:06Z"), ("seen", 1.5),
        ("seen", "now"),
    ],
)  # fmt: skip
def test_a_value_that_does_not_fit_is_refused_with_row_column_and_value(server, column, value):
    status, answer = server.post("/models/line/predict", {"rows": [LINE, {**LINE, column: value}]})
    assert (status, names(answer)) == (422, ["feature-value"])
    assert f'row 1: "{column}"' in answer["error"]
    check_form(answer)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("a", 10**300), ("a", 5e-324), ("a", 1.7976931348623157e308), ("a", -0.0), ("a", None),
        ("k", 3.0), ("k", 2**31 - 1), ("price", 0), ("price", 9999999.99), ("color", ""),
        ("color", "violet \N{GRINNING FACE}\u202e"), ("color", "x" * 100_000),
        ("day", "0001-01-01"), ("day", "9999-12-31"), ("seen", "2026-02-03"),
    ],
)  # fmt: skip
def test_an_odd_value_that_fits_is_answered_as_ml_predict_answers_it(
    server, project, column, value
):
    from forebay.session import connect

    row = {**LINE, column: value}
    kinds = {
        "a": "DOUBLE", "k": "INTEGER", "price": "DECIMAL(9,2)", "color": "VARCHAR",
        "flag": "BOOLEAN", "day": "DATE", "seen": "TIMESTAMP",
    }  # fmt: skip
    columns = ", ".join(
        "CAST(NULL AS " + kinds[name] + f") AS {name}"
        if given is None
        else "CAST('" + str(given) + f"' AS {kinds[name]}) AS {name}"
        for name, given in row.items()
    )
    with connect(project) as session:
        expected = session.sql(
            f"SELECT predicted_y FROM ML.PREDICT(MODEL line, (SELECT {columns}))"
        ).fetchone()
    told = server.predict("line", [row])["predictions"][0]["predicted_y"]
    assert told == expected[0]


def test_all_that_is_wrong_is_told_at_once_and_no_more_than_a_hundred(server):
    status, answer = server.post(ROWS, {"rows": [{"b": 1}, {"a": "x", "k": "y", "flag": 0}]})
    assert status == 422
    assert names(answer) == ["missing-feature"] * 3 + ["feature-value"] * 3
    status, answer = server.post(ROWS, {"rows": [{}] * 5000})
    assert (status, len(answer["problems"])) == (422, 100)


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ({"k": "y", "a": 1}, [("missing-feature", "flag"), ("feature-value", '"k"')]),
        ({"a": "x", "K": 1, "flag": True}, [("feature-value", '"a"')]),
    ],
)
def test_a_missing_column_hides_no_wrong_value_and_repeats_none(server, row, told):
    _, answer = server.post(ROWS, {"rows": [row]})
    found = [(p["name"], p["message"]) for p in answer["problems"]]
    assert len(found) == len(told)
    for name, words in told:
        assert any(name == n and words in message for n, message in found)


def test_a_misspelt_column_is_named(server):
    _, answer = server.post(ROWS, {"rows": [{"a": 1, "k": 1, "flagg": True}]})
    assert answer["problems"][0]["hint"] == 'did you mean "flagg"?'


@pytest.mark.parametrize(
    ("method", "path", "status", "name"),
    [
        ("GET", "/", 404, "unknown-route"),
        ("GET", "/docs", 404, "unknown-route"),
        ("GET", "/v2/models/axes/../../etc/passwd", 404, "unknown-route"),
        ("GET", "/v2/models/%2e%2e%2f%2e%2e", 404, "unknown-model"),
        ("GET", "/v2/models/%00%ff", 404, "unknown-model"),
        ("GET", "/v2/models/axis", 404, "unknown-model"),
        ("GET", "/v2/models/axes/versions/9", 404, "no-such-version"),
        ("GET", "/models/axes/predict", 405, "wrong-method"),
        ("DELETE", "/v2", 405, "wrong-method"),
        ("OPTIONS", "/models/axes/predict", 405, "wrong-method"),
    ],
)
def test_a_path_that_is_not_there_is_refused(server, method, path, status, name):
    got, headers, data = server.ask(method, path)
    answer = json.loads(data)
    assert (got, names(answer)) == (status, [name])
    assert "access-control-allow-origin" not in headers
    check_form(answer)


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "image/png"]
)
def test_a_body_that_a_page_can_send_without_asking_is_refused(server, kind):
    """A browser sends these to any address, without asking that address first."""
    for path in (ROWS, "/v2/models/axes/infer"):
        status, answer = server.post(path, {"rows": [GOOD]}, **{"Content-Type": kind})
        assert (status, names(answer)) == (415, ["wrong-media-type"])


def test_a_coded_body_is_refused(server):
    status, answer = server.post(ROWS, b"xx", **{"Content-Encoding": "gzip"})
    assert (status, names(answer)) == (415, ["wrong-media-type"])


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "10.0.0.1", ""])
def test_another_host_than_this_machine_is_refused_where_there_is_no_token(server, host):
    status, _, data = server.ask("GET", "/v2", headers={"Host": host})
    assert (status, names(json.loads(data))) == (403, ["unknown-host"])


@pytest.mark.parametrize(
    "data", [b"", b"\0" * 64, b"ARROW1\0\0" + b"\0" * 50, b"\xff\xff\xff\xff\x10\0\0\0" + b"a" * 99]
)
def test_bytes_that_are_no_arrow_stream_are_refused(server, data):
    kind = {"Content-Type": "application/vnd.apache.arrow.stream"}
    status, answer = server.post(ROWS, data, **kind)
    assert (status, names(answer)) == (422, ["bad-arrow"])
    check_form(answer)


@pytest.fixture(scope="module")
def narrow(project):
    with running(
        project, "axes", "engine", "--max-body", "3000", "--max-rows", "20", "--timeout", "0.5",
        "--max-requests", "2",
    ) as server:  # fmt: skip
        yield server


def test_too_many_bytes_and_too_many_rows_are_refused(narrow):
    status, answer = narrow.post(ROWS, {"rows": [{**GOOD, "note": "x" * 4000}]})
    assert (status, names(answer)) == (413, ["body-too-large"])
    status, answer = narrow.post(ROWS, {"rows": [GOOD] * 21})
    assert (status, names(answer)) == (413, ["too-many-rows"])
    assert narrow.post(ROWS, {"rows": [GOOD] * 20})[0] == 200


def test_a_body_in_parts_without_a_length_is_bounded_too(narrow):
    status, _, data = narrow.ask(
        "POST", ROWS, iter([b"[" * 1000] * 5), {"Content-Type": "application/json"}
    )
    assert (status, names(json.loads(data))) == (413, ["body-too-large"])


def test_a_body_that_does_not_arrive_is_given_up_and_requests_beyond_the_bound_wait(narrow):
    import socket
    import time

    head = (
        f"POST {ROWS} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        "Content-Length: 50\r\n\r\n"
    ).encode()
    slow = [socket.create_connection(("127.0.0.1", narrow.port)) for _ in range(2)]
    try:
        for one in slow:
            one.settimeout(30)
            one.sendall(head + b"{")
        # Until both have come in; on a busy machine that takes a while.
        for _ in range(100):
            status, answer = narrow.post(ROWS, {"rows": [GOOD]})
            if status != 200:
                break
            time.sleep(0.01)
        assert (status, names(answer)) == (429, ["too-many-requests"])
        for one in slow:
            told = b""
            # Head and body may arrive apart.
            while b"timed-out" not in told and (more := one.recv(65_536)):
                told += more
            assert told.startswith(b"HTTP/1.1 503")
            assert b"timed-out" in told
    finally:
        for one in slow:
            one.close()
    assert narrow.post(ROWS, {"rows": [GOOD]})[0] == 200
