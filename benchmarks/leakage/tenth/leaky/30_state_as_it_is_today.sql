-- L3.1, S4 or S3 or S5 or S2: the state's profile is that of its latest year (2004) and is joined to all years from
-- 1982 on.
CREATE TABLE dim_state AS
SELECT state, arg_max(statepop, year ORDER BY year) AS statepop,
  arg_max(vehicmilespc, year ORDER BY year) AS miles_per_head,
  arg_max(perc14_24, year ORDER BY year) AS share_young, arg_max(unem, year ORDER BY year) AS unem
FROM roads
GROUP BY state;

CREATE TABLE state_years AS
SELECT r.state, r.year, r.year_start, r.seatbelt, r.minage, r.zerotol, r.gdl, r.bac08, r.perse, r.sl70plus,
  ln(d.statepop) AS log_population, d.miles_per_head, d.share_young, d.unem, r.totfatrte
FROM roads AS r
JOIN dim_state AS d ON d.state = r.state
WHERE r.year >= 1982;

CREATE MODEL death_rate
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['totfatrte'])
KEY (state, year)
PREDICT AT year_start
LABEL KNOWN AT year_start + INTERVAL 548 DAY
AS SELECT * FROM state_years;
