"""HTTP as bytes: what a client may send, how it is answered, and what it cannot use up."""

from __future__ import annotations

import json
import socket
import time

import pytest
from tests.serve.running import running

BODY = b'{"rows": [{"a": 0.5, "k": 2, "flag": true}]}'
PATH = b"/models/axes/predict"
CHUNKED = (
    b"POST %b HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
    b"Transfer-Encoding: chunked\r\n\r\n" % PATH
)


def post(body=BODY, *more, path=PATH, version=b"1.1"):
    length = b"Content-Length: %d" % len(body)
    first = b"POST %s HTTP/%s" % (path, version)
    lines = [first, b"Host: localhost", b"Content-Type: application/json", length, *more]
    return b"\r\n".join(lines) + b"\r\n\r\n" + body


def get(path=b"/v2/health/live", *more, method=b"GET"):
    return (
        b"\r\n".join([b"%s %s HTTP/1.1" % (method, path), b"Host: localhost", *more]) + b"\r\n\r\n"
    )


@pytest.fixture(scope="module")
def server(project):
    with running(
        project, "axes", "engine", "--timeout", "1.5", "--max-body", "4000", "--max-rows", "50"
    ) as server:
        yield server


@pytest.fixture
def connect(server):
    opened = []

    def connect(data=b""):
        made = socket.create_connection(("127.0.0.1", server.port), timeout=30)
        opened.append(made)
        made.sendall(data)
        return made

    yield connect
    for one in opened:
        one.close()


def responses(connection, n):
    """Read so many responses; return status, headers and body of each."""
    data, found = b"", []
    while len(found) < n:
        head, end, rest = data.partition(b"\r\n\r\n")
        lines = head.split(b"\r\n")
        headers = dict(line.lower().split(b": ", 1) for line in lines[1:])
        size = int(headers.get(b"content-length", b"0"))
        if end and (len(rest) >= size or lines[0].endswith(b"100 Continue")):
            found.append((int(lines[0].split()[1]), headers, rest[:size]))
            data = rest[size:]
            continue
        more = connection.recv(65_536)
        if not more:
            break
        data += more
    return found


def everything(connection):
    """Read until the server closes."""
    data = b""
    while more := connection.recv(65_536):
        data += more
    return data


def name(body):
    return json.loads(body)["problems"][0]["name"]


def test_requests_in_one_packet_are_answered_in_order_also_where_some_must_be_waited_for(connect):
    waits = b'{"rows": [{"id": 1, "a": 0.5, "color": "red"}]}'  # by the engine, on a thread
    parts = [post(), post(waits, path=b"/models/engine/predict"), get(), get(b"/v2"), post(b"{")]
    found = responses(connect(b"".join(parts * 3)), 15)
    assert [status for status, _, _ in found] == [200, 200, 200, 200, 400] * 3
    told = [json.loads(body) for _, _, body in found[:5]]
    assert [told[0]["model"], told[1]["model"], told[2]] == ["axes", "engine", {"live": True}]


def test_a_request_may_come_byte_by_byte(connect):
    connection = connect()
    for byte in post() + get():
        connection.sendall(bytes([byte]))
    assert [status for status, _, _ in responses(connection, 2)] == [200, 200]


def test_a_body_in_parts_is_put_together(connect):
    parts = b"".join(b"%x\r\n%b\r\n" % (len(p), p) for p in (BODY[:7], BODY[7:8], BODY[8:]))
    connection = connect(CHUNKED + parts + b"0\r\nContent-Type: text/plain\r\n\r\n" + get())
    assert [status for status, _, _ in responses(connection, 2)] == [200, 200]


def test_a_header_behind_a_body_counts_for_nothing(connect):
    head = (
        b"POST %b HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\n"
        b"Transfer-Encoding: chunked\r\n\r\n" % PATH
    )
    body = b"%x\r\n%b\r\n0\r\nContent-Type: application/json\r\n\r\n" % (len(BODY), BODY)
    ((status, _, told),) = responses(connect(head + body), 1)
    assert (status, name(told)) == (415, "wrong-media-type")


def test_head_is_answered_without_a_body_and_the_connection_goes_on(connect):
    connection = connect(get(method=b"HEAD"))
    data = connection.recv(65_536)
    assert data.startswith(b"HTTP/1.1 405")
    assert data.endswith(b"\r\n\r\n")
    connection.sendall(get())
    assert responses(connection, 1)[0][0] == 200


def test_a_client_that_waits_for_leave_is_given_it_or_the_refusal(connect):
    head = post(BODY, b"Expect: 100-continue")[: -len(BODY)]
    connection = connect(head)
    assert connection.recv(65_536) == b"HTTP/1.1 100 Continue\r\n\r\n"
    connection.sendall(BODY)
    assert responses(connection, 1)[0][0] == 200
    refused = everything(connect(post(b"x" * 4001, b"Expect: 100-continue")[:-4001]))
    assert refused.startswith(b"HTTP/1.1 413")


