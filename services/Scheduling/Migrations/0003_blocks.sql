-- What a session's run sheet is made of, as its instructor edits it; null for sessions planned before there were blocks.
alter table sessions add column blocks {json};
