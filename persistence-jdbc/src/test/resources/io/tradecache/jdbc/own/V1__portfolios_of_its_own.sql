-- A program around tradecache may have a table of the same name.
CREATE TABLE portfolios (id bigint PRIMARY KEY);
