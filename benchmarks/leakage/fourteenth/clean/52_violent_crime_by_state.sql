-- Violent crime by state and year; counts are known after a year and a half, so they are taken from two years before, by a join on the year.
CREATE TABLE state_years AS
SELECT
  now.state, now.year, now.year_start, now.govelec, now.black, now.metro,
  now.ag15_17, now.ag18_24, now.final1, now.final2,
  before.criv AS criv_2, before.crip AS crip_2, before.pris AS pris_2,
  before.unem AS unem_2, before.polpc AS polpc_2,
  now.criv
FROM prisons now
JOIN prisons before ON before.state = now.state AND before.year = now.year - 2;

CREATE MODEL violent_crime
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['criv'], max_tree_depth = 3)
KEY (state, year)
PREDICT AT year_start
LABEL KNOWN AT year_start + INTERVAL 500 DAY
AS SELECT * FROM state_years;
