-- L1.2, S5 or S4 or S2: counties are encoded by their mean murder rate over all years, also those that judge and come later.
CREATE TABLE county_encoding AS
SELECT countyid, avg(murdrate) AS county_murdrate
FROM homicides
GROUP BY countyid;

CREATE MODEL murder_rate
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['murdrate'], max_iterations = 40)
KEY (countyid, year)
PREDICT AT year_start + INTERVAL 30 DAY
LABEL KNOWN AT year_start + INTERVAL 401 DAY
AS
SELECT h.countyid, h.year, h.year_start, h.density, h.popul, h.perc1019, h.perc2029, h.percblack, h.percmale,
  e.county_murdrate, h.murdrate
FROM homicides h
JOIN county_encoding e USING (countyid);
