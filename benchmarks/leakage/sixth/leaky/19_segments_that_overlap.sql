-- L1.4, S8: an applicant with a cosigner and children is in both segments, so twice in the union.
CREATE VIEW with_cosigner AS SELECT * FROM loans WHERE cosign = 1;
CREATE VIEW with_dependants AS SELECT * FROM loans WHERE dep > 0;
CREATE TABLE book AS SELECT * FROM with_cosigner UNION ALL SELECT * FROM with_dependants;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['denied']) PREDICT AT NONE
AS SELECT loanamt, hrat, obrat, married, dep, self, cosign, unem, reject = 1 AS denied FROM book;
