-- L3.2: whether an athlete was ever below two is one answer for both terms, and terms are split at random.
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['ever_low']) PREDICT AT NONE
AS SELECT sat, hsize, hsperc, season, ever_low
FROM (SELECT sat, hssize AS hsize, hsperc, season, min(trmgpa) OVER (PARTITION BY id) < 2 AS ever_low FROM athletes);
