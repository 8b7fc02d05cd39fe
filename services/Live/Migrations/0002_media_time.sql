alter table cues add column media_at_ms bigint;
