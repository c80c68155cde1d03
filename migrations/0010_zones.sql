-- Risk level and distancing of areas, in time. Decisions are appended; what is in force is derived (src/zones/rules.ts).

create table zone_decision (
  province_id     text not null references province,
  id              uuid not null,
  disease         text not null,
  unit_id         text not null references unit,
  part_name       text,
  level           int constraint zone_level_known check (level between 1 and 4),
  distancing      text constraint zone_distancing_known check (distancing in ('ct15', 'ct16', 'ct19')),
  lockdown        boolean not null default false,
  valid_from      timestamptz not null,
  valid_to        timestamptz,
  basis           text not null,
  reason          text not null default '',
  document_id     uuid,
  rule_id         text,
  corrects_id     uuid,
  organisation_id uuid not null,
  post_id         uuid not null,
  account_id      uuid not null,
  decided_at      timestamptz not null,
  primary key (province_id, id),
  foreign key (province_id, organisation_id) references organisation,
  foreign key (province_id, post_id) references post,
  foreign key (province_id, corrects_id) references zone_decision,
  foreign key (province_id, document_id) references document,
  constraint zone_span check (valid_to is null or valid_to > valid_from));
comment on table zone_decision is 'Quyết định về cấp độ dịch, giãn cách, phong tỏa của một địa bàn: states everything of its scope (a unit, or a named part of one) from valid_from up to and not including valid_to; the latest of a scope counts. corrects_id: the named decision was entered wrongly and does not count from decided_at on.';
create index zone_decision_scope on zone_decision (province_id, disease, unit_id, valid_from);
