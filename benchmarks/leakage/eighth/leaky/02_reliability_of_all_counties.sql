-- L1.1, S9: the curve of reliability bins the chances of all years, of which only the last were not learned.
CREATE TABLE fct_counties AS
SELECT h.countyid, h.year, h.year_start, h.density, h.popul, h.perc1019, h.perc2029, h.percmale, p.murders AS murders_2,
  h.murders > 0 AS has_murder
FROM homicides AS h LEFT JOIN homicides AS p ON p.countyid = h.countyid AND p.year = h.year - 2;

CREATE MODEL has_murder
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['has_murder'])
KEY (countyid, year)
PREDICT AT year_start + INTERVAL 1 DAY
LABEL KNOWN AT year_start + INTERVAL 401 DAY
AS SELECT * FROM fct_counties;

CREATE VIEW scored_counties AS
SELECT year, has_murder, ML.PROBABILITY(predicted_has_murder_probs, TRUE) AS chance
FROM ML.PREDICT(MODEL has_murder, TABLE fct_counties);

CREATE TABLE rpt_reliability AS
SELECT round(chance, 1) AS bin, count(*) AS n, avg(chance) AS said, avg(CAST(has_murder AS INTEGER)) AS came
FROM scored_counties GROUP BY ALL;
