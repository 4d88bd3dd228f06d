-- Which laws are counted is decided by their correlation with the death rate up to 1987, published by the middle of
-- 1988; the model reads the years since 1990.
CREATE VIEW state_laws AS
UNPIVOT (SELECT state, year, totfatrte, seatbelt > 0 AS belt, minage >= 21 AS drinking_age, bac10 > 0.5 AS limit_10,
    perse > 0.5 AS per_se, zerotol > 0.5 AS zero_tolerance, gdl > 0.5 AS graduated FROM roads)
ON belt, drinking_age, limit_10, per_se, zero_tolerance, graduated INTO NAME law VALUE in_force;

CREATE TABLE effective_laws AS
SELECT law, corr(CAST(in_force AS INTEGER), totfatrte) AS effect
FROM state_laws
WHERE year <= 1987
GROUP BY law
HAVING corr(CAST(in_force AS INTEGER), totfatrte) < -0.1;

CREATE TABLE law_counts AS
SELECT state, year, count(*) FILTER (WHERE in_force) AS effective_laws_in_force
FROM state_laws SEMI JOIN effective_laws USING (law)
GROUP BY state, year;

CREATE TABLE state_years AS
SELECT r.state, r.year, r.year_start, coalesce(c.effective_laws_in_force, 0) AS effective_laws, r.sl55,
  r.sl65, r.slnone, before.totfatrte AS rate_two_years_ago, before.vehicmilespc AS miles_two_years_ago,
  r.totfatrte > 18 AS is_deadly
FROM roads AS r
LEFT JOIN law_counts AS c ON c.state = r.state AND c.year = r.year
JOIN roads AS before ON before.state = r.state AND before.year = r.year - 2
WHERE r.year >= 1990;

CREATE MODEL deadly_year
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_deadly'])
KEY (state, year)
PREDICT AT year_start
LABEL KNOWN AT year_start + INTERVAL 548 DAY
AS SELECT * FROM state_years;
