-- When a person was told that the first court has not disposed of a thing for a year (保全规定 art 21): told once.
ALTER TABLE control_measure ADD COLUMN idle_told_on date;
CREATE INDEX control_measure_waiting ON control_measure (case_id) WHERE state = 'waiting' AND idle_told_on IS NULL;
