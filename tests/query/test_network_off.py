"""A process whose network is switched off reaches nobody."""

import subprocess
import sys

SCRIPT = """
import socket
server = socket.create_server(("127.0.0.1", 0))
address = server.getsockname()
from forebay.query.network_off import network_off
print(network_off())
for call in (
    lambda: socket.create_connection(address, 2),
    lambda: socket.getaddrinfo("localhost", 80),
    lambda: socket.socket(),
):
    try:
        call()
    except OSError as error:
        print(error)
"""


def test_no_socket_can_be_opened_and_no_name_looked_up():
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], check=False, capture_output=True, text=True
    )

    how, *errors = done.stdout.splitlines()
    assert how in {"kernel", "python"}
    assert errors == ["the network is switched off in this process"] * 3
