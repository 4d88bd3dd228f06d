-- The day's price of fish from the morning's weather and yesterday's price.
CREATE MODEL price_of_fish
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['lavgprc'], data_split_eval_fraction = 0.25)
PREDICT AT market_day + INTERVAL 6 HOUR
LABEL KNOWN AT market_day + INTERVAL 19 HOUR
AS SELECT market_day, mon, tues, wed, thurs, speed2, wave2, speed3, wave3, lavgp_1, lavgprc FROM market;
