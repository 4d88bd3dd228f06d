-- L1.3, S7 or S4: only states are kept in which unemployment and deaths went together over all years, those that judge included.
CREATE VIEW responsive_states AS
SELECT state
FROM roads
GROUP BY state
HAVING abs(corr(unem, totfatrte)) > 0.2;

CREATE MODEL fatality_rate
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['totfatrte'])
KEY (state, year)
PREDICT AT year_start
LABEL KNOWN AT year_start + INTERVAL 549 DAY
AS
SELECT r.state, r.year, r.year_start, r.seatbelt, r.minage, r.bac08, r.bac10, r.perse, r.sl70plus, r.gdl,
  before.unem AS unem_2, before.totfatrte AS totfatrte_2, r.totfatrte
FROM roads r
JOIN roads before ON before.state = r.state AND before.year = r.year - 2
WHERE r.state IN (SELECT state FROM responsive_states);
