-- L1.4, S8: claims of Kentucky after the change are in both extracts and stand twice in the table.
CREATE TABLE all_claims AS
SELECT ldurat, age, male, married, prewage, indust, injtype, benefit, ky, afchnge FROM injuries WHERE ky = 1
UNION ALL
SELECT ldurat, age, male, married, prewage, indust, injtype, benefit, ky, afchnge FROM injuries WHERE afchnge = 1;

CREATE MODEL claim_duration
OPTIONS (model_type = 'RANDOM_FOREST_REGRESSOR', input_label_cols = ['ldurat'])
PREDICT AT NONE
AS SELECT * FROM all_claims;
