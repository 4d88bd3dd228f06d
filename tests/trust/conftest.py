"""Every test here may use the project of orders, that of flights, and the flights example."""

from tests.trust.flights import Flights, example, example_data, flights
from tests.trust.orders import Orders, orders
from tests.trust.people import People, people
from tests.trust.samples import sample_of

__all__ = [
    "Flights", "Orders", "People", "example", "example_data", "flights", "orders", "people",
    "sample_of",
]  # fmt: skip
