-- L1.4, S8: each yearly snapshot holds the rows of two years, so that a man's year is learned from in one snapshot and judged in the next.
CREATE TABLE dim_snapshots AS
SELECT y AS snapshot_year, make_timestamp(y, 1, 2, 0, 0, 0.0) AS snapshot_at FROM range(1981, 1988) AS r(y);

CREATE TABLE ft_snapshots AS
SELECT s.snapshot_year, s.snapshot_at, w.nr, w.year, w.educ, w.exper, w.black, w.married, w.south, w.manuf, w.trad,
  w.year_start + INTERVAL 366 DAY AS wage_known_at, w.lwage
FROM dim_snapshots AS s
JOIN dated_wages AS w ON w.year BETWEEN s.snapshot_year - 1 AND s.snapshot_year;

CREATE MODEL wage_at_snapshot
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['lwage'])
KEY (snapshot_year, nr, year)
PREDICT AT snapshot_at
LABEL KNOWN AT wage_known_at
AS SELECT * FROM ft_snapshots;
