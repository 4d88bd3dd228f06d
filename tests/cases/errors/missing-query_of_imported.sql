CREATE MODEL theirs
OPTIONS (model_type = 'XGBOOST', model_path = 'models/late.json')
STANDARDS (roc_auc >= 0.7);

CREATE MODEL ours
OPTIONS (model_type = 'LOGISTIC_REG', model_path = 'models/late.json');

CREATE MODEL nowhere OPTIONS (model_type = 'ONNX') AS SELECT * FROM customers;
