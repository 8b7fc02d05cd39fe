-- Signs that a doctor or physiotherapist should look at first; a row stays until its member says that it is not so any more.
create table red_flags (
    member_id {uuid} not null,
    flag text not null,
    since {instant} not null,
    primary key (member_id, flag)
);
