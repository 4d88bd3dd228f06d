-- L1.3, S5 or S4: the rate of a county is its mean over all years, the years of the test and the row itself included.
CREATE MODEL murder_rate
OPTIONS (
  model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['murdrate'],
  data_split_method = 'SEQ', data_split_col = 'year'
)
PREDICT AT NONE
AS
WITH county_rate AS (
  SELECT countyid, avg(murdrate) AS mean_rate, stddev(murdrate) AS sd_rate
  FROM all_homicides
  GROUP BY countyid
)
SELECT h.year, h.density, h.popul, h.perc1019, h.perc2029, h.percblack, h.percmale, c.mean_rate, c.sd_rate, h.murdrate
FROM all_homicides h
JOIN county_rate c USING (countyid);
