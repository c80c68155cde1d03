-- Administrative units (reference, dated), organisations, posts and who holds them.

create table unit (
  id                text primary key,
  code              text not null,
  level             text not null constraint unit_level_known check (level in ('country', 'province', 'district', 'commune')),
  type              text not null,
  name              text not null,
  full_name         text not null,
  name_en           text,
  full_name_en      text,
  parent_id         text references unit,
  province_unit_id  text references unit,
  area_km2          numeric,
  population        int,
  population_suspect boolean not null default false,
  decree            text,
  lon               double precision,
  lat               double precision,
  valid_from        date not null,
  valid_to          date,
  search            text not null,
  constraint unit_dates check (valid_to is null or valid_to >= valid_from));
comment on table unit is 'Đơn vị hành chính: codes are re-used after 1/7/2025 for other units, so the id is "<year of the list>:<code>". valid_to is the last day.';
create index unit_code on unit (code);
create index unit_parent on unit (parent_id);
create index unit_province on unit (province_unit_id, level);

create table unit_succession (
  from_id      text not null references unit,
  to_id        text not null references unit,
  effective_on date not null,
  part         text not null constraint unit_succession_part check (part in ('full', 'partial')),
  legal_basis  text,
  primary key (from_id, to_id));
create index unit_succession_to on unit_succession (to_id);

create table organisation (
  province_id text not null references province,
  id          uuid not null,
  line        text not null constraint organisation_line_known check (line in ('party', 'government', 'council', 'front', 'mass', 'armed', 'health', 'education', 'enterprise', 'media', 'field', 'other')),
  kind        text not null,
  code        text,
  valid_from  date not null,
  valid_to    date,
  primary key (province_id, id),
  constraint organisation_dates check (valid_to is null or valid_to >= valid_from));
comment on table organisation is 'Cơ quan, đơn vị. kind is the glossary word (so_nganh, ubnd_xa, dang_uy_xa, tram_y_te, chot_kiem_soat, to_covid …); code is the electronic identification code (QĐ 20/2020/QĐ-TTg).';

create table organisation_version (
  province_id     text not null references province,
  organisation_id uuid not null,
  valid_from      date not null,
  valid_to        date,
  name            text not null,
  short_name      text,
  parent_id       uuid,
  unit_id         text references unit,
  email           text,
  phone           text,
  search          text not null,
  primary key (province_id, organisation_id, valid_from),
  foreign key (province_id, organisation_id) references organisation,
  foreign key (province_id, parent_id) references organisation);
comment on table organisation_version is 'Name and place in the tree in force for a span of days: a rename or a move adds a row, nothing is overwritten.';
create index organisation_version_parent on organisation_version (province_id, parent_id);
create index organisation_version_unit on organisation_version (province_id, unit_id);

create table organisation_succession (
  province_id  text not null references province,
  from_id      uuid not null,
  to_id        uuid not null,
  effective_on date not null,
  note         text,
  primary key (province_id, from_id, to_id),
  foreign key (province_id, from_id) references organisation,
  foreign key (province_id, to_id) references organisation);

create table post (
  province_id     text not null references province,
  id              uuid not null,
  organisation_id uuid not null,
  kind            text not null constraint post_kind_known check (kind in ('head', 'deputy', 'office', 'clerk', 'staff', 'inspector', 'field', 'admin')),
  title           text not null,
  rank            int not null default 100,
  valid_from      date not null,
  valid_to        date,
  primary key (province_id, id),
  foreign key (province_id, organisation_id) references organisation);
create index post_organisation on post (province_id, organisation_id);
comment on table post is 'Chức vụ: obligations and powers belong to the post, not to the person who holds it.';

create table account (
  province_id  text not null references province,
  id           uuid not null,
  auth_user_id text not null,
  name         text not null,
  email        text not null,
  phone        text,
  language     text not null default 'vi' constraint account_language check (language in ('vi', 'en')),
  disabled_at  timestamptz,
  created_at   timestamptz not null default now(),
  primary key (province_id, id),
  constraint account_auth_user unique (province_id, auth_user_id),
  constraint account_email unique (province_id, email));

create table post_holding (
  province_id text not null references province,
  id          uuid not null,
  post_id     uuid not null,
  account_id  uuid not null,
  from_at     timestamptz not null,
  until_at    timestamptz,
  handover_id uuid,
  primary key (province_id, id),
  foreign key (province_id, post_id) references post,
  foreign key (province_id, account_id) references account);
create index post_holding_account on post_holding (province_id, account_id) where until_at is null;
create unique index post_holding_one_at_a_time on post_holding (province_id, post_id, account_id) where until_at is null;

create table handover (
  province_id      text not null references province,
  id               uuid not null,
  post_id          uuid not null,
  from_account_id  uuid,
  to_account_id    uuid not null,
  at               timestamptz not null,
  by_account_id    uuid not null,
  open_obligations int not null,
  note             text,
  primary key (province_id, id),
  foreign key (province_id, post_id) references post);
comment on table handover is 'Bàn giao: a post passes from one person to the next as a recorded act, with the number of open obligations that pass with it.';
