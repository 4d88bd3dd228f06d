-- Each yearly snapshot holds the rows of its own year; of the two years before it takes only the mean wage.
CREATE TABLE dim_snapshots AS
SELECT y AS snapshot_year, make_timestamp(y, 1, 2, 0, 0, 0.0) AS snapshot_at FROM range(1981, 1988) AS r(y);

CREATE TABLE int_past AS
SELECT s.snapshot_year, w.nr, avg(w.lwage) AS past_lwage, count(*) AS n_past
FROM dim_snapshots AS s
JOIN dated_wages AS w ON w.year BETWEEN s.snapshot_year - 2 AND s.snapshot_year - 1
GROUP BY ALL;

CREATE TABLE ft_snapshots AS
SELECT s.snapshot_year, s.snapshot_at, w.nr, w.educ, w.exper, w.black, w.married, w.south, w.manuf, w.trad,
  p.past_lwage, p.n_past, w.year_start + INTERVAL 366 DAY AS wage_known_at, w.lwage
FROM dim_snapshots AS s
JOIN dated_wages AS w ON w.year = s.snapshot_year
LEFT JOIN int_past AS p ON p.snapshot_year = s.snapshot_year AND p.nr = w.nr;

CREATE MODEL wage_at_snapshot
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['lwage'])
KEY (snapshot_year, nr)
PREDICT AT snapshot_at
LABEL KNOWN AT wage_known_at
AS SELECT * FROM ft_snapshots;
