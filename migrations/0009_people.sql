-- People and households: identity, numbers past and present, matching, merging, who may see whom, how long anything is kept.

create table household (
  province_id    text not null references province,
  id             uuid not null,
  unit_id        text references unit,
  address        text,
  created_by_org uuid,
  created_at     timestamptz not null default now(),
  primary key (province_id, id));
comment on table household is 'Hộ: people who live together; quarantine at home, relief and rounds go by household.';

create table person (
  province_id        text not null references province,
  id                 uuid not null,
  name               text not null,
  name_plain         text not null,
  name_masked        text not null,
  given_plain        text not null,
  sex                text constraint person_sex_known check (sex in ('male', 'female')),
  birth_date         date,
  birth_precision    text constraint person_birth_precision_known check (birth_precision in ('day', 'month', 'year')),
  unit_id            text references unit,
  address            text,
  household_id       uuid,
  nationality        text,
  ethnicity          text,
  occupation         text,
  numbers            text[] not null default '{}',
  phones             text[] not null default '{}',
  number_masked      text,
  phone_masked       text,
  created_by_org     uuid,
  created_by_account uuid,
  created_at         timestamptz not null default now(),
  changed_at         timestamptz not null default now(),
  version            int not null default 1,
  merged_into        uuid,
  retain_until       date not null,
  erased_at          timestamptz,
  primary key (province_id, id),
  foreign key (province_id, household_id) references household,
  foreign key (province_id, merged_into) references person,
  constraint person_birth_whole check ((birth_date is null) = (birth_precision is null)),
  constraint person_not_merged_into_self check (merged_into <> id));
comment on table person is 'Người: the name as written in one field. The keys, numbers and masked forms are prepared by the command that writes the event, for search and for screens that may not show more.';
comment on column person.birth_date is 'First day of what is known: a year alone is its 1 January with precision year.';
comment on column person.numbers is 'kind:value of every number, present and former; the same as in person_identifier.';
comment on column person.merged_into is 'Set while this record stands for another one of the same person; undoing the merge clears it.';
comment on column person.retain_until is 'Last day the record may name the person (Luật 91/2025/QH15); a room that still needs it moves the day.';
create index person_unit on person (province_id, unit_id, given_plain) where merged_into is null;
create index person_given on person (province_id, given_plain) where merged_into is null;
create index person_without_unit on person (province_id, created_by_org, created_at) where unit_id is null and merged_into is null;
create index person_household on person (province_id, household_id) where household_id is not null;
create index person_merged on person (province_id, merged_into) where merged_into is not null;
create index person_retained on person (province_id, retain_until) where erased_at is null;

create table person_identifier (
  province_id text not null references province,
  id          uuid not null,
  person_id   uuid not null,
  kind        text not null constraint person_identifier_kind_known check (kind in ('citizen', 'cmnd', 'insurance', 'passport', 'other')),
  value       text not null,
  warnings    jsonb not null default '[]',
  added_at    timestamptz not null default now(),
  added_by    uuid,
  ended_at    timestamptz,
  end_reason  text,
  primary key (province_id, id),
  foreign key (province_id, person_id) references person,
  constraint person_identifier_end_said check ((ended_at is null) = (end_reason is null)));
comment on table person_identifier is 'Giấy tờ: numbers by kind. A former number stays, so that old papers still find the person. Not unique on purpose: two records with one number are a question for a person, not an error to hide.';
create index person_identifier_person on person_identifier (province_id, person_id);
create index person_identifier_value on person_identifier (province_id, value);

create table person_phone (
  province_id text not null references province,
  id          uuid not null,
  person_id   uuid not null,
  number      text not null,
  added_at    timestamptz not null default now(),
  added_by    uuid,
  ended_at    timestamptz,
  primary key (province_id, id),
  foreign key (province_id, person_id) references person);
comment on table person_phone is 'Số điện thoại, as +84…. Shared by families: weak evidence.';
create index person_phone_person on person_phone (province_id, person_id);
create index person_phone_number on person_phone (province_id, number);

create table person_block (
  province_id text not null references province,
  key         bigint not null,
  person_id   uuid not null,
  primary key (province_id, key, person_id));
comment on table person_block is 'No foreign key: eight lines a person, written only by person_add_keys beside the person. Keys by which candidates are found: number, phone, birth date with given name, year with all words, address with given name, neighbouring words of the name. A record keeps its keys after a merge, so that a former writing still finds the person.';
create index person_block_person on person_block (province_id, person_id);

