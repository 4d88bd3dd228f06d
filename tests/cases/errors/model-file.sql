CREATE MODEL theirs
OPTIONS (model_type = 'XGBOOST', model_path = 'data/orders.csv');

CREATE MODEL others
OPTIONS (model_type = 'LIGHTGBM', model_path = 'data/*.csv', seed = 3);
