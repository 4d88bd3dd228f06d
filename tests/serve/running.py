"""A server in a process of its own, asked over a socket."""

from __future__ import annotations

import http.client
import json
import queue
import signal
import subprocess
import sys
import threading
import time
from contextlib import contextmanager

_MAIN = "import sys; from forebay.cli import main; sys.exit(main())"


class Server:
    def __init__(self, process, lines):
        self.process = process
        self.lines = lines  # a queue of what it prints
        self.said = []
        self.port = 0
        deadline = time.monotonic() + 120
        while not self.port:
            line = self.line(deadline - time.monotonic())
            if line.startswith("listening on "):
                self.port = int(line.rpartition(":")[2])

    def line(self, seconds=30.0):
        """Return the next line; fail if none comes."""
        try:
            text = self.lines.get(timeout=max(0.01, seconds))
        except queue.Empty:
            raise AssertionError(f"the server says nothing more than {self.said}") from None
        if text is None:
            raise AssertionError(f"the server ended: {self.said} {self.process.stderr.read()}")
        self.said.append(text)
        return text

    def ask(self, method, path, body=None, headers=None):
        """Return status, headers in lower case and bytes."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(method, path, body, headers or {})
            got = connection.getresponse()
            return got.status, {k.lower(): v for k, v in got.getheaders()}, got.read()
        finally:
            connection.close()

    def post(self, path, value, **headers):
        """Send JSON, or bytes as they are; return status and JSON."""
        body = value if isinstance(value, bytes) else json.dumps(value).encode()
        status, _, data = self.ask(
            "POST", path, body, {"Content-Type": "application/json", **headers}
        )
        return status, json.loads(data)

    def get(self, path):
        status, _, data = self.ask("GET", path)
        return status, json.loads(data)

    def predict(self, model, rows):
        status, answer = self.post(f"/models/{model}/predict", {"rows": rows})
        assert status == 200, answer
        return answer

    def stop(self):
        """Send SIGTERM; return the exit code and the last line."""
        self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(60)
        while (text := self.lines.get(timeout=10)) is not None:
            self.said.append(text)
        return code, self.said[-1]


@contextmanager
def running(root, *arguments, env=None):
    process = subprocess.Popen(
        [sys.executable, "-c", _MAIN, "-C", str(root), "serve", "--port", "0", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=env,
    )
    lines = queue.SimpleQueue()

    def read():
        for line in process.stdout:
            lines.put(line.rstrip("\n"))
        lines.put(None)

    thread = threading.Thread(target=read, daemon=True)
    thread.start()
    try:
        yield Server(process, lines)
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()
        thread.join(10)
        process.stdout.close()
        process.stderr.close()
