-- Registers that stay quick with the years; the register books; secrecy; several files of one document; recall, replacement, correction; copies.

-- Words of a line, folded, with a weight each: A number, B issuer, C type, title and signer. The organisation stands among them as `o` and its id,
-- so that one index serves all registers and a search never walks the lines of others.
alter table register_entry add column words tsvector not null default '', add column handled_at timestamptz;
comment on column register_entry.handled_at is 'When it was first put before somebody: forwarded, an instruction written, or work given. Written by the command that did it, so that the clocks of a year are counted from the lines alone.';
update register_entry e set handled_at = x.at from (
  select e.province_id, e.id, least(e.forwarded_at, (select min(i.at) from instruction i where i.province_id = e.province_id and i.document_id = e.document_id and i.organisation_id = e.organisation_id),
    (select min(o.assigned_at) from obligation o where o.province_id = e.province_id and o.directive_id = e.document_id and o.giver_org = e.organisation_id)) as at
  from register_entry e) x where x.province_id = e.province_id and x.id = e.id and x.at is not null;
update register_entry e set words = to_tsvector('simple', 'o' || replace(e.organisation_id::text, '-', '') || ' ' || e.number)
    || setweight(to_tsvector('simple', x.number), 'A') || setweight(to_tsvector('simple', x.issuer), 'B') || setweight(to_tsvector('simple', x.rest), 'C')
  from (select d.province_id, d.id, f.number, f.issuer, f.rest from document d cross join lateral (
      select max(t) filter (where k = 1) as number, max(t) filter (where k = 2) as issuer, max(t) filter (where k = 3) as rest from (
        select k, regexp_replace(lower(regexp_replace(normalize(translate(v, 'đĐ', 'dd'), NFD), U&'[\0300-\036f]', '', 'g')), '[^[:alnum:]]+', ' ', 'g') as t
        from (values (1, coalesce(d.number, '') || ' ' || regexp_replace(coalesce(d.number, ''), '[^[:alnum:]]', '', 'g')), (2, coalesce(d.issuer, '')), (3, concat_ws(' ', d.type, d.title, d.signer))) as raw(k, v)) folded) f) x
  where x.province_id = e.province_id and x.id = e.document_id;
create index register_entry_words on register_entry using gin (words);
drop index register_entry_at;
create index register_entry_order on register_entry (province_id, organisation_id, direction, at desc, number desc);
create index register_entry_standing on register_entry (province_id, organisation_id, direction, at) where voided_at is null;
create index register_entry_waiting on register_entry (province_id, organisation_id, direction, at) include (handle_by, urgency) where voided_at is null and handled_at is null;
create index delivery_waiting on delivery (province_id, organisation_id, sent_at desc) where state = '01';

create table register_book (
  province_id     text not null references province,
  organisation_id uuid not null,
  direction       text not null constraint register_book_direction check (direction in ('in', 'out')),
  name            text not null,
  numbering       text constraint register_book_numbering check (numbering in ('one', 'by_type')),
  keeper_post_id  uuid,
  changed_at      timestamptz not null,
  changed_by      uuid not null,
  primary key (province_id, organisation_id, direction),
  foreign key (province_id, organisation_id) references organisation,
  foreign key (province_id, keeper_post_id) references post,
  constraint register_book_numbers_out check (numbering is null or direction = 'out'));
comment on table register_book is 'Sổ của một cơ quan: its name, how outgoing papers are numbered (the head decides, NĐ 30/2020, Điều 15) and which post keeps it. Without a line the settings of the province hold.';

-- Độ mật. A paper with a secrecy mark is not kept here: only the line of the register, without title, text or file.
alter table document add column secrecy text constraint document_secrecy_known check (secrecy in ('mật', 'tối mật', 'tuyệt mật')),
  add constraint document_secret_without_content check (secrecy is null or (file_sha256 is null and text is null and title is null and reading is null and working is null and draft is null and search = ''));
comment on column document.secrecy is 'Độ mật of a paper whose line alone is registered. The check is the last guard: a row with a mark holds no content.';

alter table document drop constraint document_state_known, add constraint document_state_known
  check (state in ('reading', 'unreadable', 'to_confirm', 'registered', 'draft', 'issued', 'cancelled', 'recalled', 'replaced'));

create table document_attachment (
  province_id text not null references province,
  document_id uuid not null,
  seq         int not null,
  sha256      text not null,
  name        text not null,
  media_type  text not null,
  bytes       bigint not null,
  added_at    timestamptz not null,
  added_by    uuid not null,
  removed_at  timestamptz,
  removed_by  uuid,
  primary key (province_id, document_id, seq),
  foreign key (province_id, document_id) references document);
comment on table document_attachment is 'Phụ lục và tệp kèm theo: files of one document beside the paper itself. Removed only before it is registered or issued; the line stays.';

create table document_act (
  province_id  text not null references province,
  document_id  uuid not null,
  seq          int not null,
  kind         text not null constraint document_act_kind check (kind in ('recalled', 'replaced', 'corrected')),
  at           timestamptz not null,
  by_account   uuid not null,
  by_post      uuid not null,
  reason       text not null,
  notice       text,
  by_document_id uuid,
  duties       text not null constraint document_act_duties check (duties in ('close', 'keep', 'carry')),
  ended        jsonb not null default '[]',
  primary key (province_id, document_id, seq),
  foreign key (province_id, document_id) references document,
  constraint document_act_replaced_by check ((kind = 'replaced') = (by_document_id is not null) or kind = 'corrected'),
  constraint document_act_carried check (duties <> 'carry' or kind = 'replaced'));
comment on table document_act is 'Thu hồi, thay thế, đính chính một văn bản đã ban hành (NĐ 30/2020, Điều 18): why, by which paper, and what becomes of the duties given under it.';
comment on column document_act.ended is 'Duties to be closed with this act, by id; the job that closes them may be run again.';

create table document_copy (
  province_id     text not null references province,
  organisation_id uuid not null,
  series          text not null,
  number          int not null,
  id              uuid not null,
  document_id     uuid not null,
  form            text not null constraint document_copy_form check (form in ('sao_y', 'trich_sao', 'sao_luc')),
  symbol          text not null,
  made_on         date not null,
  at              timestamptz not null,
  pages           int[] not null default '{}',
  recipients      text[] not null default '{}',
  copies          int,
  signer          text,
  signer_title    text,
  sha256          text not null,
  by_account      uuid not null,
  by_post         uuid not null,
  primary key (province_id, organisation_id, series, number),
  constraint document_copy_id unique (province_id, id),
  foreign key (province_id, document_id) references document,
  constraint document_copy_pages check ((form = 'trich_sao') = (cardinality(pages) > 0)));
create index document_copy_document on document_copy (province_id, document_id);
comment on table document_copy is 'Sổ bản sao: sao y, trích sao, sao lục (NĐ 30/2020, Điều 25 to 27). One run of numbers a year for all three forms.';

alter table delivery add column act_seq int, add column act_seen_at timestamptz, add column act_seen_by uuid;
comment on column delivery.act_seq is 'The last act (document_act.seq) that the receiver is to be told of; act_seen_at is when it answered that it knows and has put its copy aside (NĐ 30/2020, Điều 18).';
create index delivery_act_waiting on delivery (province_id, organisation_id, document_id) where act_seq is not null and act_seen_at is null;
