-- L3.2, L3.2: each traveller has four rows, one per mode and one of them chosen, which fall on both sides of the split.
CREATE VIEW offers AS
SELECT individual * 10 + mode AS offer_id, mode, ttme, invc, invt, gc, hinc, psize, choice
FROM trips;

CREATE MODEL chosen
OPTIONS (model_type = 'RANDOM_FOREST_CLASSIFIER', input_label_cols = ['choice'], data_split_method = 'RANDOM', min_evidence = 'LOW')
KEY (offer_id)
PREDICT AT NONE
AS SELECT * FROM offers;
