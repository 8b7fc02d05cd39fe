-- Counts the instructor's entries: only the connection of the last one leads, on whichever node it is.
alter table rooms add column lead bigint not null default 0;
