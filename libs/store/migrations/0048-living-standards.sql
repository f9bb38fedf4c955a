-- Local minimum living standards (最低生活保障标准), of which the protected living amount is counted (查扣冻规定 art 3). A correction is a new
-- row: of one region and first day the newest counts, and what an earlier decision rested on stays readable.
CREATE TABLE living_standard (
  id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  region        text NOT NULL CHECK (region ~ '^[0-9]{2}([0-9]{2}([0-9]{2})?)?$'), -- leading digits of 行政区划代码
  fen_per_month bigint NOT NULL CHECK (fen_per_month > 0 AND fen_per_month <= 100000000), -- per person
  valid_from    date NOT NULL,
  valid_until   date CHECK (valid_until >= valid_from),  -- last day; null until the next standard
  document      text NOT NULL CHECK (document <> ''),    -- name of the notice
  number        text NOT NULL CHECK (number <> ''),      -- its number (文号)
  entered_by    text NOT NULL,
  entered_at    timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX living_standard_by_region ON living_standard (region, valid_from, id);

CREATE FUNCTION living_standard_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a living standard is corrected by a new row';
END $$;
CREATE TRIGGER stays BEFORE UPDATE OR DELETE ON living_standard FOR EACH STATEMENT EXECUTE FUNCTION living_standard_stays();

-- What the sum kept free was counted from: shown with it in proposals and refusals.
ALTER TABLE obligor ADD COLUMN living_basis text;
