-- A union of two segments by different columns; the second leaves out whoever is in the first, NULL or not.
CREATE VIEW with_cosigner AS SELECT * FROM loans WHERE cosign = 1;
CREATE VIEW with_dependants AS SELECT * FROM loans WHERE dep > 0 AND cosign IS DISTINCT FROM 1;
CREATE TABLE book AS SELECT * FROM with_cosigner UNION ALL SELECT * FROM with_dependants;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['denied']) PREDICT AT NONE
AS SELECT loanamt, hrat, obrat, married, dep, self, cosign, unem, reject = 1 AS denied FROM book;
