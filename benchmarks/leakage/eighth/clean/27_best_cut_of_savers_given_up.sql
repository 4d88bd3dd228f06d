-- The income is sought among a quarter of the savers, whom the model never reads.
CREATE VIEW stg_savers AS
SELECT inc, fsize, marr, male, nettfa, e401k, age, pira = 1 AS has_account, hash(inc, age, fsize, nettfa) % 4 = 0 AS is_trial
FROM savers;

CREATE TABLE int_cuts AS
SELECT c.cut,
  abs(avg(CAST(s.has_account AS INTEGER)) FILTER (WHERE s.inc > c.cut / 10)
    - avg(CAST(s.has_account AS INTEGER)) FILTER (WHERE s.inc <= c.cut / 10)) AS gap
FROM stg_savers AS s CROSS JOIN range(300, 1000) AS c(cut)
WHERE s.is_trial
GROUP BY c.cut;

CREATE TABLE int_cut AS SELECT cut FROM int_cuts QUALIFY row_number() OVER (ORDER BY gap DESC, cut) = 1;

CREATE TABLE mart_savers AS
SELECT s.age, s.inc, s.fsize, s.marr, s.male, s.nettfa, s.e401k, s.inc > c.cut / 10 AS earns_well, s.has_account
FROM stg_savers AS s CROSS JOIN int_cut AS c
WHERE NOT s.is_trial;

CREATE MODEL has_account
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['has_account'])
PREDICT AT NONE
AS SELECT * FROM mart_savers;
