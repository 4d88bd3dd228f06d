"""Which rows of a table are dropped, and which of its files that touches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.session import connect

if TYPE_CHECKING:
    from tests.shop import Shop

# 600,000 rows, more than two files hold.
PAIRS = """
CREATE TABLE pairs (*, {constraint} ON VIOLATION DROP ROW LIMIT 5 PERCENT) AS
SELECT a.id * 1000 + b.id AS pair, a.pages, a.id AS visit
FROM visits AS a JOIN visits AS b ON b.id < 200{order};
"""
FEW = "CONSTRAINT few EXPECT (pair NOT IN (100001, 2000002))"


def pairs(shop: Shop, constraint: str, order: str = "") -> list[tuple[int, ...]]:
    """Build the table; return how many files it has, its rows, what differs, what was dropped."""
    shop.write("tables/pairs.sql", PAIRS.format(constraint=constraint, order=order))
    assert shop.build("+pairs").outcome == "done"
    with shop.catalog() as catalog:
        version = catalog.live("prod")["pairs"]
    with connect(shop.root) as fb:
        kept = fb.sql("SELECT count(*), count(DISTINCT pair) FROM pairs").fetchall()
        dropped = fb.sql("SELECT pair FROM pairs__rejected ORDER BY pair").fetchall()
    assert version.rows == sum(file.rows for file in version.files) == kept[0][0]
    return [(len(version.files),), *kept, *dropped]


def test_few_dropped_rows_are_taken_out_of_the_files_that_hold_them(shop: Shop) -> None:
    """SEMANTICS 35: rows(SELECT) = rows(t) + rows(t__rejected)."""
    files, kept, *dropped = pairs(shop, FEW)

    assert files[0] > 1
    assert kept == (599_998, 599_998)
    assert dropped == [(100_001,), (2_000_002,)]


def test_the_content_of_several_files_is_that_of_one(shop: Shop) -> None:
    """SEMANTICS 7: an ORDER BY has the rows written to one file."""
    found = []
    for order in ("", " ORDER BY pair"):
        files, *_ = pairs(shop, FEW, order)
        with shop.catalog() as catalog:
            found.append((files[0] > 1, catalog.live("prod")["pairs"].content_id))

    assert [several for several, _ in found] == [True, False]
    assert found[0][1] == found[1][1]


def test_a_rule_that_compares_rows_sees_all_of_them(shop: Shop) -> None:
    """SEMANTICS 35: each key occurs 200 times, in files that know nothing of each other."""
    shop.write(
        "tables/pairs.sql",
        PAIRS.format(constraint="visit PRIMARY KEY", order="").replace(
            "DROP ROW LIMIT 5 PERCENT", "KEEP FIRST BY pair LIMIT 100 PERCENT"
        ),
    )

    assert shop.build("+pairs").outcome == "done"

    with connect(shop.root) as fb:
        assert fb.sql("SELECT count(*), max(pair % 1000) FROM pairs").fetchone() == (3_000, 0)


def test_where_no_row_is_dropped_all_files_stay(shop: Shop) -> None:
    files, kept, *dropped = pairs(shop, "CONSTRAINT none EXPECT (pair >= 0)")

    assert (files[0] > 1, kept, dropped) == (True, (600_000, 600_000), [])


def test_dropped_rows_are_written_apart_so_that_all_other_files_stay(shop: Shop) -> None:
    """A row that is dropped stands in every file: none of them is written again."""
    files, kept, *dropped = pairs(shop, "CONSTRAINT one_visit EXPECT (visit <> 7)")

    assert files[0] > 1
    assert kept == (599_800, 599_800)
    assert len(dropped) == 200


def test_rows_of_a_query_that_may_change_are_not_asked_for_twice(shop: Shop) -> None:
    """SEMANTICS 35: nothing is lost where the SELECT is not sure to give the same rows again."""
    table = PAIRS.format(constraint="CONSTRAINT low EXPECT (chance < 0.99)", order="")
    shop.write("tables/pairs.sql", table.replace("a.id AS visit", "random() AS chance"))

    assert shop.build("+pairs").outcome == "done"

    with connect(shop.root) as fb:
        found = "(SELECT pair FROM pairs UNION ALL SELECT pair FROM pairs__rejected)"
        both = fb.sql(f"SELECT count(*), count(DISTINCT pair) FROM {found}").fetchone()
        odd = fb.sql("SELECT count(*) FROM pairs WHERE chance >= 0.99").fetchone()
    assert both == (600_000, 600_000)
    assert odd == (0,)


def test_a_condition_that_fails_on_a_row_is_told_with_its_place(shop: Shop) -> None:
    shop.write(
        "tables/pairs.sql",
        PAIRS.format(
            constraint="CONSTRAINT odd EXPECT (1 // (visit - 7) < 9 AND error('no') IS NULL)",
            order="",
        ),
    )
    ended = shop.build("+pairs")
    assert ended.exit_code == 3
