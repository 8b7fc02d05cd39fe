-- A segment's address holds, beside its number, the first take of the process that made it (its run): after a crash numbers go on, and an
-- address still means the same bytes for ever. 0: an earlier version named it by its number alone.
alter table segments add column run integer not null default 0;

-- How many discontinuities there were up to and with the segment; 0: not kept by an earlier version.
alter table segments add column discontinuities bigint not null default 0;

-- What of a live stream does not come although it was announced: sound or picture.
alter table streams add column missing text;

-- Why there is nothing recorded any more: deleted or expired.
alter table streams add column recording_gone text;
