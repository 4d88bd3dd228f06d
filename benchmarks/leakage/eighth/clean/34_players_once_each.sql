-- An ordinary project: each player once, with figures by year of his career.
CREATE VIEW stg_hitters AS
SELECT row_number() OVER (ORDER BY salary, teamsal, games, atbats, hits) AS nr, years, games, atbats, runs, hits,
  doubles, hruns, bb, so, fldperc, nl, lsalary
FROM hitters;

CREATE TABLE mart_hitters AS
SELECT * EXCLUDE (nr, hits), hits / atbats AS average FROM stg_hitters;

CREATE MODEL log_salary
OPTIONS (
  model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['lsalary'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.2
)
PREDICT AT NONE
AS SELECT * FROM mart_hitters;