create table person_event (
  province_id text not null references province,
  id          uuid not null,
  person_id   uuid not null,
  type        text not null constraint person_event_type_known check (type in ('created', 'changed', 'unit_set', 'number_added', 'number_ended', 'phone_added', 'phone_ended', 'household_set', 'merged', 'unmerged', 'retained', 'erased')),
  at          timestamptz not null default now(),
  account_id  uuid,
  organisation_id uuid,
  detail      jsonb not null default '{}',
  primary key (province_id, id),
  foreign key (province_id, person_id) references person);
comment on table person_event is 'What happened to the record, oldest first by id. Stays with the record it happened to; the person''s page reads all records that stand for the person.';
create index person_event_person on person_event (province_id, person_id, id);

create table person_reach (
  province_id     text not null references province,
  id              uuid not null,
  organisation_id uuid not null,
  person_id       uuid not null,
  why             text not null constraint person_reach_why_known check (why in ('created', 'matched', 'handed_over', 'moved', 'placed', 'work')),
  from_at         timestamptz not null default now(),
  until_at        timestamptz,
  primary key (province_id, id),
  foreign key (province_id, organisation_id) references organisation,
  foreign key (province_id, person_id) references person);
comment on table person_reach is 'Được tiếp cận: a person an organisation works with outside its area, why and how long.';
create index person_reach_person on person_reach (province_id, person_id, organisation_id);
create index person_reach_organisation on person_reach (province_id, organisation_id, person_id);

create table person_pair (
  province_id text not null references province,
  a_id        uuid not null,
  b_id        uuid not null,
  bits        numeric not null,
  evidence    jsonb not null,
  found_at    timestamptz not null default now(),
  state       text not null default 'open' constraint person_pair_state_known check (state in ('open', 'later', 'same', 'not_same')),
  decided_at  timestamptz,
  decided_by  uuid,
  decided_org uuid,
  reason      text,
  primary key (province_id, a_id, b_id),
  foreign key (province_id, a_id) references person,
  foreign key (province_id, b_id) references person,
  constraint person_pair_order check (a_id < b_id),
  constraint person_pair_decided check ((state = 'open') = (decided_at is null)));
comment on table person_pair is 'Nghi trùng: two records that may be one person, with the reasoning. not_same is remembered and never proposed again.';
create index person_pair_b on person_pair (province_id, b_id);
create index person_pair_open on person_pair (province_id, state, bits desc) where state in ('open', 'later');

create table person_merge (
  province_id     text not null references province,
  id              uuid not null,
  kept_id         uuid not null,
  gone_id         uuid not null,
  at              timestamptz not null default now(),
  account_id      uuid,
  organisation_id uuid,
  reason          text not null,
  kept_before     jsonb not null,
  kept_after      jsonb not null,
  counts          jsonb not null,
  undone_at       timestamptz,
  undone_by       uuid,
  undo_reason     text,
  primary key (province_id, id),
  foreign key (province_id, kept_id) references person,
  foreign key (province_id, gone_id) references person,
  constraint person_merge_undone check ((undone_at is null) = (undo_reason is null)));
comment on table person_merge is 'Gộp hồ sơ: which record stands for which, what the kept one said before and after, how many lines of each table moved. Undone by the same journal.';
create index person_merge_gone on person_merge (province_id, gone_id);
create index person_merge_kept on person_merge (province_id, kept_id);

create table person_merge_line (
  province_id text not null references province,
  merge_id    uuid not null,
  child_table text not null,
  child_column text not null,
  row_key     jsonb not null,
  id          uuid not null,
  primary key (province_id, merge_id, id),
  foreign key (province_id, merge_id) references person_merge);
comment on table person_merge_line is 'Each line that was moved from the one record to the other, by its primary key, so that exactly these move back.';

create table person_receipt (
  province_id text not null references province,
  code_hash   text not null,
  person_id   uuid not null,
  issued_at   timestamptz not null default now(),
  until_at    timestamptz not null,
  primary key (province_id, code_hash),
  foreign key (province_id, person_id) references person);
comment on table person_receipt is 'Mã tra cứu: with it a resident asks who has looked at their record. Only the hash is kept.';
create index person_receipt_person on person_receipt (province_id, person_id);
create index person_receipt_code on person_receipt (code_hash);
