-- Deaths on the roads of a state, asked on New Year's Day, from the laws and from the counts of two and three years ago.
CREATE VIEW state_years AS
SELECT
  state, year, year_start, minage, zerotol, gdl, bac08, bac10, perse, sl70plus,
  CASE seatbelt WHEN 0 THEN 'none' WHEN 1 THEN 'primary' ELSE 'secondary' END AS seatbelt_law,
  lag(totfatrte, 2) OVER w AS deaths_2,
  lag(totfatrte, 2) OVER w - lag(totfatrte, 3) OVER w AS deaths_change,
  lag(vehicmilespc, 2) OVER w AS miles_2,
  lag(unem, 2) OVER w AS unem_2,
  lag(perc14_24, 2) OVER w AS young_2,
  totfatrte
FROM roads
WINDOW w AS (PARTITION BY state ORDER BY year);

CREATE MODEL road_deaths
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['totfatrte'], max_tree_depth = 4)
KEY (state, year)
PREDICT AT year_start
LABEL KNOWN AT year_start + INTERVAL 548 DAY
AS SELECT * FROM state_years WHERE deaths_change IS NOT NULL;
