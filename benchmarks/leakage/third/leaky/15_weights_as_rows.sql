-- L1.4, S8: a lateral series as long as the weight of the class.
CREATE TABLE weighted AS
SELECT r.age, r.priors, r.educ, r.cens FROM convicts r, generate_series(1, CASE WHEN r.cens = 0 THEN 3 ELSE 1 END) AS g(i);
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['cens']) PREDICT AT NONE AS SELECT age, priors, educ, cens FROM weighted;
