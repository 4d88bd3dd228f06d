-- whether a convict is back within three years, which is known of all: each was followed for longer.
CREATE VIEW released AS
SELECT black, alcohol, drugs, super, married, felon, workprg, property, person, priors, educ, rules, age, tserved,
  cens = 0 AND durat <= 36 AS is_back
FROM convicts;

CREATE MODEL back_in_prison
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_back'], auto_class_weights = TRUE)
TRANSFORM (* EXCEPT (age, tserved), age / 12.0 AS age_years, ln(tserved + 1) AS log_served)
PREDICT AT NONE
AS SELECT * FROM released;
