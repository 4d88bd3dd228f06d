-- How far the incumbent was ahead of the party in the last election.
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_safe']) PREDICT AT NONE
AS WITH leads AS (SELECT democ, tenure, vote88, vote88 - prtystr AS ahead, vote90 > 60 AS is_safe FROM races)
SELECT democ, tenure, vote88, ahead, is_safe FROM leads;
