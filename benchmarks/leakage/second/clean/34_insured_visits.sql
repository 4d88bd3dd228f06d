-- Ordinary features of a count of visits.
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['mdvis'])
PREDICT AT NONE
AS SELECT lncoins, idp = 1 AS has_deductible, exp(lpi) AS incentive, physlm, disea, CASE WHEN hlthp = 1 THEN 'poor' WHEN hlthf = 1 THEN 'fair' WHEN hlthg = 1 THEN 'good' ELSE 'excellent' END AS health, mdvis FROM insured;
