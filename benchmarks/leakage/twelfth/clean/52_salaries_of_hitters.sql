-- The salary of a baseball player from his career so far; one row for each player.
CREATE VIEW careers AS
SELECT
  nl, years, games, bavg, slugavg, fldperc,
  hruns / games AS home_runs_per_game,
  rbis / games AS rbis_per_game,
  bb, so, sbases,
  yrsallst > 0 AS was_all_star,
  CASE
    WHEN catcher = 1 THEN 'catcher' WHEN frstbase = 1 THEN 'first' WHEN scndbase = 1 THEN 'second'
    WHEN thrdbase = 1 THEN 'third' WHEN shrtstop = 1 THEN 'short' WHEN outfield = 1 THEN 'outfield' ELSE 'other'
  END AS position,
  lsalary
FROM hitters;

CREATE MODEL hitter_salary
OPTIONS (model_type = 'RANDOM_FOREST_REGRESSOR', input_label_cols = ['lsalary'], num_parallel_tree = 100, max_tree_depth = 8)
PREDICT AT NONE
AS SELECT * FROM careers;
