-- Nghĩa vụ: who owes what by when. The events are the truth; the columns of obligation beside its facts, the tallies and the board rows
-- are prepared from them by the command that writes the event, so that a board of 100,000 obligations reads in a few rows.
-- Policies and grants: repeatable/3_obligations.sql. Events are never changed or deleted.

create table obligation_clause (
  province_id      text not null references province,
  id               uuid not null,
  directive_id     uuid not null,
  giver_org        uuid not null,
  seq              int not null,
  label            text,
  text             text not null,
  directive_number text,
  directive_title  text,
  directive_issuer text,
  directive_date   date,
  elements         jsonb not null default '[]',
  figures          jsonb not null default '[]',
  created_at       timestamptz not null,
  primary key (province_id, id));
comment on table obligation_clause is 'The order as it stood when it was given: a later correction of the document does not change what a unit was told.';
create index obligation_clause_directive on obligation_clause (province_id, directive_id, seq);

create table obligation (
  province_id     text not null references province,
  id              uuid not null,
  clause_id       uuid not null,
  directive_id    uuid not null,
  giver_org       uuid not null,
  giver_outside   boolean not null default false,
  upper_givers    uuid[] not null default '{}',
  coordinators    uuid[] not null default '{}',
  parent_id       uuid,
  urgency         text not null default 'none' constraint obligation_urgency check (urgency in ('none', 'urgent', 'very_urgent', 'immediate')),
  own_text        text,
  baseline_kind   text not null constraint obligation_baseline_kind check (baseline_kind in ('none', 'day', 'moment')),
  baseline_at     timestamptz,
  rhythm          jsonb,
  assigned_at     timestamptz not null,
  assigned_by     uuid,
  -- Prepared from the events by the same command.
  owner_org       uuid not null,
  owner_post      uuid,
  work            text not null constraint obligation_work check (work in ('assigned', 'doing', 'reported', 'accepted', 'returned', 'redo', 'suspended', 'waived', 'closed')),
  due_kind        text not null constraint obligation_due_kind check (due_kind in ('none', 'day', 'moment')),
  due_at          timestamptz,
  acknowledge_by  timestamptz not null,
  acknowledged_at timestamptz,
  reported_at     timestamptz,
  finished_at     timestamptz,
  finish          text not null constraint obligation_finish check (finish in ('open', 'on_time', 'late', 'undated', 'aside')),
  finish_baseline text not null constraint obligation_finish_baseline check (finish_baseline in ('open', 'on_time', 'late', 'undated', 'aside')),
  extensions      int not null default 0,
  waits           text[] not null default '{}',
  open_obstacles  int not null default 0,
  obstacle_by     timestamptz,
  sent_back       int not null default 0,
  reminded_at     timestamptz,
  last_event_at   timestamptz not null,
  seq             int not null,
  primary key (province_id, id),
  foreign key (province_id, clause_id) references obligation_clause,
  foreign key (province_id, owner_org) references organisation,
  foreign key (province_id, giver_org) references organisation,
  constraint obligation_baseline_whole check ((baseline_kind = 'none') = (baseline_at is null)),
  constraint obligation_due_whole check ((due_kind = 'none') = (due_at is null)));
comment on table obligation is 'Nghĩa vụ: what one unit owes under one clause. Columns from owner_org on are prepared from obligation_event; `taicho doctor` recomputes them and a test proves them equal.';
comment on column obligation.due_at is 'Last instant that is on time. For a day, its last millisecond in Viet Nam. For a periodic duty, that of its earliest open period.';
comment on column obligation.upper_givers is 'Givers above the giver, nearest first; they may look, inspect and remind.';
comment on column obligation.waits is 'What waits for the giver: report, period, query, extension, obstacle, returned.';
create index obligation_owner on obligation (province_id, owner_org, coalesce(due_at, 'infinity'), id) where work not in ('accepted', 'waived', 'closed');
create index obligation_owner_all on obligation (province_id, owner_org, last_event_at desc);
create index obligation_board on obligation (province_id, giver_org, directive_id, owner_org);
create index obligation_owner_clause on obligation (province_id, clause_id, owner_org);
create index obligation_giver_due on obligation (province_id, giver_org, coalesce(due_at, 'infinity'), id) where work not in ('accepted', 'waived', 'closed');
create index obligation_giver_directive_due on obligation (province_id, giver_org, directive_id, coalesce(due_at, 'infinity'), id) where work not in ('accepted', 'waived', 'closed');
create index obligation_awaits on obligation (province_id, giver_org, last_event_at, id) where waits <> '{}';
create index obligation_unacknowledged on obligation (province_id, giver_org, directive_id, acknowledge_by, id) where work = 'assigned';
create index obligation_parent on obligation (province_id, parent_id) where parent_id is not null;
create index obligation_clock on obligation (province_id, due_at) where work in ('assigned', 'doing', 'redo');
create index obligation_coordinators on obligation using gin (coordinators);

