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

-- Held in one order for every writer. Runs as owner because a group of commands holds the lines of several givers and units at once; it answers nothing.
create or replace function hold_board_rows(p_province text, p_givers uuid[], p_directives uuid[], p_owners uuid[]) returns void language sql security definer set search_path = public, pg_temp as $$
  select 1 from obligation_board_row b join (select distinct g, d, o from unnest(p_givers, p_directives, p_owners) as k(g, d, o)) k on b.giver_org = k.g and b.directive_id = k.d and b.owner_org = k.o
  where b.province_id = p_province order by b.giver_org, b.owner_org, b.directive_id for update of b
$$;
revoke execute on function hold_board_rows from public;
grant execute on function hold_board_rows to taicho_app, taicho_system;

-- Steps in groups. People of many organisations share one transaction here, while the settings that row-level security reads name one. These two
-- functions therefore run as owner and hold every single row to the rule of the policies: obligation_change for the duty, obligation_event_add for
-- the event. A step that the rule does not allow is not written, and the program, which counts, takes the whole group back. A test compares both.
create or replace function may_step(o obligation, p_organisation uuid, p_permissions text) returns boolean language sql immutable as $$
  select (o.owner_org = p_organisation or o.giver_org = p_organisation or p_organisation = any (o.upper_givers)) and p_permissions ~ ',obligation\.(give|act|inspect|reward),'
$$;

create or replace function hold_obligations(p_items jsonb) returns table (i int, id uuid, giver_org uuid, giver_outside boolean, upper_givers uuid[], coordinators uuid[], urgency text, parent_id uuid, clause_id uuid, directive_id uuid, seq int,
    figures jsonb, text text, log json, open_parts int, settings jsonb, answer jsonb, answered boolean)
language plpgsql security definer set search_path = public, pg_temp set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
begin
  return query with x as materialized (select * from jsonb_to_recordset(p_items) as x(i int, province text, organisation uuid, permissions text, account uuid, command uuid, step int, id uuid)),
  held as materialized (
    select x.i, o.* from x join obligation o on o.province_id = x.province and o.id = x.id where may_step(o, x.organisation, x.permissions) order by o.province_id, o.id for update of o)
  select x.i, o.id, o.giver_org, o.giver_outside, o.upper_givers, o.coordinators, o.urgency, o.parent_id, o.clause_id, o.directive_id, o.seq, c.figures, coalesce(o.own_text, c.text),
    (select json_agg(json_build_object('seq', e.seq, 'at', e.at, 'o', e.by_org, 'p', e.by_post, 'a', e.by_account, 'c', e.command_id, 'b', e.body) order by e.seq) from obligation_event e where e.province_id = o.province_id and e.obligation_id = o.id),
    (select count(*)::int from obligation p where p.province_id = o.province_id and p.parent_id = o.id and p.work not in ('accepted', 'waived', 'closed')),
    (select s.value from setting s where s.province_id = x.province and s.key = 'obligations'), a.answer, a.province_id is not null
  from x left join held o on o.i = x.i left join obligation_clause c on c.province_id = o.province_id and c.id = o.clause_id
    left join applied_command a on a.province_id = x.province and a.account_id = x.account and a.command_id = x.command and a.step = x.step;
end $$;

