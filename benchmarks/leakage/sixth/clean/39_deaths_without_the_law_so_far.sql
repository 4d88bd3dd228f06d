-- The same mean over the years without the law, up to the year before last, whose deaths were counted last
-- July.
CREATE VIEW history AS
SELECT year, year_start, state, minage, gdl, bac08, sl70plus, seatbelt, totfatrte,
  avg(totfatrte) FILTER (WHERE seatbelt = 0) OVER (
    PARTITION BY state ORDER BY year ROWS BETWEEN UNBOUNDED PRECEDING AND 2 PRECEDING
  ) AS rate_without_law
FROM roads;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_deadly'])
PREDICT AT year_start
AS SELECT * EXCLUDE (totfatrte, year), totfatrte > 20 AS is_deadly FROM history;