@pytest.mark.parametrize(
    ("data", "status"),
    [
        (b"hello\r\n\r\n", 400),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc", 400),  # the beginning of TLS
        (b"GET /v2 HTTP/1.1\r\nHost localhost\r\n\r\n", 400),
        (b"GET /v2 HTTP/1.1\r\nHost: localhost\r\n folded: x\r\n\r\n", 400),
        (b"GET /v2 HTTP/1.1\r\nHo st: localhost\r\n\r\n", 400),
        # Two lengths, two framings: what a proxy might read otherwise is not read at all.
        (post()[:-len(BODY)][:-2] + b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
        (post(b"{}", b"Content-Length: 3"), 400),
        (post(b"{}", b"Content-Length: +2"), 400),
        (b"POST /v2 HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n", 400),
        (CHUNKED + b"zz\r\n", 400),
        (b"GET /v2 HTTP/1.1\r\nHost: localhost\r\nX: " + b"a" * 70_000 + b"\r\n\r\n", 431),
        (b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n", 431),
        (b"GET /v2 HTTP/1.1\r\n" + b"X: y\r\n" * 20_000 + b"\r\n", 431),
        (post(b"x" * 4001), 413),
    ],
)  # fmt: skip
def test_what_is_no_request_ends_the_connection_with_a_reason(connect, data, status):
    said = everything(connect(data + get()))
    assert said.startswith(b"HTTP/1.1 %d " % status)
    head, _, body = said.partition(b"\r\n\r\n")
    assert b"connection: close" in head
    assert b"HTTP/1.1" not in body  # what came behind it is not answered
    assert name(body) in {"bad-request", "body-too-large"}


def test_parts_that_are_small_or_long_to_frame_are_bounded_too(connect):
    connection = connect(CHUNKED + (b"1;" + b"x" * 5_000 + b"\r\n[\r\n") * 40)
    assert everything(connection).startswith(b"HTTP/1.1 413")


def test_a_connection_ends_where_the_client_says_so_or_speaks_an_older_version(connect):
    for data in (
        get(b"/v2", b"Connection: close"),
        get(b"/v2", b"Upgrade: h2c", b"Connection: upgrade"),
        post(version=b"1.0"),
        post(BODY, b"Connection: keep-alive", version=b"1.0"),
    ):
        said = everything(connect(data))
        assert said.startswith(b"HTTP/1.1 200")
        assert b"connection: close" in said


def test_a_whole_address_is_read_as_its_path(connect):
    found = responses(connect(get(b"http://localhost/v2/health/live?x=1") + get(b"*")), 2)
    assert [status for status, _, _ in found] == [200, 404]


def test_a_client_that_closes_its_side_is_answered_still(connect):
    waits = post(b'{"rows": [{"id": 1, "a": 0.5, "color": "red"}]}', path=b"/models/engine/predict")
    connection = connect(waits + get())
    connection.shutdown(socket.SHUT_WR)
    said = everything(connection)
    assert said.count(b"HTTP/1.1 200") >= 1
    assert b'"model":"engine"' in said


def test_a_head_or_a_body_that_does_not_arrive_is_given_up(connect):
    begun = time.monotonic()
    heads = [connect(b"GET /v2 HTTP/1.1\r\nHost: loc"), connect(post()[:-30])]
    # A byte now and then gains no time.
    for _ in range(8):
        time.sleep(0.3)
        for one in heads:
            try:
                one.sendall(b"a")
            except OSError:
                break
    said = [everything(one)[:12] for one in heads]
    assert said == [b"HTTP/1.1 408", b"HTTP/1.1 503"]
    assert time.monotonic() - begun < 20


def test_a_client_that_takes_no_answers_is_cut_off_and_others_are_answered(connect, server):
    greedy = connect()
    greedy.settimeout(0.5)
    request = get(b"/openapi.json") * 50
    sent = 0
    try:
        for _ in range(2000):  # 4 GB of answers if all were taken
            greedy.sendall(request)
            sent += 1
    except OSError:
        pass
    assert sent < 2000
    assert server.get("/v2/health/live") == (200, {"live": True})
    deadline = time.monotonic() + 20
    ended = False
    while not ended and time.monotonic() < deadline:
        try:
            ended = not greedy.recv(1 << 20)
        except TimeoutError:
            continue
        except OSError:
            ended = True
    assert ended


def test_requests_whose_client_went_away_are_counted_and_leave_nothing(connect, server):
    for _ in range(5):
        connect(post()[:-3]).close()
    for _ in range(100):
        text = server.ask("GET", "/metrics")[2]
        if b"forebay_requests_in_flight 1\n" in text:
            break
        time.sleep(0.02)
    assert b"forebay_requests_in_flight 1\n" in text
    assert b'status="499"' in text
