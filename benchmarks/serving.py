"""Measure one row over HTTP: `forebay serve` against `mlflow models serve -w 1`.

Both serve 100 trees of up to 31 leaves over the same columns (20 numbers, 3 texts), features scaled
and encoded by the model. A client with eight connections asks for one row at a time; rounds of the
two servers alternate. The client is a small program in C (compiled here), and what it costs is
shown: it shares the processors with the server. The CPU seconds of the servers say how much work a
request is even where other programs make the clock useless.

The last line with --json holds the ratio of requests per second, that of CPU per request, and the
median of Forebay's times.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import socket
import subprocess
import tempfile
import time
import urllib.request
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from measure import machine, measure, spread, table

N_NUMBERS, N_TEXTS = 20, 3
WORDS = [f"word{i}" for i in range(30)]
SCALED = ", ".join(f"ML.STANDARD_SCALER(n{i}) OVER () AS n{i}" for i in range(N_NUMBERS))
COLUMNS = ", ".join([*(f"n{i}" for i in range(N_NUMBERS)), *(f"c{i}" for i in range(N_TEXTS))])
MODEL = f"""
CREATE MODEL asked
TRANSFORM ({SCALED}, {", ".join(f"c{i}" for i in range(N_TEXTS))}, y, id)
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['y'], max_iterations = 100,
  max_tree_depth = 5, early_stop = FALSE)
