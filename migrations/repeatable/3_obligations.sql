-- Obligations: grants, row-level security and functions. Run after every migration; each statement may be run again.

-- Grants: events are added, never changed; tallies are folded by the job alone.
grant select, insert on obligation_clause, obligation_event, obligation_part, obligation_evidence, obligation_notice to taicho_app;
grant select, insert, update on obligation, obligation_period, obligation_board_row, obligation_notice_read to taicho_app;
grant select, insert on obligation_tally to taicho_app;
grant select, insert, update, delete on obligation_filter to taicho_app;
grant select, insert, update on obligation_clause, obligation, obligation_event, obligation_part, obligation_evidence, obligation_period, obligation_tally, obligation_board_row, obligation_notice, obligation_notice_read, obligation_filter to taicho_system;
grant delete on obligation_tally to taicho_system;

do $$
declare t text;
begin
  foreach t in array array['obligation_clause', 'obligation', 'obligation_event', 'obligation_part', 'obligation_evidence', 'obligation_period', 'obligation_tally', 'obligation_board_row', 'obligation_notice', 'obligation_notice_read', 'obligation_filter'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('drop policy if exists owner_all on %I', t);
    execute format('drop policy if exists system_all on %I', t);
    -- The owner passes only to migrate, restore and mend; no request and no job runs as owner.
    execute format('create policy owner_all on %I to current_user using (true) with check (true)', t);
    execute format('create policy system_all on %I to taicho_system using (true) with check (true)', t);
  end loop;
end $$;

drop policy if exists obligation_read on obligation;
create policy obligation_read on obligation for select to taicho_app using (
  province_id = (select current_province())
  and (owner_org = (select current_organisation())
    or giver_org = (select current_organisation())
    or (select current_organisation()) = any (upper_givers)
    or (select current_organisation()) = any (coordinators)));
-- Given by the giver; for a giver outside the program by the owner's office that received the paper.
drop policy if exists obligation_add on obligation;
create policy obligation_add on obligation for insert to taicho_app with check (
  province_id = (select current_province())
  and (select holds('obligation.give') or holds('obligation.act'))
  and (giver_org = (select current_organisation())
    or (giver_outside and owner_org = (select current_organisation()))));
-- Owner, giver and givers above move its prepared columns along with an event; coordinators only look.
drop policy if exists obligation_change on obligation;
create policy obligation_change on obligation for update to taicho_app using (
  province_id = (select current_province())
  and (owner_org = (select current_organisation())
    or giver_org = (select current_organisation())
    or (select current_organisation()) = any (upper_givers)))
  with check (province_id = (select current_province()));

-- First by the index (the owner), then at large: a clause given to ten thousand units is not walked through for each of them.
-- The order is seen by whoever sees a duty under it: the sub-select is itself under the policy of obligation.
drop policy if exists obligation_clause_read on obligation_clause;
create policy obligation_clause_read on obligation_clause for select to taicho_app using (
  province_id = (select current_province())
  and (giver_org = (select current_organisation())
    or exists (select 1 from obligation o where o.province_id = obligation_clause.province_id and o.clause_id = obligation_clause.id and o.owner_org = (select current_organisation()))
    or exists (select 1 from obligation o where o.province_id = obligation_clause.province_id and o.clause_id = obligation_clause.id)));
drop policy if exists obligation_clause_add on obligation_clause;
create policy obligation_clause_add on obligation_clause for insert to taicho_app with check (
  province_id = (select current_province())
  and (select holds('obligation.give') or holds('obligation.act')));

drop policy if exists obligation_event_read on obligation_event;
create policy obligation_event_read on obligation_event for select to taicho_app using (
  province_id = (select current_province())
  and exists (select 1 from obligation o where o.province_id = obligation_event.province_id and o.id = obligation_event.obligation_id));
drop policy if exists obligation_event_add on obligation_event;
create policy obligation_event_add on obligation_event for insert to taicho_app with check (
  province_id = (select current_province())
  and by_org = (select current_organisation())
  and by_account = (select current_account())
  and (select holds('obligation.give') or holds('obligation.act') or holds('obligation.inspect') or holds('obligation.reward'))
  and exists (select 1 from obligation o where o.province_id = obligation_event.province_id and o.id = obligation_event.obligation_id
    and (o.owner_org = (select current_organisation())
      or o.giver_org = (select current_organisation())
      or (select current_organisation()) = any (o.upper_givers))));

drop policy if exists obligation_part_read on obligation_part;
create policy obligation_part_read on obligation_part for select to taicho_app using (
  province_id = (select current_province())
  and (exists (select 1 from obligation o where o.province_id = obligation_part.province_id and o.id = obligation_part.parent_id)
    or exists (select 1 from obligation o where o.province_id = obligation_part.province_id and o.id = obligation_part.part_id)));
drop policy if exists obligation_part_add on obligation_part;
create policy obligation_part_add on obligation_part for insert to taicho_app with check (
  province_id = (select current_province())
  and exists (select 1 from obligation o where o.province_id = obligation_part.province_id and o.id = obligation_part.parent_id and o.owner_org = (select current_organisation())));

drop policy if exists obligation_evidence_read on obligation_evidence;
create policy obligation_evidence_read on obligation_evidence for select to taicho_app using (
  province_id = (select current_province())
  and exists (select 1 from obligation o where o.province_id = obligation_evidence.province_id and o.id = obligation_evidence.obligation_id));
drop policy if exists obligation_evidence_add on obligation_evidence;
create policy obligation_evidence_add on obligation_evidence for insert to taicho_app with check (
  province_id = (select current_province())
  and exists (select 1 from obligation o where o.province_id = obligation_evidence.province_id and o.id = obligation_evidence.obligation_id));

drop policy if exists obligation_period_read on obligation_period;
create policy obligation_period_read on obligation_period for select to taicho_app using (
  province_id = (select current_province())
  and (owner_org = (select current_organisation())
    or giver_org = (select current_organisation())
    or exists (select 1 from obligation o where o.province_id = obligation_period.province_id and o.id = obligation_period.obligation_id)));
drop policy if exists obligation_period_add on obligation_period;
create policy obligation_period_add on obligation_period for insert to taicho_app with check (
  province_id = (select current_province())
  and (owner_org = (select current_organisation()) or giver_org = (select current_organisation())));
drop policy if exists obligation_period_change on obligation_period;
create policy obligation_period_change on obligation_period for update to taicho_app using (
  province_id = (select current_province())
  and (owner_org = (select current_organisation()) or giver_org = (select current_organisation())))
  with check (province_id = (select current_province()));

-- A tally names no unit and no duty: everybody who works adds to it, only the giver reads it.
drop policy if exists obligation_tally_read on obligation_tally;
create policy obligation_tally_read on obligation_tally for select to taicho_app using (
  province_id = (select current_province())
  and giver_org = (select current_organisation()));
drop policy if exists obligation_tally_add on obligation_tally;
create policy obligation_tally_add on obligation_tally for insert to taicho_app with check (
  province_id = (select current_province())
  and (select holds('obligation.give') or holds('obligation.act')));

drop policy if exists obligation_board_row_read on obligation_board_row;
create policy obligation_board_row_read on obligation_board_row for select to taicho_app using (
  province_id = (select current_province())
  and (giver_org = (select current_organisation()) or owner_org = (select current_organisation())));
drop policy if exists obligation_board_row_add on obligation_board_row;
create policy obligation_board_row_add on obligation_board_row for insert to taicho_app with check (
  province_id = (select current_province())
  and (giver_org = (select current_organisation()) or owner_org = (select current_organisation())));
drop policy if exists obligation_board_row_change on obligation_board_row;
create policy obligation_board_row_change on obligation_board_row for update to taicho_app using (
  province_id = (select current_province())
  and (giver_org = (select current_organisation()) or owner_org = (select current_organisation())))
  with check (province_id = (select current_province()));

drop policy if exists obligation_notice_read_own on obligation_notice;
create policy obligation_notice_read_own on obligation_notice for select to taicho_app using (
  province_id = (select current_province())
  and organisation_id = (select current_organisation())
  and (post_id is null or post_id = (select current_post())));
drop policy if exists obligation_notice_add on obligation_notice;
create policy obligation_notice_add on obligation_notice for insert to taicho_app with check (
  province_id = (select current_province())
  and (select holds('obligation.give') or holds('obligation.act') or holds('obligation.inspect') or holds('obligation.reward')));
drop policy if exists obligation_notice_read_mine on obligation_notice_read;
create policy obligation_notice_read_mine on obligation_notice_read for all to taicho_app using (
  province_id = (select current_province())
  and account_id = (select current_account())
  and post_id = (select current_post()))
  with check (province_id = (select current_province())
  and account_id = (select current_account())
  and post_id = (select current_post()));
drop policy if exists obligation_filter_mine on obligation_filter;
create policy obligation_filter_mine on obligation_filter for all to taicho_app using (
  province_id = (select current_province())
  and account_id = (select current_account())
  and post_id = (select current_post()))
  with check (province_id = (select current_province())
  and account_id = (select current_account())
  and post_id = (select current_post()));

-- Counted into the record of a handover by the administrator, who may not read a single duty.
create or replace function open_obligations_of_post(p_province text, p_post uuid) returns int language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return (select count(*)::int from obligation o where o.province_id = p_province and o.work not in ('accepted', 'waived', 'closed')
    and o.owner_org = (select organisation_id from post where province_id = p_province and id = p_post));
end $$;

-- Written into every open duty of the post's organisation that is held by that post, by the administrator who carries out the handover and
-- may not read them. The events are made here and nowhere else; the prepared columns move with them.
create or replace function record_handover(p_province text, p_post uuid, p_from uuid, p_to uuid, p_note text, p_at timestamptz) returns int language plpgsql security definer set search_path = public, pg_temp as $$
declare n int;
begin
  if p_province is distinct from current_province() or not holds('accounts.manage') then raise exception 'handover without the permission'; end if;
  with open as (select id, seq from obligation where province_id = p_province and owner_post = p_post and work not in ('accepted', 'waived', 'closed') order by id for update),
  told as (insert into obligation_event (province_id, obligation_id, seq, at, by_org, by_post, by_account, command_id, type, body)
    select p_province, id, seq + 1, p_at, current_organisation(), current_post(), current_account(), gen_random_uuid(), 'handed_over',
      jsonb_build_object('type', 'handed_over', 'post', p_post, 'fromAccount', p_from, 'toAccount', p_to, 'note', p_note) from open),
  moved as (update obligation o set seq = p.seq + 1, last_event_at = p_at from open p where o.province_id = p_province and o.id = p.id returning 1)
  select count(*)::int into n from moved;
  return n;
end $$;
revoke execute on function record_handover from public;
grant execute on function record_handover to taicho_app, taicho_system;
