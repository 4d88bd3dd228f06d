-- Carbon dioxide of a week by what was measured four and fifty-two weeks before.
CREATE VIEW carbon_weeks AS
SELECT CAST(strptime(CAST(date AS VARCHAR), '%Y%m%d') AS TIMESTAMP) AS week, co2 FROM carbon;

CREATE TABLE carbon_lags AS
SELECT c.week, c.co2, m.co2 AS co2_4, y.co2 AS co2_52, month(c.week) AS month_of_year
FROM carbon_weeks c
JOIN carbon_weeks m ON m.week = c.week - INTERVAL 28 DAY
JOIN carbon_weeks y ON y.week = c.week - INTERVAL 364 DAY
WHERE c.co2 IS NOT NULL;

CREATE MODEL carbon_dioxide
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['co2'])
PREDICT AT week
AS SELECT * FROM carbon_lags;
