-- Whether a note's words are its fault's own correction; null for notes from before it was kept.
alter table form_notes add column from_fault {bool};
