-- L3.1, S4 or S5: the county's mean is over 1980 to 1996, whatever year is predicted.
CREATE TABLE county_profile AS
SELECT countyid, avg(murdrate) AS mean_murdrate, max(execs) AS max_execs FROM homicides GROUP BY countyid;

CREATE MODEL murder_rate
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['murdrate'], max_iterations = 50)
KEY (countyid, year)
PREDICT AT year_start + INTERVAL 1 DAY
AS SELECT h.countyid, h.year, h.year_start, h.density, h.popul, h.perc1019, h.perc2029, h.percblack, h.percmale,
  c.mean_murdrate, c.max_execs, h.murdrate
FROM homicides h
JOIN county_profile c ON c.countyid = h.countyid;
