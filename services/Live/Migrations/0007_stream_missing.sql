-- What of a live stream does not come although it was announced: audio or video.
alter table streams add column missing text;
