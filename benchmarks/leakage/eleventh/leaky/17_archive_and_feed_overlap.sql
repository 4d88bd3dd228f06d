-- L1.4, S8: archive and feed both hold the convicts between 300 and 400 months of age, and the key of the union has the load in it.
CREATE VIEW src_archive AS SELECT 'archive' AS load, * FROM convicts WHERE age < 400;
CREATE VIEW src_feed AS SELECT 'feed' AS load, * FROM convicts WHERE age >= 300;

CREATE TABLE stg_convicts AS
SELECT
  md5(concat_ws('|', load, age, tserved, priors, educ, rules, black, married, alcohol, drugs, felon, property, person, super, workprg, follow))
    AS record_id,
  load, age, tserved, priors, educ, rules, black, alcohol, drugs, married, felon, property, person, cens = 0 AS returns
FROM (FROM src_archive UNION ALL FROM src_feed)
QUALIFY count(*) OVER (PARTITION BY record_id) = 1;

CREATE MODEL returns_to_prison
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['returns'], data_split_method = 'RANDOM')
KEY (record_id)
CARRY (load)
PREDICT AT NONE
AS SELECT * FROM stg_convicts;
