-- The state's rank by the death rate of the year before last; all rates of that year are published.
CREATE VIEW ranked AS SELECT state, year, rank() OVER (PARTITION BY year ORDER BY totfatrte DESC) AS place FROM roads;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_deadly'])
PREDICT AT year_start LABEL KNOWN AT year_start + INTERVAL 549 DAY
AS SELECT r.year_start, r.sl70plus, r.perse, k.place, r.totfatrte > 20 AS is_deadly
FROM roads r LEFT JOIN ranked k ON k.state = r.state AND k.year = r.year - 2;
