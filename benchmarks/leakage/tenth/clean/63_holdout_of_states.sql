-- The report on states never seen holds out whole states, and judges their years since 2000 by what was learned from
-- other states' years to 1997, whose counts were out in 1998.
CREATE TABLE state_years AS
SELECT r.state, r.year, r.year_start, r.seatbelt, r.minage, r.zerotol, r.gdl, r.bac10, r.bac08, r.perse, r.sl55, r.sl65,
  b.vehicmilespc, b.perc14_24, ln(b.statepop) AS log_population, b.unem, r.totfatrte,
  hash(r.state) % 4 = 0 AS is_new_state
FROM roads AS r
JOIN roads AS b ON b.state = r.state AND b.year = r.year - 2;

CREATE MODEL death_rate
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['totfatrte'], subsample = 0.7)
KEY (state, year)
PREDICT AT year_start
LABEL KNOWN AT year_start + INTERVAL 548 DAY
AS SELECT * EXCLUDE (is_new_state) FROM state_years WHERE NOT is_new_state AND year <= 1997;

CREATE TABLE quality_in_new_states AS
SELECT 'states never seen' AS part, mean_absolute_error, r2_score
FROM ML.EVALUATE(MODEL death_rate, (SELECT * FROM state_years WHERE is_new_state AND year >= 2000));
