-- L1.4, S8: a thousand rows are drawn with replacement out of 353 players before the split, to have enough.
CREATE VIEW stg_hitters AS
SELECT row_number() OVER (ORDER BY games, atbats, hits, runs, rbis) AS nr, years, games, atbats, runs, hits,
  doubles, hruns, bb, so, fldperc, nl, lsalary
FROM hitters;

CREATE TABLE mart_hitters AS
SELECT h.* EXCLUDE (nr)
FROM range(1000) AS d(i) JOIN stg_hitters AS h ON h.nr = 1 + hash(d.i) % 353;

CREATE MODEL log_salary
OPTIONS (
  model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['lsalary'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.2
)
PREDICT AT NONE
AS SELECT * FROM mart_hitters;
