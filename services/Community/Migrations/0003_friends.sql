create table added_friends (
    member_id {uuid} not null,
    friend_id {uuid} not null,
    added_at {instant} not null,
    primary key (member_id, friend_id)
);
create index added_friends_by_friend on added_friends (friend_id);

-- One row a pair, the lesser id first; its revision is the one the other services see.
create table friendships (
    first_id {uuid} not null,
    second_id {uuid} not null,
    revision bigint not null,
    are_friends {bool} not null,
    primary key (first_id, second_id)
);
