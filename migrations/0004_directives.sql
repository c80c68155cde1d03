-- Văn bản: a document as read and confirmed, its clauses, the registers, deliveries, instructions, coverage.

create table document (
  province_id     text not null references province,
  id              uuid not null,
  organisation_id uuid not null,
  origin          text not null constraint document_origin_known check (origin in ('received', 'drafted', 'exchanged')),
  state           text not null constraint document_state_known check (state in ('reading', 'unreadable', 'to_confirm', 'registered', 'draft', 'issued', 'cancelled')),
  system          text constraint document_system_known check (system in ('state', 'party')),
  type            text,
  number          text,
  number_key      text,
  issuer          text,
  issuer_id       uuid,
  parent_issuer   text,
  place           text,
  issued_on       date,
  title           text,
  urgency         text,
  signer          text,
  signer_title    text,
  file_sha256     text,
  file_name       text,
  file_kind       text,
  page_count      int not null default 0,
  text            text,
  reading         jsonb,
  working         jsonb,
  confirmed       jsonb,
  draft           jsonb,
  version         int not null default 0,
  doubts          int not null default 0,
  task_count      int not null default 0,
  paper_warnings  jsonb not null default '[]',
  refusal         jsonb,
  exchange        jsonb,
  upper_organisations uuid[] not null default '{}',
  created_by_post uuid not null,
  created_by      uuid not null,
  created_at      timestamptz not null,
  confirmed_by    uuid,
  confirmed_at    timestamptz,
  search          text not null default '',
  primary key (province_id, id),
  foreign key (province_id, organisation_id) references organisation);
comment on column document.reading is 'What the reader found: {value, evidence, warnings}; never changed after reading.';
comment on column document.working is 'What the clerk sees and corrects: {value, evidence, checked}; version refuses a lost update.';
comment on column document.doubts is 'Places still to be looked at, and task_count the items read: counted when the working copy is written, so that the desk need not open it.';
comment on column document.confirmed is 'The values as confirmed (or as issued), after corrections; document_correction holds what stood before each.';
comment on column document.exchange is 'Of a document that came as an exchange message: sender, code, identity and what its header says, to compare with the paper and to answer.';
comment on column document.draft is 'The draft as typed; kept after issue, so that the paper can be drawn again as it went out.';
comment on column document.upper_organisations is 'Organisations that gave the documents this one carries out, nearest first: they may read it once it is issued.';
comment on column document.number_key is 'Number folded for comparing: no spaces, Đ as D, upper case. Duplicate check is number + issuer + date.';
create index document_organisation on document (province_id, organisation_id, created_at desc);
create index document_desk on document (province_id, organisation_id, state, created_at desc);
create index document_number on document (province_id, number_key);
create index document_file on document (province_id, file_sha256);
create index document_upper_organisations on document using gin (upper_organisations);

create table document_page (
  province_id text not null references province,
  document_id uuid not null,
  number      int not null,
  width       double precision not null,
  height      double precision not null,
  source      text not null,
  text_start  int not null default 0,
  text_end    int not null default 0,
  words       jsonb,
  image_sha256 text,
  primary key (province_id, document_id, number),
  foreign key (province_id, document_id) references document);
comment on table document_page is 'Page sizes and word boxes (fractions of the page) so that a place in the text lights up on the picture of the paper.';

create table document_reference (
  province_id text not null references province,
  document_id uuid not null,
  seq         int not null,
  type        text,
  number      text,
  number_key  text,
  date        date,
  issuer      text,
  is_implemented boolean not null default false,
  target_id   uuid,
  primary key (province_id, document_id, seq),
  foreign key (province_id, document_id) references document);
create index document_reference_number on document_reference (province_id, number_key);

create table document_upper (
  province_id text not null references province,
  document_id uuid not null,
  upper_id    uuid not null,
  seq         int not null,
  primary key (province_id, document_id, upper_id),
  foreign key (province_id, document_id) references document,
  foreign key (province_id, upper_id) references document);
create index document_upper_upper on document_upper (province_id, upper_id);
comment on table document_upper is 'Văn bản được triển khai: which documents this one carries out. From the references of a document received, or chosen for a draft.';

create table clause (
  province_id text not null references province,
  document_id uuid not null,
  id          uuid not null,
  parent_id   uuid,
  seq         int not null,
  label       text,
  text        text not null,
  deadlines   jsonb not null default '[]',
  assignees   jsonb not null default '[]',
  coordinators jsonb not null default '[]',
  text_start  int,
  text_end    int,
  primary key (province_id, document_id, id),
  foreign key (province_id, document_id) references document);
