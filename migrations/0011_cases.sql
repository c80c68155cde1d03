-- Cases of a disease: what is known of each, how it was classified and by what definition, where the person was, and the counts of days.

create table outbreak_case (
  province_id          text not null references province,
  id                   uuid not null,
  disease              text not null,
  person_id            uuid not null,
  unit_id              text references unit,
  organisation_id      uuid,
  account_id           uuid,
  code                 text,
  classification       text not null constraint case_classification_known check (classification in ('suspect', 'probable', 'confirmed', 'discarded')),
  classified_by        text not null constraint case_classified_by_known check (classified_by in ('rule', 'person', 'open')),
  classified_on        date not null,
  rule_id              text,
  explanation          jsonb not null default '[]',
  symptomatic          boolean,
  onset_on             date,
  first_positive_on    date,
  probable_exposure_on date,
  reported_on          date not null,
  isolated_at          timestamptz,
  isolated_where       text,
  setting              text,
  cluster              text,
  severity             text,
  outcome              text constraint case_outcome_known check (outcome in ('recovered', 'died', 'moved')),
  outcome_on           date,
  facts                jsonb not null default '{}',
  form                 jsonb not null default '{}',
  external_ref         text,
  opened_at            timestamptz not null,
  changed_at           timestamptz not null,
  version              int not null default 1,
  primary key (province_id, id),
  foreign key (province_id, person_id) references person,
  foreign key (province_id, organisation_id) references organisation,
  constraint case_outcome_dated check ((outcome is null) = (outcome_on is null)));
comment on table outbreak_case is 'Ca bệnh: one episode of a disease in one person, as it stands now; how it came to be is in case_event.';
comment on column outbreak_case.unit_id is 'Where the person lived when the case was opened: a case counts for that commune although the person moves.';
comment on column outbreak_case.classified_by is 'rule: the definition in force decided. person: somebody decided, with a reason. open: the definition left it open and nobody has decided yet.';
comment on column outbreak_case.rule_id is 'Definition by which, or against which, the class was given; its wording and the weighed conditions are kept in explanation.';
comment on column outbreak_case.onset_on is 'First day of the sign from which the infectious days of the disease count: symptoms of COVID-19, rash of measles.';
comment on column outbreak_case.external_ref is 'Name of the case in another system; one system brings a case once.';
create unique index case_code on outbreak_case (province_id, disease, code) where code is not null;
create unique index case_external on outbreak_case (province_id, disease, external_ref) where external_ref is not null;
create index case_person on outbreak_case (province_id, person_id, disease);
create index case_list on outbreak_case (province_id, disease, reported_on desc, id desc);
create index case_unit on outbreak_case (province_id, disease, unit_id, reported_on desc, id desc);
create index case_open on outbreak_case (province_id, disease, reported_on desc, id desc) where classified_by = 'open';

create table case_event (
  province_id     text not null references province,
  id              uuid not null,
  case_id         uuid not null,
  kind            text not null constraint case_event_kind_known check (kind in ('opened', 'classified', 'refuted', 'changed', 'coded', 'outcome', 'milestone_added', 'milestone_voided')),
  at              timestamptz not null,
  account_id      uuid,
  organisation_id uuid,
  detail          jsonb not null default '{}',
  corrects_id     uuid,
  primary key (province_id, id),
  foreign key (province_id, case_id) references outbreak_case,
  foreign key (province_id, corrects_id) references case_event);
comment on table case_event is 'Diễn biến ca bệnh, appended only. detail holds what stood before, so that any earlier state can be told.';
create index case_event_case on case_event (province_id, case_id, id);
create index case_event_corrects on case_event (province_id, corrects_id) where corrects_id is not null;

create table case_draft (
  province_id text not null references province,
  case_id     uuid not null,
  account_id  uuid not null,
  body        jsonb not null,
  at          timestamptz not null,
  primary key (province_id, case_id, account_id),
  foreign key (province_id, case_id) references outbreak_case);
comment on table case_draft is 'Phiếu đang viết dở: what one person has typed into the investigation form and not recorded yet; for another device of the same person.';

create table place (
  province_id    text not null references province,
  id             uuid not null,
  kind           text not null constraint place_kind_known check (kind in ('place', 'vehicle', 'gathering')),
  name           text not null,
  name_plain     text not null,
  unit_id        text references unit,
  address        text,
  created_by_org uuid,
  created_at     timestamptz not null default now(),
  primary key (province_id, id));
comment on table place is 'Địa điểm, phương tiện, sự kiện: one record however many cases passed through it.';
create index place_plain on place (province_id, name_plain text_pattern_ops);
create index place_unit on place (province_id, unit_id);

create table case_milestone (
  province_id text not null references province,
  id          uuid not null,
  case_id     uuid not null,
  place_id    uuid not null,
  from_at     timestamptz not null,
  to_at       timestamptz not null,
  risk        text constraint milestone_risk_known check (risk in ('low', 'medium', 'high')),
  note        text,
  voided_at   timestamptz,
  primary key (province_id, id),
  foreign key (province_id, case_id) references outbreak_case,
  foreign key (province_id, place_id) references place,
  constraint milestone_span check (to_at >= from_at));
comment on table case_milestone is 'Mốc dịch tễ: where the person was, from when to when. A wrong one is voided with a reason in case_event, never rewritten.';
create index milestone_case on case_milestone (province_id, case_id, from_at);
create index milestone_place on case_milestone (province_id, place_id, from_at);

create table case_day (
  province_id    text not null references province,
  disease        text not null,
  unit_id        text not null,
  day            date not null,
  classification text not null,
  setting        text not null,
  n              int not null,
  primary key (province_id, disease, day, unit_id, classification, setting));
comment on table case_day is 'Số ca theo ngày báo cáo: written by the command that opens, classifies or moves a case; unit or setting not known is the empty text. Boards and levels of areas read only this.';
create index case_day_unit on case_day (province_id, disease, unit_id, day);
