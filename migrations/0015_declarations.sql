-- Health declarations: what people say when they arrive, whom it concerns, what the rules make of it, what the commune did.

create table declaration (
  province_id   text not null references province,
  id            uuid not null,
  reference     text not null,
  receipt_hash  text not null,
  unit_id       text not null references unit,
  language      text not null constraint declaration_language_known check (language in ('vi', 'en')),
  channel       text not null constraint declaration_channel_known check (channel in ('resident', 'officer')),
  address       text,
  phone         text,
  origin        text not null constraint declaration_origin_known check (origin in ('viet_nam', 'abroad', 'unknown')),
  origin_unit_id text references unit,
  origin_text   text,
  left_on       date,
  left_at       text,
  arrived_on    date not null,
  vehicle       text,
  vehicle_number text,
  seat          text,
  route         text,
  transit       boolean,
  people        int not null,
  priority      int not null,
  state         text not null default 'new' constraint declaration_state_known check (state in ('new', 'visited', 'withdrawn')),
  submitted_at  timestamptz not null,
  changed_at    timestamptz not null,
  version       int not null default 1,
  organisation_id uuid,
  account_id    uuid,
  primary key (province_id, id),
  foreign key (province_id, organisation_id) references organisation,
  constraint declaration_has_people check (people > 0));
comment on table declaration is 'Tờ khai y tế: one journey of one person or of a family to a commune (unit_id). Prepared columns: people, priority (0 nothing, 1 to be looked at, 2 the same day, 3 at once). Only the hash of the receipt key is kept; organisation and account: the officer who wrote it down for somebody.';
create unique index declaration_receipt on declaration (province_id, receipt_hash);
create unique index declaration_reference on declaration (province_id, reference);
create index declaration_inbox on declaration (province_id, unit_id, state, priority desc, submitted_at desc);
create index declaration_day on declaration (province_id, state, priority desc, submitted_at desc);

create table declaration_person (
  province_id    text not null references province,
  id             uuid not null,
  declaration_id uuid not null,
  person_id      uuid not null,
  ord            int not null,
  said           jsonb not null,
  who_key        text not null,
  said_on        date not null,
  recognised     text not null constraint declaration_recognised_known check (recognised in ('same', 'review', 'different')),
  action         text not null constraint declaration_action_known check (action in ('emergency', 'call', 'quarantine', 'monitor', 'look', 'none')),
  disease        text,
  rule_id        text,
  rule           jsonb,
  triage         jsonb not null,
  ends_on        date,
  ended_at       timestamptz,
  primary key (province_id, id),
  foreign key (province_id, declaration_id) references declaration,
  foreign key (province_id, person_id) references person);
comment on table declaration_person is 'Người được khai: what was said of one person (said), who it is, what the rule in force asks (rule: the frozen row) and why (triage). ended_at: replaced by a correction or withdrawn; the line stays. who_key: hash by which one person''s declarations of a day are counted.';
create index declaration_person_of on declaration_person (province_id, declaration_id, ord);
create index declaration_person_person on declaration_person (province_id, person_id);
create index declaration_person_day on declaration_person (province_id, who_key, said_on);

create table declaration_event (
  province_id    text not null references province,
  id             uuid not null,
  declaration_id uuid not null,
  kind           text not null constraint declaration_event_known check (kind in ('submitted', 'changed', 'withdrawn', 'visited')),
  at             timestamptz not null,
  organisation_id uuid,
  account_id     uuid,
  detail         jsonb not null default '{}',
  primary key (province_id, id),
  foreign key (province_id, declaration_id) references declaration);
comment on table declaration_event is 'What happened to a declaration, oldest first; appended, never changed.';
create index declaration_event_of on declaration_event (province_id, declaration_id, id);
