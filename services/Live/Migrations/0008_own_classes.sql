-- A member's own classes are looked up by member.
create index participants_by_member on participants (member_id);
