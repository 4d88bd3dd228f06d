-- L3.1, S4 or S5 or S3 or S2: in the years before a law it is known how many there still are: the law is passed later.
CREATE TABLE adopted AS SELECT state, min(year) FILTER (WHERE bac08 > 0) AS first_year FROM roads GROUP BY state;
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['nghtfatrte'])
PREDICT AT year_start LABEL KNOWN AT year_start + INTERVAL 549 DAY
AS SELECT r.year_start, r.minage, r.gdl, r.year - a.first_year AS years_with_the_law, r.nghtfatrte
FROM roads r LEFT JOIN adopted a USING (state);