KEY (id) PREDICT AT NONE STANDARDS (roc_auc >= 0.5) AS SELECT id, {COLUMNS}, y = 1 AS y FROM given;
"""
SOURCE = "CREATE EXTERNAL TABLE given OPTIONS (format = 'CSV', uris = ['given.csv']);\n"


@dataclass(frozen=True, slots=True)
class Round:
    """What one server did in one round.

    Parameters
    ----------
    rate
        Requests per second.
    seconds
        Of each request.
    cpu, client_cpu
        CPU seconds of a request: of the server with all its processes, and of the client.

    """

    rate: float
    seconds: list[float]
    cpu: float
    client_cpu: float

    def at(self, share: float) -> float:
        """Return a quantile of the times, in milliseconds."""
        return sorted(self.seconds)[int(share * (len(self.seconds) - 1))] * 1e3


@dataclass(frozen=True, slots=True)
class Running:
    """A server that answers."""

    port: int
    group: int  # its process group


def main() -> None:
    """Serve, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--forebay", type=Path, required=True, help="the program, with [serve]")
    parser.add_argument("--python", type=Path, required=True, help="a Python with MLflow")
    parser.add_argument("--connections", type=int, default=8, metavar="N")
    parser.add_argument("--repeat", type=int, default=3, metavar="N")
    parser.add_argument("--quick", action="store_true", help="fewer rows and requests")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    n_rows, n_requests = (2_000, 8_000) if given.quick else (20_000, 40_000)

    print(f"{machine()}; {given.connections} connections, {given.repeat} rounds", flush=True)
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        root = Path(folder)
        row = prepare(root, n_rows, given)
        servers = start(root, given, stack)
        client = compiled_client(root)
        asked = {
            "forebay": (
                "/models/asked/predict",
                json.dumps({"rows": [{"id": 1, **row}]}),
                n_requests,
            ),
            "mlflow": ("/invocations", json.dumps({"dataframe_records": [row]}), n_requests // 50),
        }
        rounds: dict[str, list[Round]] = {name: [] for name in asked}
        for _ in range(given.repeat):
            for name, (path, body, n) in asked.items():
                request = as_request(path, body)
                rounds[name].append(ask(client, servers[name], request, (given.connections, n)))
    report(rounds, as_json=given.json)


def prepare(root: Path, n_rows: int, given: argparse.Namespace) -> dict[str, object]:
    """Write the rows, train both models; return a row to ask for."""
    dice = random.Random(7)  # noqa: S311 - made-up data
    names = COLUMNS.split(", ")
    lines = [",".join(["id", *names, "y"])]
    for i in range(n_rows):
        numbers = [dice.gauss(0, 1) for _ in range(N_NUMBERS)]
        texts = [dice.choice(WORDS) for _ in range(N_TEXTS)]
        y = numbers[0] * numbers[1] + numbers[2] + (texts[0] < "word2") + dice.gauss(0, 0.5) > 0.2
        lines.append(",".join([str(i), *map(repr, numbers), *texts, str(int(y))]))
    (root / "given.csv").write_text("\n".join(lines) + "\n")
    (root / "forebay.toml").write_text('name = "bench"\ndefault_env = "prod"\n')
    (root / "given.sql").write_text(SOURCE)
    (root / "asked.sql").write_text(MODEL)
    measure([given.forebay, "-q", "-C", root, "build"])
    by_hand = Path(__file__).with_name("serving_by_hand.py")
    measure([given.python, by_hand, root / "given.csv", root / "by_hand"])
    values = dict(zip(names, lines[1].split(",")[1:-1], strict=True))
    return {name: float(v) if name.startswith("n") else v for name, v in values.items()}


def start(root: Path, given: argparse.Namespace, stack: ExitStack) -> dict[str, Running]:
    """Start both servers; return them when they answer."""
    started: dict[str, Running] = {}
    ports = {"forebay": free_port(), "mlflow": free_port()}
    commands = {
        "forebay": [given.forebay, "-C", root, "serve", "asked", "--port", ports["forebay"]],
        "mlflow": [given.python, "-m", "mlflow", "models", "serve", "-m", root / "by_hand", "-w",
                   1, "--env-manager", "local", "--port", ports["mlflow"]],
    }  # fmt: skip
    for name, path in (("forebay", "/v2/health/live"), ("mlflow", "/ping")):
        log = stack.enter_context((root / f"{name}.log").open("wb"))
        words = [str(part) for part in commands[name]]
        # MLflow looks for uvicorn in PATH.
        found = f"{given.python.parent.absolute()}{os.pathsep}{os.environ['PATH']}"
        process = subprocess.Popen(
            words, stdout=log, stderr=log, start_new_session=True, env=os.environ | {"PATH": found}
        )
        stack.callback(end, process)
        wait_for(f"http://127.0.0.1:{ports[name]}{path}", process, root / f"{name}.log")
        started[name] = Running(ports[name], process.pid)
    return started


def end(process: subprocess.Popen[bytes]) -> None:
    """Stop a server and what it started."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGTERM)
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)


def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def wait_for(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    """Return when the address answers; SystemExit with the log if the process ends first."""
    for _ in range(1200):
        if process.poll() is not None:
            raise SystemExit(log.read_text())
        try:
            urllib.request.urlopen(url, timeout=5).read()  # noqa: S310 - our own address
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit(f"{url} does not answer")


def compiled_client(root: Path) -> Path:
    """Compile the client; SystemExit if there is no compiler."""
    program = root / "one_row_client"
    source = Path(__file__).with_name("one_row_client.c")
    compiler = os.environ.get("CC", "cc")
    done = subprocess.run(
        [compiler, "-O2", "-o", str(program), str(source)],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"{compiler}: {done.stderr}")
    return program


def as_request(path: str, body: str) -> bytes:
    """Return the bytes of a request."""
    data = body.encode()
    head = (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(data)}\r\n\r\n"
    )
    return head.encode() + data


def ask(client: Path, server: Running, request: bytes, how: tuple[int, int]) -> Round:
    """Return a round of so many requests over so many connections."""
    connections, n = how
    before = cpu_seconds(server.group)
    done = subprocess.run(
        [str(client), str(server.port), str(connections), str(n)],
        input=request,
        capture_output=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(done.stderr.decode())
    taken, own, *seconds = map(float, done.stdout.split())
    return Round(n / taken, seconds, (cpu_seconds(server.group) - before) / n, own / n)


def cpu_seconds(group: int) -> float:
    """Return what the processes of a group have used; of Linux's own counts."""
    ticks = 0
    for file in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            fields = file.read_text().rpartition(")")[2].split()
            if int(fields[2]) == group:
                ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def report(rounds: dict[str, list[Round]], *, as_json: bool) -> None:
    """Print the table, and the figures as JSON."""
    rows = [
        [name, spread([r.rate for r in taken], 0), spread([r.at(0.5) for r in taken]),
         spread([r.at(0.99) for r in taken]), spread([r.cpu * 1e6 for r in taken], 0),
         spread([r.client_cpu * 1e6 for r in taken], 0)]
        for name, taken in rounds.items()
    ]  # fmt: skip
    header = ["one row", "requests/s", "p50 ms", "p99 ms", "server CPU us", "client CPU us"]
    print(table(header, rows))
    pairs = list(zip(rounds["forebay"], rounds["mlflow"], strict=True))
    ratios = [ours.rate / theirs.rate for ours, theirs in pairs]
    work = [theirs.cpu / ours.cpu for ours, theirs in pairs]
    print(f"requests per second against MLflow: {spread(ratios, 0)}")
    print(f"CPU of a request at MLflow against Forebay: {spread(work, 0)}")
    if as_json:
        figures = {
            "rps_vs_mlflow": round(median(ratios), 2),
            "cpu_vs_mlflow": round(median(work), 2),
            "p50_ms": round(median(r.at(0.5) for r in rounds["forebay"]), 3),
        }
        print(json.dumps(figures))


if __name__ == "__main__":
    main()
