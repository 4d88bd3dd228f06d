"""``forebay serve``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from forebay.cli.asked import env_option
from forebay.cli.command import command

if TYPE_CHECKING:
    from forebay.cli.invocation import Invocation


@command("serve")
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8080,
    show_default=True,
    help="The port; 0 takes a free one.",
)
@click.option(
    "--token-file",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Holds the secret that requests must bear; else FOREBAY_TOKEN.",
)
@click.option(
    "--log",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Keep requests and answers there, as Parquet.",
)
@click.option(
    "--max-body", type=click.IntRange(1), default=1 << 20, show_default=True, metavar="BYTES",
    help="Of one request.",
)  # fmt: skip
@click.option(
    "--max-rows", type=click.IntRange(1), default=10_000, show_default=True, metavar="N",
    help="Of one request.",
)  # fmt: skip
@click.option(
    "--max-requests", type=click.IntRange(1), default=64, show_default=True, metavar="N",
    help="Answered at once.",
)  # fmt: skip
@click.option(
    "--timeout", type=click.FloatRange(0.01, 3600), default=30.0, show_default=True,
    metavar="SECONDS", help="For a body to arrive, and for an answer.",
)  # fmt: skip
@env_option()
def serve(invocation: Invocation, names: tuple[str, ...], **asked: Any) -> int:
    """Answer over HTTP with the models that are live, all or those of the given NAMEs.

    POST /models/NAME/predict takes rows as JSON or Arrow; /v2 speaks the Open Inference Protocol.
    What a promotion or rollback makes live answers within a second. Any other address than this
    machine's own needs a token. SIGTERM finishes what was begun, then stops.
    """
    from forebay.serve import Limits, ServeRequest
    from forebay.serve import serve as run
    from forebay.serve.token import find_token

    limits = Limits(
        body_bytes=asked["max_body"],
        rows=asked["max_rows"],
        requests=asked["max_requests"],
        seconds=asked["timeout"],
    )
    request = ServeRequest(
        invocation.root,
        asked["env"],
        names,
        asked["host"],
        asked["port"],
        find_token(asked["token_file"]),
        asked["log"],
        limits,
    )
    served = run(request, invocation.note)
    invocation.answer(
        "served",
        f"done: requests={served.requests} switches={served.switches} seconds={served.seconds:.1f}",
        requests=served.requests,
        switches=served.switches,
    )
    return 0