create table obligation_event (
  province_id   text not null references province,
  obligation_id uuid not null,
  seq           int not null,
  at            timestamptz not null,
  by_org        uuid not null,
  by_post       uuid,
  by_account    uuid,
  command_id    uuid not null,
  type          text not null constraint obligation_event_type check (type in ('assigned', 'acknowledged', 'queried', 'answered', 'returned', 'reassigned', 'split', 'reported', 'accepted', 'sent_back',
    'extension_requested', 'extended', 'extension_refused', 'obstacle_raised', 'obstacle_answered', 'reminded', 'inspected', 'commended', 'sanctioned', 'handed_over', 'suspended', 'resumed', 'waived', 'closed', 'corrected')),
  body          jsonb not null,
  primary key (province_id, obligation_id, seq),
  constraint obligation_event_command unique (province_id, obligation_id, command_id),
  foreign key (province_id, obligation_id) references obligation,
  constraint obligation_event_body check (body ->> 'type' = type));
comment on table obligation_event is 'What happened, append-only. command_id comes from the sender: a command sent twice is one event.';
comment on column obligation_event.seq is 'Dense per obligation; the primary key is what refuses two events decided from the same state.';

create table obligation_part (
  province_id text not null references province,
  parent_id   uuid not null,
  part_id     uuid not null,
  takes       jsonb not null,
  shares      jsonb not null default '[]',
  primary key (province_id, parent_id, part_id),
  foreign key (province_id, parent_id) references obligation (province_id, id),
  foreign key (province_id, part_id) references obligation (province_id, id));
comment on table obligation_part is 'Proof that the parts cover the whole: which stretches of the text and which share of each figure a part carries.';

create table obligation_evidence (
  province_id   text not null references province,
  obligation_id uuid not null,
  seq           int not null,
  sha256        text not null,
  name          text not null,
  media_type    text not null,
  bytes         bigint not null,
  primary key (province_id, obligation_id, seq, sha256),
  foreign key (province_id, obligation_id) references obligation);
comment on table obligation_evidence is 'Tệp minh chứng of the event seq; the bytes are in the file store.';

create table obligation_period (
  province_id   text not null references province,
  obligation_id uuid not null,
  key           text not null,
  owner_org     uuid not null,
  giver_org     uuid not null,
  due_kind      text not null constraint obligation_period_due_kind check (due_kind in ('day', 'moment')),
  due_at        timestamptz not null,
  state         text not null default 'due' constraint obligation_period_state check (state in ('due', 'reported', 'accepted', 'redo', 'waived')),
  reported_at   timestamptz,
  primary key (province_id, obligation_id, key),
  foreign key (province_id, obligation_id) references obligation);
comment on table obligation_period is 'Lịch báo cáo: occurrences of a periodic duty in the unit''s calendar up to the horizon. The key is made from the rhythm alone, so writing them twice changes nothing.';
create index obligation_period_owner on obligation_period (province_id, owner_org, due_at);
create index obligation_period_giver on obligation_period (province_id, giver_org, due_at);

create table obligation_tally (
  province_id     text not null references province,
  giver_org       uuid not null,
  id              uuid not null,
  directive_id    uuid not null,
  clause_id       uuid not null,
  work            text not null,
  finish          text not null,
  finish_baseline text not null,
  due_at          timestamptz not null,
  acknowledge_by  timestamptz not null,
  waiting         boolean not null,
  n               int not null,
  primary key (province_id, giver_org, id));
comment on table obligation_tally is 'Counts for the first line of the board, as additions and subtractions: a unit that acknowledges adds a row and waits for nobody. The compacting job sums rows of one class. ''infinity'' stands for no deadline, and for acknowledged.';
create index obligation_tally_directive on obligation_tally (province_id, giver_org, directive_id);

create table obligation_board_row (
  province_id     text not null references province,
  giver_org       uuid not null,
  directive_id    uuid not null,
  owner_org       uuid not null,
  total           int not null,
  unacknowledged  int not null,
  owed            int not null,
  reported        int not null,
  accepted        int not null,
  returned        int not null,
  aside           int not null,
  earliest_due    timestamptz not null,
  earliest_ack_by timestamptz not null,
  primary key (province_id, giver_org, directive_id, owner_org));
comment on table obligation_board_row is 'One line of the board: a unit under a directive, or under all directives of the giver (directive_id nil). earliest_due orders units by lateness without asking what day it is.';
create index obligation_board_row_late on obligation_board_row (province_id, giver_org, directive_id, earliest_due, owner_org);

create table obligation_notice (
  province_id     text not null references province,
  id              uuid not null,
  organisation_id uuid not null,
  post_id         uuid,
  kind            text not null,
  obligation_id   uuid,
  directive_id    uuid,
  facts           jsonb not null default '{}',
  dedupe          text not null,
  at              timestamptz not null,
  mailed_at       timestamptz,
  primary key (province_id, id),
  constraint obligation_notice_once unique (province_id, organisation_id, dedupe));
comment on table obligation_notice is 'Thông báo for an organisation (or one post of it). dedupe names the occasion, so that a job that runs twice tells once.';
create index obligation_notice_inbox on obligation_notice (province_id, organisation_id, at desc, id);
create index obligation_notice_unmailed on obligation_notice (province_id, at) where mailed_at is null;

create table obligation_notice_read (
  province_id text not null references province,
  account_id  uuid not null,
  post_id     uuid not null,
  read_until  timestamptz not null,
  primary key (province_id, account_id, post_id));

create table obligation_filter (
  province_id text not null references province,
  account_id  uuid not null,
  post_id     uuid not null,
  name        text not null,
  filter      jsonb not null,
  created_at  timestamptz not null default now(),
  primary key (province_id, account_id, post_id, name));
comment on table obligation_filter is 'Saved filters of the board, of a person acting for a post.';
