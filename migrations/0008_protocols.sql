-- Quy định: rules are data of the release; here lie only the decisions of a province about them. A decision is added, never changed or removed:
-- the rules of any past moment can be read again. Policies and grants: repeatable/5_protocols.sql.
create table protocol_switch (
  province_id    text not null references province,
  id             uuid not null,
  disease        text not null,
  target_kind    text not null constraint protocol_switch_target_kind check (target_kind in ('row', 'set', 'new')),
  target         text not null,
  effect         text not null constraint protocol_switch_effect check (effect in ('on', 'off', 'values', 'row', 'default')),
  values         jsonb,
  effective_from timestamptz not null,
  decided_at     timestamptz not null,
  decided_by     uuid not null,
  decided_post   uuid not null,
  decided_org    uuid not null,
  reason         text not null constraint protocol_switch_reason_said check (length(trim(reason)) > 0),
  checked        boolean not null default false,
  decision       text,
  document_id    uuid,
  primary key (province_id, id),
  foreign key (province_id, decided_org) references organisation,
  foreign key (province_id, decided_post) references post,
  foreign key (province_id, decided_by) references account,
  foreign key (province_id, document_id) references document,
  constraint protocol_switch_values_when_said check ((values is not null) = (effect in ('values', 'row'))),
  constraint protocol_switch_row_is_new check ((effect = 'row') = (target_kind = 'new')));
comment on table protocol_switch is 'Quyết định bật, tắt, sửa quy định: what a province decided about a rule, from which instant, by whom, why. The newest in force wins; nothing is overwritten.';
comment on column protocol_switch.effective_from is 'Moment of the matter decided about (order, dossier), not of the writing: a rule of 2021 checked today may be switched on from 2021.';
comment on column protocol_switch.checked is 'The decider compared the wording with the document itself.';
comment on column protocol_switch.decision is 'Number of the decision on paper, where it is not a document of this program.';
create index protocol_switch_in_force on protocol_switch (province_id, disease, effective_from, decided_at);
