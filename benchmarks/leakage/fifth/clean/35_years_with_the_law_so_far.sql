-- Years since a law was passed, and NULL as long as it was not: a later law is not told, a law in force is known a month before the year.
CREATE TABLE adopted AS SELECT state, min(year) FILTER (WHERE bac08 > 0) AS first_year FROM roads GROUP BY state;
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['nghtfatrte'])
PREDICT AT year_start LABEL KNOWN AT year_start + INTERVAL 549 DAY
AS SELECT r.year_start, r.minage, r.gdl, CASE WHEN a.first_year <= r.year THEN r.year - a.first_year END AS years_with_the_law, r.nghtfatrte
FROM roads r LEFT JOIN adopted a USING (state);
