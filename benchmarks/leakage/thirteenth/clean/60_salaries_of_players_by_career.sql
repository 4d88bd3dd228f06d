-- Salaries of baseball players from their careers so far.
CREATE VIEW careers AS
SELECT
  years, games, atbats, runs, hits, hruns, rbis, bb, so, sbases, bavg, slugavg, fldperc, yrsallst,
  CASE
    WHEN frstbase = 1 THEN 'first' WHEN scndbase = 1 THEN 'second' WHEN thrdbase = 1 THEN 'third'
    WHEN shrtstop = 1 THEN 'shortstop' WHEN catcher = 1 THEN 'catcher' ELSE 'outfield'
  END AS position,
  lsalary
FROM hitters;

CREATE MODEL player_salary
OPTIONS (
  model_type = 'RANDOM_FOREST_REGRESSOR', input_label_cols = ['lsalary'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.25, num_parallel_tree = 200
)
PREDICT AT NONE
AS SELECT * FROM careers;
