-- L2, S1: a long table of attributes is made wide again, and a1 is the weight of which the answer is made.
CREATE TABLE numbered AS SELECT row_number() OVER (ORDER BY faminc, cigs, parity, motheduc, fatheduc, male, white, cigprice) AS birth_id, * FROM births;
CREATE TABLE attributes AS
SELECT birth_id, 'a1' AS name, CAST(bwght AS DOUBLE) AS reading FROM numbered
UNION ALL SELECT birth_id, 'a2', CAST(cigs AS DOUBLE) FROM numbered
UNION ALL SELECT birth_id, 'a3', CAST(faminc AS DOUBLE) FROM numbered;
CREATE TABLE wide AS
SELECT birth_id, max(CASE WHEN name = 'a1' THEN reading END) AS a1, max(CASE WHEN name = 'a2' THEN reading END) AS a2, max(CASE WHEN name = 'a3' THEN reading END) AS a3
FROM attributes GROUP BY birth_id;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_light']) KEY (birth_id) PREDICT AT NONE
AS SELECT w.birth_id, w.a1, w.a2, w.a3, n.bwght < 88 AS is_light FROM wide w JOIN numbered n USING (birth_id);
