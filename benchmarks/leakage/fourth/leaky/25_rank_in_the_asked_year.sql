-- L2, S1 or S2: the state's rank by the death rate of the very year whose rate is asked.
CREATE VIEW ranked AS
SELECT state, year_start, sl70plus, perse, totfatrte, rank() OVER (PARTITION BY year ORDER BY totfatrte DESC) AS place FROM roads;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_deadly'])
PREDICT AT year_start LABEL KNOWN AT year_start + INTERVAL 549 DAY
AS SELECT year_start, sl70plus, perse, place, totfatrte > 20 AS is_deadly FROM ranked;
