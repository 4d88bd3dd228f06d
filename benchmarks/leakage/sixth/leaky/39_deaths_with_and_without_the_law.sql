-- L3.1, S4 or S1: what a state's roads were like in the years without the law, all of them: for a year before the law
-- that is its own rate and that of later years.
CREATE VIEW history AS
SELECT year, year_start, state, minage, gdl, bac08, sl70plus, seatbelt, totfatrte,
  avg(totfatrte) FILTER (WHERE seatbelt = 0) OVER (PARTITION BY state) AS rate_without_law
FROM roads;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_deadly'])
PREDICT AT year_start
AS SELECT * EXCLUDE (totfatrte, year), totfatrte > 20 AS is_deadly FROM history;
