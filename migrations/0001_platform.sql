-- The house: roles, the province served, settings, audit chains, files, commands applied once.
-- Every operational table carries province_id first in its keys, so that one database can later be spread by province.
-- Roles are made by the runner before the first migration: taicho_app (requests), taicho_system (jobs), taicho_auth (sign-in).

create schema auth;

create table province (
  id         text primary key constraint province_id_form check (id ~ '^[0-9A-Z]{2,8}$'),
  name       text not null,
  unit_id    text,
  created_at timestamptz not null default now());
comment on table province is 'Tỉnh: the province (or, in a drill, the model province) that operational rows belong to.';

create table setting (
  province_id text not null references province,
  key         text not null,
  value       jsonb not null,
  changed_at  timestamptz not null default now(),
  primary key (province_id, key));

create table audit_chain (
  province_id text not null references province,
  chain_id    uuid not null,
  seq         bigint not null,
  hash        bytea not null,
  primary key (province_id, chain_id));
comment on table audit_chain is 'Head of each chain. One chain per organisation acted for, so that writers of different organisations do not wait for each other; the nil UUID is the chain of the program itself.';

create table audit_event (
  province_id     text not null references province,
  chain_id        uuid not null,
  seq             bigint not null,
  at              timestamptz not null,
  account_id      uuid,
  post_id         uuid,
  organisation_id uuid,
  action          text not null,
  subject_kind    text not null,
  subject_id      text not null,
  purpose         text,
  detail          jsonb not null default '{}',
  request_id      text,
  previous_hash   bytea not null,
  hash            bytea not null,
  primary key (province_id, chain_id, seq));
create index audit_event_subject on audit_event (province_id, subject_kind, subject_id, at);
create index audit_event_at on audit_event (province_id, at desc);
comment on table audit_event is 'Nhật ký: every change and every look at a named person, written in the transaction of the act. Append-only, each row sealed over the one before it.';

create table stored_file (
  province_id text not null references province,
  sha256      text not null constraint stored_file_hash check (sha256 ~ '^[0-9a-f]{64}$'),
  bytes       bigint not null,
  media_type  text not null,
  created_at  timestamptz not null default now(),
  primary key (province_id, sha256));

create table file_access (
  province_id     text not null references province,
  sha256          text not null,
  organisation_id uuid not null,
  record_kind     text not null,
  record_id       text not null,
  name            text not null,
  granted_at      timestamptz not null default now(),
  primary key (province_id, organisation_id, sha256, record_kind, record_id),
  foreign key (province_id, sha256) references stored_file);
comment on table file_access is 'Which organisation may open a file, and through which record. The same bytes are kept once, however many records hold them.';

create table applied_command (
  province_id text not null references province,
  account_id  uuid not null,
  command_id  uuid not null,
  step        int not null,
  answer      jsonb,
  at          timestamptz not null default now(),
  primary key (province_id, account_id, command_id, step));
comment on table applied_command is 'A command carries an id made by its sender and is applied once; repeating it gives the first answer.';
create index applied_command_at on applied_command (province_id, at);
