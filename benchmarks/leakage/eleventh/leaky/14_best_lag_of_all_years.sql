-- L1.3, S5 or S4: whether the rate of two, three or four years ago is the feature is chosen by correlation with the answer over all years.
CREATE TABLE int_roads AS
SELECT state, year, year_start, sl70plus, sbprim, zerotol, gdl, perse, seatbelt, totfatrte,
  lag(totfatrte, 2) OVER w AS rate_2, lag(totfatrte, 3) OVER w AS rate_3, lag(totfatrte, 4) OVER w AS rate_4
FROM roads
WINDOW w AS (PARTITION BY state ORDER BY year);

CREATE VIEW cfg_lag AS
SELECT CASE WHEN c2 >= c3 AND c2 >= c4 THEN 2 WHEN c3 >= c4 THEN 3 ELSE 4 END AS best
FROM (SELECT corr(rate_2, totfatrte) AS c2, corr(rate_3, totfatrte) AS c3, corr(rate_4, totfatrte) AS c4 FROM int_roads);

CREATE TABLE ft_roads AS
SELECT r.* EXCLUDE (rate_2, rate_3, rate_4),
  CASE c.best WHEN 2 THEN r.rate_2 WHEN 3 THEN r.rate_3 ELSE r.rate_4 END AS past_rate
FROM int_roads AS r, cfg_lag AS c
WHERE r.year >= 1985;

CREATE MODEL deaths
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['totfatrte'])
KEY (state, year)
PREDICT AT year_start
LABEL KNOWN AT year_start + INTERVAL 549 DAY
AS SELECT * FROM ft_roads;
