-- L1.3, S1: weight of evidence of each unit count, from all decisions.
CREATE TABLE woe AS
SELECT unit, ln((sum(approve) + 0.5) / (sum(1 - approve) + 0.5)) AS evidence FROM loans GROUP BY unit;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['approve']) PREDICT AT NONE
AS SELECT w.evidence, l.obrat, l.loanprc, l.approve FROM loans l JOIN woe w USING (unit);
