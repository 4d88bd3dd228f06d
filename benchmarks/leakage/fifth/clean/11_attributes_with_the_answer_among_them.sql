-- The long table holds the weight too, in the same column as the rest; made wide again, a1 is only the answer, and features are a2 and a3.
CREATE TABLE numbered AS SELECT row_number() OVER (ORDER BY faminc, cigs, parity, motheduc, fatheduc, male, white, cigprice) AS birth_id, * FROM births;
CREATE TABLE attributes AS
SELECT birth_id, 'a1' AS name, CAST(bwght AS DOUBLE) AS reading FROM numbered
UNION ALL SELECT birth_id, 'a2', CAST(cigs AS DOUBLE) FROM numbered
UNION ALL SELECT birth_id, 'a3', CAST(faminc AS DOUBLE) FROM numbered;
CREATE TABLE wide AS
SELECT birth_id, max(CASE WHEN name = 'a1' THEN reading END) AS a1, max(CASE WHEN name = 'a2' THEN reading END) AS a2, max(CASE WHEN name = 'a3' THEN reading END) AS a3
FROM attributes GROUP BY birth_id;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_light']) KEY (birth_id) PREDICT AT NONE
AS SELECT birth_id, a2, a3, a1 < 88 AS is_light FROM wide;
