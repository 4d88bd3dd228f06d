-- L3.1, S4 or S3 or S2: the mean hours of a man are taken over all his years, those after the predicted one too.
CREATE VIEW panel AS
SELECT nr, year, year_start, lwage, educ, exper, black, hisp, married,
  avg(hours) OVER (PARTITION BY nr) AS usual_hours,
  avg("union") OVER (PARTITION BY nr) AS usually_in_union
FROM dated_wages;

CREATE MODEL wage_of_year
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['lwage'])
KEY (nr, year)
PREDICT AT year_start + INTERVAL 1 DAY
LABEL KNOWN AT year_start + INTERVAL 365 DAY
AS SELECT * FROM panel;
