-- Last year's murders are counted by the fifth week of the year, and the model is asked in March.
CREATE TABLE int_past AS
SELECT h.countyid, h.year, sum(p.murders) AS murders_3y, sum(p.arrests) AS arrests_3y, count(*) AS n_years
FROM homicides AS h
JOIN homicides AS p ON p.countyid = h.countyid AND p.year BETWEEN h.year - 3 AND h.year - 1
GROUP BY h.countyid, h.year;

CREATE MODEL any_murder
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['has_murder'], max_iterations = 20)
KEY (countyid, year)
PREDICT AT year_start + INTERVAL 60 DAY
LABEL KNOWN AT year_start + INTERVAL 401 DAY
AS
SELECT h.countyid, h.year, h.year_start, h.popul, h.density, h.perc1019, h.perc2029, p.murders_3y, p.arrests_3y,
  h.murders > 0 AS has_murder
FROM homicides AS h
JOIN int_past AS p USING (countyid, year)
WHERE p.n_years = 3;
