-- The hits are counted over two pupils in ten, who are never given to the model; each pupil is one row.
CREATE TABLE mart_pupils AS
SELECT id, read12, math12, female, asian, hispan, black, motheduc, fatheduc, lfaminc, cathhs, hsgrad = 1 AS graduates
FROM pupils
WHERE hsgrad IS NOT NULL;

CREATE MODEL graduates
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['graduates'], auto_class_weights = TRUE)
KEY (id)
PREDICT AT NONE
AS SELECT * FROM mart_pupils WHERE hash(id) % 10 < 8;

CREATE TABLE rpt_hits_by_school AS
SELECT cathhs, count(*) AS n_pupils, avg(CAST(predicted_graduates = graduates AS INTEGER)) AS hit_rate
FROM ML.PREDICT(MODEL graduates, (SELECT * FROM mart_pupils WHERE hash(id) % 10 >= 8))
GROUP BY cathhs;