create or replace function step_obligations(p_steps jsonb, p_tallies jsonb, p_boards jsonb, p_notices jsonb, p_periods jsonb) returns int
language plpgsql security definer set search_path = public, pg_temp set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set plan_cache_mode = force_generic_plan as $$
declare n int;
begin
  -- Each statement sees what the one before it waited for: first the lines of the board are held, last they are moved.
  if jsonb_array_length(p_boards) > 0 then
    perform 1 from (select distinct province, giver, owner, d from jsonb_to_recordset(p_boards) as x(province text, giver uuid, owner uuid, directive uuid), unnest(array[directive, '00000000-0000-0000-0000-000000000000']) d) k
      join obligation_board_row b on b.province_id = k.province and b.giver_org = k.giver and b.directive_id = k.d and b.owner_org = k.owner order by b.giver_org, b.owner_org, b.directive_id for update of b;
  end if;
  with x as materialized (
    select * from jsonb_to_recordset(p_steps) as x(province text, id uuid, seq int, at timestamptz, organisation uuid, permissions text, post uuid, account uuid, event_command uuid, type text, body jsonb, command uuid, step int, answer jsonb,
      owner_post uuid, work text, due_kind text, due_at timestamptz, acknowledge_by timestamptz, acknowledged_at timestamptz, reported_at timestamptz, finished_at timestamptz, finish text, finish_baseline text, extensions int, waits text[],
      open_obstacles int, obstacle_by timestamptz, sent_back int, reminded_at timestamptz)),
  told as (
    insert into obligation_event (province_id, obligation_id, seq, at, by_org, by_post, by_account, command_id, type, body)
    select x.province, x.id, x.seq, x.at, x.organisation, x.post, x.account, x.event_command, x.type, x.body from x),
  answered as (
    insert into applied_command (province_id, account_id, command_id, step, answer) select province, account, command, step, answer from x where command is not null),
  moved as (
    update obligation o set owner_post = x.owner_post, work = x.work, due_kind = x.due_kind, due_at = x.due_at, acknowledge_by = x.acknowledge_by, acknowledged_at = x.acknowledged_at, reported_at = x.reported_at, finished_at = x.finished_at,
      finish = x.finish, finish_baseline = x.finish_baseline, extensions = x.extensions, waits = x.waits, open_obstacles = x.open_obstacles, obstacle_by = x.obstacle_by, sent_back = x.sent_back, reminded_at = x.reminded_at, last_event_at = x.at, seq = x.seq
    from x where o.province_id = x.province and o.id = x.id and o.seq = x.seq - 1 and may_step(o, x.organisation, x.permissions) returning 1)
  select count(*)::int into n from moved;
  if n <> jsonb_array_length(p_steps) then raise exception 'a step that the policy of obligation does not allow' using errcode = 'insufficient_privilege'; end if;
  if jsonb_array_length(p_tallies) > 0 then
    insert into obligation_tally (province_id, giver_org, id, directive_id, clause_id, work, finish, finish_baseline, due_at, acknowledge_by, waiting, n)
      select province, giver, id, directive, clause, work, finish, base, due, ack, waiting, x.n
      from jsonb_to_recordset(p_tallies) as x(province text, id uuid, giver uuid, directive uuid, clause uuid, work text, finish text, base text, due timestamptz, ack timestamptz, waiting boolean, n int);
  end if;
  if jsonb_array_length(p_notices) > 0 then
    insert into obligation_notice (province_id, id, organisation_id, post_id, kind, obligation_id, directive_id, facts, dedupe, at)
      select province, id, org, post, kind, ob, dir, facts, dedupe, at from jsonb_to_recordset(p_notices) as x(province text, id uuid, org uuid, post uuid, kind text, ob uuid, dir uuid, dedupe text, facts jsonb, at timestamptz) on conflict do nothing;
  end if;
  if jsonb_array_length(p_periods) > 0 then
    update obligation_period p set state = x.state, reported_at = x.reported_at from jsonb_to_recordset(p_periods) as x(province text, id uuid, key text, state text, reported_at timestamptz)
      where p.province_id = x.province and p.obligation_id = x.id and p.key = x.key;
  end if;
  -- Counts by differences; the earliest deadlines from the unit's open duties alone, and only when one of them moved.
  if jsonb_array_length(p_boards) > 0 then
    update obligation_board_row b set unacknowledged = b.unacknowledged + k.unack, owed = b.owed + k.owed, reported = b.reported + k.reported, accepted = b.accepted + k.accepted, returned = b.returned + k.returned, aside = b.aside + k.aside,
      earliest_due = case when k.due_moved then coalesce((select min(o.due_at) from (select due_at, work, directive_id from obligation where province_id = b.province_id and giver_org = b.giver_org and owner_org = b.owner_org and work not in ('accepted', 'waived', 'closed') offset 0) o
        where (k.d = '00000000-0000-0000-0000-000000000000' or o.directive_id = k.d) and o.work in ('assigned', 'doing', 'redo')), 'infinity') else b.earliest_due end,
      earliest_ack_by = case when k.ack_moved then coalesce((select min(o.acknowledge_by) from (select acknowledge_by, work, directive_id from obligation where province_id = b.province_id and giver_org = b.giver_org and owner_org = b.owner_org and work not in ('accepted', 'waived', 'closed') offset 0) o
        where (k.d = '00000000-0000-0000-0000-000000000000' or o.directive_id = k.d) and o.work = 'assigned'), 'infinity') else b.earliest_ack_by end
    from (select province, giver, owner, d, sum(unack)::int as unack, sum(owed)::int as owed, sum(reported)::int as reported, sum(accepted)::int as accepted, sum(returned)::int as returned, sum(aside)::int as aside, bool_or(due_moved) as due_moved, bool_or(ack_moved) as ack_moved
      from jsonb_to_recordset(p_boards) as x(province text, giver uuid, owner uuid, directive uuid, unack int, owed int, reported int, accepted int, returned int, aside int, due_moved boolean, ack_moved boolean), unnest(array[directive, '00000000-0000-0000-0000-000000000000']) d
      group by 1, 2, 3, 4) k
    where b.province_id = k.province and b.giver_org = k.giver and b.directive_id = k.d and b.owner_org = k.owner;
  end if;
  return n;
end $$;
revoke execute on function may_step, hold_obligations, step_obligations from public;
grant execute on function hold_obligations, step_obligations to taicho_app;
