-- The wage of a year, predicted at the end of January from the man's years before, which are known by then.
CREATE VIEW wage_history AS
SELECT
  nr, year, year_start, educ, exper, black, hisp,
  lag(lwage) OVER w AS wage_1,
  lag(lwage, 2) OVER w AS wage_2,
  lag(hours) OVER w AS hours_1,
  lag("union") OVER w AS union_1,
  lag(married) OVER w AS married_1,
  lwage
FROM dated_wages
WINDOW w AS (PARTITION BY nr ORDER BY year);

CREATE MODEL next_wage
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['lwage'], max_iterations = 80, learn_rate = 0.1)
KEY (nr, year)
PREDICT AT year_start + INTERVAL 30 DAY
LABEL KNOWN AT year_start + INTERVAL 365 DAY
AS SELECT * FROM wage_history WHERE wage_1 IS NOT NULL;

CREATE TABLE wages_expected AS
SELECT nr, year, predicted_lwage, wage_1
FROM ML.PREDICT(MODEL next_wage, (SELECT * FROM wage_history WHERE year = 1987));
