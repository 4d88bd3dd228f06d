-- L1.4, S8 or L3.2: bills and flippers are joined back by island, species, sex and year, which many birds
-- share: each bird comes back once for each of them, and its copies are torn apart.
CREATE VIEW bills AS SELECT species, island, sex, year, bill_length_mm, bill_depth_mm FROM penguins;
CREATE VIEW bodies AS SELECT species, island, sex, year, flipper_length_mm, body_mass_g FROM penguins;
CREATE TABLE birds AS
SELECT b.bill_length_mm, b.bill_depth_mm, o.flipper_length_mm, o.body_mass_g
FROM bodies AS o JOIN bills AS b USING (species, island, sex, year);
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_heavy']) PREDICT AT NONE
AS SELECT * EXCLUDE (body_mass_g), body_mass_g > 4200 AS is_heavy FROM birds;
