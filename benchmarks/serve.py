"""Measure one row over HTTP: `forebay serve` against `mlflow models serve -w 1`.

Both serve 100 trees of up to 31 leaves over the same columns (20 numbers, 3 texts), features scaled
and encoded by the model. A client with eight connections asks for one row at a time; rounds of the
two servers alternate. The last line with --json holds the ratio of requests per second and the
median of Forebay's times.
"""

from __future__ import annotations

import argparse
import asyncio
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

import uvloop
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
    """What one server did in one round: requests per second, seconds of each."""

    rate: float
    seconds: list[float]

    def at(self, share: float) -> float:
        """Return a quantile of the times, in milliseconds."""
        return sorted(self.seconds)[int(share * (len(self.seconds) - 1))] * 1e3


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
    n_rows, n_requests = (2_000, 1_000) if given.quick else (20_000, 10_000)

    print(f"{machine()}; {given.connections} connections, {given.repeat} rounds", flush=True)
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        root = Path(folder)
        row = prepare(root, n_rows, given)
        ports = start(root, given, stack)
        asked = {
            "forebay": (
                "/models/asked/predict",
                json.dumps({"rows": [{"id": 1, **row}]}),
                n_requests,
            ),
            "mlflow": ("/invocations", json.dumps({"dataframe_records": [row]}), n_requests // 20),
        }
        rounds: dict[str, list[Round]] = {name: [] for name in asked}
        for _ in range(given.repeat):
            for name, (path, body, n) in asked.items():
                rounds[name].append(ask(ports[name], path, body, (given.connections, n)))
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
    by_hand = Path(__file__).with_name("serve_by_hand.py")
    measure([given.python, by_hand, root / "given.csv", root / "by_hand"])
    values = dict(zip(names, lines[1].split(",")[1:-1], strict=True))
    return {name: float(v) if name.startswith("n") else v for name, v in values.items()}


def start(root: Path, given: argparse.Namespace, stack: ExitStack) -> dict[str, int]:
    """Start both servers; return their ports when they answer."""
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
    return ports


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


def ask(port: int, path: str, body: str, how: tuple[int, int]) -> Round:
    """Return a round of so many requests over so many connections."""
    connections, n = how
    data = body.encode()
    request = (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(data)}\r\n\r\n"
    ).encode() + data
    seconds: list[float] = []

    async def one() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for _ in range(n // connections):
            begin = time.perf_counter()
            writer.write(request)
            head = (await reader.readuntil(b"\r\n\r\n")).lower()
            if not head.startswith(b"http/1.1 200"):
                raise SystemExit(head.decode())
            size = int(head.partition(b"content-length:")[2].partition(b"\r\n")[0])
            await reader.readexactly(size)
            seconds.append(time.perf_counter() - begin)
        writer.close()

    async def all_of_them() -> float:
        begin = time.perf_counter()
        await asyncio.gather(*(one() for _ in range(connections)))
        return time.perf_counter() - begin

    # The client shares the processors with the server: it must cost as little as it can.
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        taken = runner.run(all_of_them())
    return Round(len(seconds) / taken, seconds)


def report(rounds: dict[str, list[Round]], *, as_json: bool) -> None:
    """Print the table, and the figures as JSON."""
    rows = [
        [name, spread([r.rate for r in taken]), spread([r.at(0.5) for r in taken]),
         spread([r.at(0.99) for r in taken])]
        for name, taken in rounds.items()
    ]  # fmt: skip
    print(table(["one row", "requests/s", "p50 ms", "p99 ms"], rows))
    pairs = zip(rounds["forebay"], rounds["mlflow"], strict=True)
    ratios = [ours.rate / theirs.rate for ours, theirs in pairs]
    print(f"requests per second against MLflow: {spread(ratios)}")
    if as_json:
        figures = {
            "rps_vs_mlflow": round(median(ratios), 2),
            "p50_ms": round(median(r.at(0.5) for r in rounds["forebay"]), 3),
        }
        print(json.dumps(figures))


if __name__ == "__main__":
    main()
