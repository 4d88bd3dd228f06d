-- L1.2, S5: the share of lectures is compared with that of students of the same entrance mark, those kept back among
-- them; two lists and a lambda stand where a mean would.
CREATE TABLE peers AS SELECT ACT, list(atndrte ORDER BY atndrte) AS rates FROM attendance GROUP BY ACT;
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['final']) PREDICT AT NONE
AS
SELECT a.priGPA, a.ACT, a.frosh, a.soph,
  list_sum([CASE WHEN r < a.atndrte THEN 1 ELSE 0 END FOR r IN p.rates]) / len(p.rates) AS ahead_of, a.final
FROM attendance AS a JOIN peers AS p USING (ACT);
