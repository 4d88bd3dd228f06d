-- The mean of the other states, of the year before last, which is published; the state's own value of that year is taken out.
CREATE TABLE national AS SELECT year, sum(totfatrte) AS s, count(totfatrte) AS n FROM roads GROUP BY year;

CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['totfatrte'])
PREDICT AT year_start LABEL KNOWN AT year_start + INTERVAL 549 DAY
AS SELECT r.year_start, r.minage, r.zerotol, r.bac08, (t.s - p.totfatrte) / (t.n - 1) AS elsewhere, r.totfatrte
FROM roads r
JOIN roads p ON p.state = r.state AND p.year = r.year - 2
JOIN national t ON t.year = p.year;
