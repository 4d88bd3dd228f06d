-- This year's wage from last year's, asked a day after the year has begun, when last year's is known.
CREATE VIEW with_last_year AS
SELECT
  nr, year_start, educ, exper, married, south, black, hisp,
  lag(lwage) OVER (PARTITION BY nr ORDER BY year_start) AS lwage_last,
  lag("union") OVER (PARTITION BY nr ORDER BY year_start) AS union_last,
  lwage
FROM dated_wages;

CREATE MODEL wage_this_year
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['lwage'])
KEY (nr, year_start)
PREDICT AT year_start + INTERVAL 1 DAY
LABEL KNOWN AT year_start + INTERVAL 365 DAY
AS SELECT * FROM with_last_year WHERE lwage_last IS NOT NULL;
