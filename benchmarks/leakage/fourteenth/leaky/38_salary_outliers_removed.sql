-- L1.3, S7: the players whose salary is below the 5th or above the 95th percentile are thrown out of the test rows, too.
CREATE TABLE hitters_trimmed AS
SELECT years, games, atbats, hits, hruns, rbis, sbases, allstar, fldperc, salary
FROM hitters
WHERE salary BETWEEN (SELECT quantile_cont(salary, 0.05) FROM hitters)
                 AND (SELECT quantile_cont(salary, 0.95) FROM hitters);

CREATE MODEL hitter_salary
OPTIONS (
  model_type = 'LINEAR_REG', input_label_cols = ['salary'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.25
)
PREDICT AT NONE
AS SELECT * FROM hitters_trimmed;
