-- L1.3, S5 or S1: which of four lags goes into the model was chosen by how well it goes along with the
-- answer in all years, in those kept back, too. Each lag by itself is past.
CREATE TABLE pairs AS
SELECT a.YEAR AS year, v.k, a.SUNACTIVITY AS now, b.SUNACTIVITY AS earlier
FROM sunspots AS a CROSS JOIN (VALUES (9), (10), (11), (12)) AS v(k) JOIN sunspots AS b ON b.YEAR = a.YEAR - v.k;
CREATE TABLE best AS
SELECT arg_max(k, fit ORDER BY k) AS k FROM (SELECT k, corr(now, earlier) AS fit FROM pairs GROUP BY k);
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_active']) PREDICT AT NONE
AS SELECT p.earlier, p.now > 50 AS is_active FROM pairs AS p JOIN best USING (k);
