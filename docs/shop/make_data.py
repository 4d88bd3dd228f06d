"""Write data/subscribers.csv: 3,000 made-up subscribers, the same ones each time."""

from __future__ import annotations

import csv
import random
from datetime import datetime, timedelta
from pathlib import Path

COLUMNS = (
    "subscriber_id", "plan", "city", "monthly_fee", "tickets",
    "signed_up", "renewal_at", "cancelled_at", "spent",
)  # fmt: skip
FEES = {"basic": 10, "pro": 25, "team": 60}
START = datetime(2024, 1, 1, 9)  # noqa: DTZ001 - a CSV file has no time zone


def subscriber(number: int, chance: random.Random) -> tuple[object, ...]:
    """Return one row; who asks for help often leaves more often, most of all on plan basic."""
    plan = chance.choice(("basic", "basic", "pro", "team"))
    fee = FEES[plan] + chance.choice((0, 0, 5))
    tickets = min(9, int(chance.expovariate(0.6)))
    signed_up = START + timedelta(minutes=chance.randrange(60 * 24 * 360))
    renewal_at = signed_up + timedelta(days=30)
    leaves = chance.random() < 0.05 + 0.1 * tickets * (1.3 if plan == "basic" else 0.7)
    before = timedelta(hours=chance.randrange(1, 200))
    cancelled_at = renewal_at - before if leaves else ""
    spent = round(fee * (1.5 + 0.2 * chance.gauss(0, 1)) + 8 * tickets + chance.gauss(0, 4), 2)
    city = chance.choice(("Bern", "Geneva", "Basel", ""))
    return (number, plan, city, fee, tickets, signed_up, renewal_at, cancelled_at, spent)


def main() -> None:
    """Write the file beside this one."""
    chance = random.Random(7)  # noqa: S311 - nothing here is secret
    path = Path(__file__).parent / "data" / "subscribers.csv"
    path.parent.mkdir(exist_ok=True)
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        writer.writerows(subscriber(number, chance) for number in range(1, 3001))


if __name__ == "__main__":
    main()
