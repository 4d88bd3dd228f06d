-- What stood in a firm's first year is known in each later one.
CREATE TABLE firms_first AS SELECT fcode, year, scrap, first_value(employ) OVER (PARTITION BY fcode ORDER BY year) AS first_employ FROM trainings;
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['scrap'], data_split_group_cols = ['fcode']) PREDICT AT NONE AS SELECT fcode, first_employ, scrap FROM firms_first;
