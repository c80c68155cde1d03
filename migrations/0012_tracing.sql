-- Tracing: who met whom and who was where, what level follows from it for each person, and how it came to be.

create table exposure (
  province_id     text not null references province,
  id              uuid not null,
  disease         text not null,
  source_id       uuid,
  place_id        uuid,
  target_id       uuid not null,
  from_at         timestamptz not null,
  to_at           timestamptz not null,
  relation        text,
  certainty       text not null default 'sure' constraint exposure_certainty_known check (certainty in ('sure', 'likely', 'doubtful')),
  note            text,
  organisation_id uuid,
  account_id      uuid,
  created_at      timestamptz not null,
  voided_at       timestamptz,
  void_reason     text,
  primary key (province_id, id),
  foreign key (province_id, source_id) references person,
  foreign key (province_id, target_id) references person,
  foreign key (province_id, place_id) references place,
  foreign key (province_id, organisation_id) references organisation,
  constraint exposure_one_way check ((source_id is null) <> (place_id is null)),
  constraint exposure_span check (to_at >= from_at),
  constraint exposure_void_said check ((voided_at is null) = (void_reason is null)));
comment on table exposure is 'Tiếp xúc: two persons met (source, target: whom the case named, either may have infected the other), or one person was at a place. Known by its day alone it is the whole day. A wrong one is voided, never changed.';
create index exposure_source on exposure (province_id, source_id, disease) where voided_at is null and source_id is not null;
create index exposure_target on exposure (province_id, target_id, disease) where voided_at is null;
create index exposure_place on exposure (province_id, place_id, disease) where voided_at is null and place_id is not null;

create table contact_state (
  province_id      text not null references province,
  disease          text not null,
  person_id        uuid not null,
  level            int constraint contact_level_known check (level between 0 and 3),
  first_at         timestamptz,
  last_at          timestamptz,
  pass             int[] not null,
  via_person       uuid,
  via_place        uuid,
  via_from         timestamptz,
  via_to           timestamptz,
  exposures        int not null default 0,
  cleared_at       timestamptz,
  level_since      timestamptz,
  last_exposure_on date,
  follow_to        date,
  follow_rule      text,
  reached_at       timestamptz,
  reached_by       uuid,
  primary key (province_id, disease, person_id),
  foreign key (province_id, person_id) references person,
  foreign key (province_id, via_person) references person,
  foreign key (province_id, via_place) references place);
comment on table contact_state is 'Cấp tiếp xúc as it stands: derived from cases and exposures by the rules of tracing, never typed. Whoever lost the level keeps the line with level null.';
comment on column contact_state.pass is 'Minutes since 1970 from which the person may pass the disease on when at most k steps are counted, by k; null: never. What the next change starts from.';
comment on column contact_state.via_person is 'The exposure that makes the level, the earliest: by whom, where, when. The way back to the case is followed from line to line.';
create index contact_level on contact_state (province_id, disease, level, level_since) where level is not null;
create index contact_person on contact_state (province_id, person_id);
create index contact_unreached on contact_state (province_id, disease, level_since) where level in (1, 2, 3) and reached_at is null;
create index contact_via on contact_state (province_id, via_person) where via_person is not null;

create table contact_history (
  province_id     text not null references province,
  id              uuid not null,
  disease         text not null,
  person_id       uuid not null,
  at              timestamptz not null,
  kind            text not null constraint contact_history_kind_known check (kind in ('level', 'exposed_again', 'reached')),
  from_level      int,
  to_level        int,
  detail          jsonb not null default '{}',
  account_id      uuid,
  organisation_id uuid,
  primary key (province_id, id),
  foreign key (province_id, person_id) references person);
comment on table contact_history is 'Every change of a level and of its last exposure, and when the contact was reached; appended only.';
create index contact_history_person on contact_history (province_id, person_id, id);
