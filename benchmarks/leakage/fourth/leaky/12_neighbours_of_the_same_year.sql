-- L3.1, S1 or S2 or S3: the mean death rate of all other states in the year that is to be predicted comes out together with the state's own.
CREATE TABLE national AS SELECT year, sum(totfatrte) AS s, count(totfatrte) AS n FROM roads GROUP BY year;

CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['totfatrte'])
PREDICT AT year_start LABEL KNOWN AT year_start + INTERVAL 549 DAY
AS SELECT r.year_start, r.minage, r.zerotol, r.bac08, (t.s - r.totfatrte) / (t.n - 1) AS elsewhere, r.totfatrte
FROM roads r JOIN national t ON t.year = r.year;
