-- Whether members with a coached seat may let the leaders of a class see them, and from which age on. Classes from
-- before there was this may, at any age: their members are asked first.
alter table series add column mirror_allowed {bool} not null default true;
alter table series add column mirror_minimum_age integer not null default 0;
alter table sessions add column mirror_allowed {bool} not null default true;
alter table sessions add column mirror_minimum_age integer not null default 0;
