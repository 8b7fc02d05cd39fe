-- Who leads, and on which connection: the instructor, unless another leader led on.
alter table rooms add column lead_member {uuid};
alter table rooms add column lead_connection text;
-- Since when prepared cues leave by themselves; null while they do not.
alter table rooms add column prepared_since {instant};
-- Since when nobody leads: no leader is connected, and there is no picture.
alter table rooms add column leaderless_since {instant};
-- Until when the class was led, which its length counts to; null in rooms from before that was told apart from its end.
alter table rooms add column led_until {instant};
-- Names change, and whose they are does not.
alter table form_notes add column better_by_member {uuid};
