-- Lists of cases say how many institutions found something (工作台): a few answers in a hundred, counted without reading the others.
CREATE INDEX outcome_found ON outcome (inquiry_id, request_id) WHERE kind = 'found';
