-- Salary of baseball players by their career so far; the logarithm of the salary and the payroll of the team, of which it is a part, stay out.
CREATE VIEW careers AS
SELECT
  salary, nl, years, games, atbats,
  CASE
    WHEN catcher = 1 THEN 'catcher'
    WHEN outfield = 1 THEN 'outfield'
    WHEN shrtstop = 1 OR scndbase = 1 THEN 'middle infield'
    WHEN frstbase = 1 OR thrdbase = 1 THEN 'corner infield'
    ELSE 'designated hitter'
  END AS position,
  hits / nullif(atbats, 0) AS career_average,
  hruns / nullif(years, 0) AS hruns_a_year,
  rbis / nullif(years, 0) AS rbis_a_year,
  sbases / nullif(years, 0) AS sbases_a_year,
  allstar
FROM hitters;

CREATE MODEL hitter_salary
OPTIONS (
  model_type = 'LINEAR_REG', input_label_cols = ['salary'], l2_reg = 0.1,
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.3
)
PREDICT AT NONE
AS SELECT * FROM careers;