create index clause_order on clause (province_id, document_id, seq);

create table document_correction (
  province_id text not null references province,
  document_id uuid not null,
  seq         int not null,
  at          timestamptz not null,
  by_account  uuid not null,
  by_post     uuid not null,
  reason      text not null,
  before      jsonb not null,
  after       jsonb not null,
  primary key (province_id, document_id, seq),
  foreign key (province_id, document_id) references document);

create table register_series (
  province_id     text not null references province,
  organisation_id uuid not null,
  direction       text not null constraint register_series_direction check (direction in ('in', 'out')),
  series          text not null,
  last_number     int not null,
  primary key (province_id, organisation_id, direction, series));
comment on table register_series is 'Counters. State: one series a year (Điều 15, NĐ 30/2020). Party: one series per type per congress term (36-HD/VPTW). The series key says which.';

create table register_entry (
  province_id     text not null references province,
  organisation_id uuid not null,
  direction       text not null constraint register_entry_direction check (direction in ('in', 'out')),
  series          text not null,
  number          int not null,
  id              uuid not null,
  document_id     uuid not null,
  at              timestamptz not null,
  arrived_at      timestamptz,
  paper_number    text,
  paper_arrived_on date,
  forwarded_to    text,
  forwarded_at    timestamptz,
  handle_by       timestamptz,
  urgency         text,
  copies          int,
  note            text,
  by_account      uuid not null,
  by_post         uuid not null,
  voided_at       timestamptz,
  void_reason     text,
  primary key (province_id, organisation_id, direction, series, number),
  constraint register_entry_id unique (province_id, id),
  foreign key (province_id, document_id) references document);
create index register_entry_document on register_entry (province_id, document_id);
create index register_entry_at on register_entry (province_id, organisation_id, direction, at desc);
comment on column register_entry.urgency is 'Mark of the document, kept in the line so that the clocks of a year are counted without opening its documents.';
comment on column register_entry.handle_by is 'When the document must have been put before the leader: at once when urgent, else the next working day (NĐ 30/2020, Điều 23).';
comment on table register_entry is 'Sổ đăng ký văn bản đến / đi (NĐ 30/2020, Phụ lục IV). paper_number and paper_arrived_on are those of a stamp already on the paper.';

create table delivery (
  province_id     text not null references province,
  document_id     uuid not null,
  organisation_id uuid not null,
  sent_by         uuid not null,
  sent_at         timestamptz not null,
  state           text not null constraint delivery_state_known check (state in ('01', '02', '03', '04', '05', '06')),
  state_at        timestamptz not null,
  reason          text,
  primary key (province_id, document_id, organisation_id),
  foreign key (province_id, document_id) references document,
  foreign key (province_id, organisation_id) references organisation);
create index delivery_inbox on delivery (province_id, organisation_id, sent_at desc);
comment on column delivery.sent_by is 'The organisation that sent it: the issuer, or one that received it and passed it on.';
comment on column delivery.state is 'Status codes of the exchange standard: 01 đã đến, 02 từ chối, 03 đã tiếp nhận, 04 đã phân công, 05 đang xử lý, 06 hoàn thành.';

create table instruction (
  province_id     text not null references province,
  document_id     uuid not null,
  organisation_id uuid not null,
  seq             int not null,
  at              timestamptz not null,
  by_account      uuid not null,
  by_post         uuid not null,
  text            text not null,
  lead_id         uuid,
  coordinator_ids uuid[] not null default '{}',
  due_on          date,
  primary key (province_id, document_id, organisation_id, seq),
  foreign key (province_id, document_id) references document);
comment on table instruction is 'Bút phê: what the leader wrote on the paper: who leads, who coordinates, by when.';

create table coverage_link (
  province_id       text not null references province,
  upper_document_id uuid not null,
  upper_clause_id   uuid not null,
  lower_document_id uuid not null,
  lower_clause_id   uuid not null,
  organisation_id   uuid not null,
  verdict           text not null constraint coverage_verdict_known check (verdict in ('carried', 'weakened', 'contradicted', 'not_this')),
  reasons           jsonb not null default '[]',
  decided_by        uuid,
  decided_at        timestamptz,
  primary key (province_id, lower_document_id, upper_clause_id, lower_clause_id),
  foreign key (province_id, upper_document_id) references document,
  foreign key (province_id, lower_document_id) references document);
create index coverage_upper on coverage_link (province_id, upper_document_id);
comment on table coverage_link is 'Which clause of the implementing document carries which clause of the upper one. The machine proposes, a person decides (decided_by).';
