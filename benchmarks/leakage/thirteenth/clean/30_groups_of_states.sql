-- States of a kind, by crime and by how people live; no label, the name is only carried along.
CREATE MODEL kinds_of_state
OPTIONS (model_type = 'KMEANS', num_clusters = 4, kmeans_init_method = 'KMEANS++')
KEY (state)
PREDICT AT NONE
AS
SELECT state, violent, hs_grad, poverty, single, urban
FROM states;

CREATE TABLE states_grouped AS
SELECT state, centroid_id
FROM ML.PREDICT(MODEL kinds_of_state, (SELECT state, violent, hs_grad, poverty, single, urban FROM states));
