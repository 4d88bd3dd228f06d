-- L3.2, L3.2 or S9: the report on states never seen holds out single years of states, whose years before and after,
-- with the same laws, were learned from.
CREATE TABLE state_years AS
SELECT r.state, r.year, r.year_start, r.seatbelt, r.minage, r.zerotol, r.gdl, r.bac10, r.bac08, r.perse, r.sl55, r.sl65,
  b.vehicmilespc, b.perc14_24, ln(b.statepop) AS log_population, b.unem, r.totfatrte,
  hash(r.state, r.year) % 4 = 0 AS is_new_state
FROM roads AS r
JOIN roads AS b ON b.state = r.state AND b.year = r.year - 2;

CREATE MODEL death_rate
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['totfatrte'], subsample = 0.7)
KEY (state, year)
PREDICT AT year_start
LABEL KNOWN AT year_start + INTERVAL 548 DAY
AS SELECT * EXCLUDE (is_new_state) FROM state_years WHERE NOT is_new_state;

CREATE TABLE quality_in_new_states AS
SELECT 'states never seen' AS part, mean_absolute_error, r2_score
FROM ML.EVALUATE(MODEL death_rate, (SELECT * FROM state_years WHERE is_new_state));
