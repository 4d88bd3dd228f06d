-- A self join on the year before.
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['invest'])
PREDICT AT NONE
AS SELECT a.firm, b.invest AS invest_before, b.value AS value_before, a.invest FROM firms a JOIN firms b ON b.firm = a.firm AND b.year = a.year - 1;
