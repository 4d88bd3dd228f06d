-- L2, S1: the event log keeps everything as JSON; a feature is read out of it that is the label.
CREATE TABLE events AS SELECT to_json({'income': appinc, 'ratio': obrat, 'status': approve}) AS payload, approve FROM loans;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['approve']) PREDICT AT NONE
AS SELECT CAST(payload->>'$.income' AS DOUBLE) AS income, payload->>'$.status' AS status, approve FROM events;
