-- How the number of a case and the place of a paper make one number (文书号) is the court's to say; what was given stays as it was given.
ALTER TABLE court ADD COLUMN paper_form text;
ALTER TABLE control_paper_number ADD COLUMN form text NOT NULL DEFAULT '{case}之{place}';
ALTER TABLE control_paper_number ALTER COLUMN form DROP DEFAULT;
