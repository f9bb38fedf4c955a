-- Why a court changed what it sets about measures, in words of the office; null of versions from before it was asked for.
ALTER TABLE control_policy ADD COLUMN reason text;
