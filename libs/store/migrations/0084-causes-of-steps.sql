-- Why a step was taken, as a code with figures, where no person said so; null of what a person said, and of steps from before there were codes.
-- The same in English stands in `reason`.
ALTER TABLE control_event ADD COLUMN cause jsonb;
