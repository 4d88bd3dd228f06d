-- L2, S1: the term is harmless, but it is shown only where the bank approved: whether it is NULL is the
-- answer.
CREATE VIEW offers AS
SELECT loanamt, hrat, obrat, married, dep, self, unem, CASE WHEN approve = 1 THEN term END AS term_offered, approve
FROM loans;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['approved']) PREDICT AT NONE
AS SELECT * EXCLUDE (approve), approve = 1 AS approved FROM offers;
