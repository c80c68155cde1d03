-- Tracing: what hangs on a person is seen with the person; levels are written only by the functions below. Run after every migration; each statement may be run again.
grant select, insert, update on exposure to taicho_app;
grant select on contact_state, contact_history to taicho_app;

-- A meeting is seen by whoever sees one of the two.
call policy('exposure_read', 'exposure', 'select', $q$province_id = (select current_province()) and (exists (select 1 from person p where p.province_id = exposure.province_id and p.id = exposure.target_id) or exists (select 1 from person p where p.province_id = exposure.province_id and p.id = exposure.source_id))$q$, null);
call policy('exposure_add', 'exposure', 'insert', null, $q$province_id = (select current_province()) and ((select holds('trace.write')) or (select holds('import.lines'))) and organisation_id = (select current_organisation()) and person_writable(target_id)$q$);
call policy('exposure_change', 'exposure', 'update', $q$province_id = (select current_province()) and (select holds('trace.write'))$q$, 'province_id = (select current_province())');
call policy('contact_state_read', 'contact_state', 'select', $q$province_id = (select current_province()) and exists (select 1 from person p where p.province_id = contact_state.province_id and p.id = contact_state.person_id)$q$, null);
call policy('contact_history_read', 'contact_history', 'select', $q$province_id = (select current_province()) and exists (select 1 from person p where p.province_id = contact_history.province_id and p.id = contact_history.person_id)$q$, null);

create or replace function may_trace() returns boolean language sql stable as
  $$ select current_organisation() is null or holds('trace.write') or holds('case.write') or holds('test.write') or holds('import.lines') $$;

-- The part of the graph that one change can touch, over the whole province: a case of one commune has contacts in others. Minutes since 1970, UTC.
-- core: everybody whose meetings and stays are complete here; the counterparts beyond come with what is stored of them.
create or replace function trace_load(p_disease text, p_persons uuid[], p_places uuid[], p_steps int) returns jsonb language plpgsql stable security definer set search_path = public, pg_temp as $$
declare v_core uuid[]; v_edge uuid[]; v_next uuid[]; v_places uuid[]; v_province text := current_province(); v_out jsonb;
begin
  if not may_trace() then raise exception 'tracing without permission'; end if;
  select coalesce(array_agg(distinct p), '{}') into v_core from (
    select unnest(p_persons) as p
    union select e.target_id from exposure e where e.province_id = v_province and e.disease = p_disease and e.place_id = any(p_places) and e.voided_at is null
    union select c.person_id from case_milestone m join outbreak_case c on c.province_id = m.province_id and c.id = m.case_id where m.province_id = v_province and m.place_id = any(p_places) and c.disease = p_disease and m.voided_at is null) x where p is not null;
  v_edge := v_core;
  for i in 1..p_steps loop
    select array_agg(distinct q) into v_next from (
      select e.target_id as q from exposure e where e.province_id = v_province and e.disease = p_disease and e.voided_at is null and e.source_id = any(v_edge)
      union select e.source_id from exposure e where e.province_id = v_province and e.disease = p_disease and e.voided_at is null and e.target_id = any(v_edge) and e.source_id is not null
      union select s.person from trace_stays(p_disease, trace_places(p_disease, v_edge)) s) n where not q = any(v_core);
    exit when v_next is null;
    v_core := v_core || v_next; v_edge := v_next;
  end loop;
  v_places := trace_places(p_disease, v_core);
  with meetings as materialized (
    select e.source_id as a, e.target_id as b, e.from_at, e.to_at from exposure e where e.province_id = v_province and e.disease = p_disease and e.voided_at is null and e.source_id = any(v_core)
    union all select e.source_id, e.target_id, e.from_at, e.to_at from exposure e where e.province_id = v_province and e.disease = p_disease and e.voided_at is null and e.source_id is not null and e.target_id = any(v_core) and not e.source_id = any(v_core)),
  stays as materialized (select s.person, s.place, s.from_at, s.to_at from trace_stays(p_disease, v_places) s),
  persons as (select unnest(v_core) as id union select a from meetings union select b from meetings union select person from stays)
  select jsonb_build_object('core', to_jsonb(v_core),
    'meetings', coalesce((select jsonb_agg(jsonb_build_array(a, b, floor(extract(epoch from from_at) / 60), floor(extract(epoch from to_at) / 60))) from meetings), '[]'),
    'stays', coalesce((select jsonb_agg(jsonb_build_array(person, place, floor(extract(epoch from from_at) / 60), floor(extract(epoch from to_at) / 60))) from stays), '[]'),
    'persons', coalesce((select jsonb_agg(jsonb_build_object('id', p.id, 'level', s.level, 'first', floor(extract(epoch from s.first_at) / 60), 'last', floor(extract(epoch from s.last_at) / 60), 'pass', to_jsonb(s.pass),
        'cleared', floor(extract(epoch from s.cleared_at) / 60), 'viaPerson', s.via_person, 'viaPlace', s.via_place, 'viaFrom', floor(extract(epoch from s.via_from) / 60), 'viaTo', floor(extract(epoch from s.via_to) / 60), 'exposures', s.exposures, 'unit', h.unit_id))
      from persons p left join contact_state s on s.province_id = v_province and s.disease = p_disease and s.person_id = p.id left join person h on h.province_id = v_province and h.id = p.id), '[]')) into v_out;
  return v_out;
end $$;

-- Places at which persons were, by exposure or by a case's stay; and everybody who was at places.
create or replace function trace_places(p_disease text, p_persons uuid[]) returns uuid[] language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(array_agg(distinct place), '{}') from (
    select e.place_id as place from exposure e where e.province_id = current_province() and e.disease = p_disease and e.voided_at is null and e.place_id is not null and e.target_id = any(p_persons)
    union select m.place_id from outbreak_case c join case_milestone m on m.province_id = c.province_id and m.case_id = c.id where c.province_id = current_province() and c.disease = p_disease and c.person_id = any(p_persons) and m.voided_at is null) x
$$;
create or replace function trace_stays(p_disease text, p_places uuid[]) returns table (person uuid, place uuid, from_at timestamptz, to_at timestamptz) language sql stable security definer set search_path = public, pg_temp as $$
  select e.target_id, e.place_id, e.from_at, e.to_at from exposure e where e.province_id = current_province() and e.disease = p_disease and e.voided_at is null and e.place_id = any(p_places)
  union all select c.person_id, m.place_id, m.from_at, m.to_at from case_milestone m join outbreak_case c on c.province_id = m.province_id and c.id = m.case_id where m.province_id = current_province() and m.place_id = any(p_places) and c.disease = p_disease and m.voided_at is null
$$;

-- Writes lines of levels and what changed. Only recomputeLevels calls it, with what the rules answered.
create or replace function trace_store(p_disease text, p_rows jsonb, p_history jsonb, p_at timestamptz) returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not may_trace() then raise exception 'tracing without permission'; end if;
  insert into contact_state as s (province_id, disease, person_id, level, first_at, last_at, pass, via_person, via_place, via_from, via_to, exposures, level_since, last_exposure_on, follow_to, follow_rule)
    select current_province(), p_disease, r.person_id, r.level, r.first_at, r.last_at, r.pass, r.via_person, r.via_place, r.via_from, r.via_to, r.exposures, case when r.level is null then null else p_at end, r.last_exposure_on, r.follow_to, r.follow_rule
    from jsonb_to_recordset(p_rows) as r(person_id uuid, level int, first_at timestamptz, last_at timestamptz, pass int[], via_person uuid, via_place uuid, via_from timestamptz, via_to timestamptz, exposures int, last_exposure_on date, follow_to date, follow_rule text) order by r.person_id
    on conflict (province_id, disease, person_id) do update set level = excluded.level, first_at = excluded.first_at, last_at = excluded.last_at, pass = excluded.pass, via_person = excluded.via_person, via_place = excluded.via_place, via_from = excluded.via_from, via_to = excluded.via_to, exposures = excluded.exposures,
      level_since = case when s.level is distinct from excluded.level then excluded.level_since else s.level_since end, last_exposure_on = excluded.last_exposure_on, follow_to = excluded.follow_to, follow_rule = excluded.follow_rule,
      -- Exposed anew after having been let go, or nearer to a case than when last spoken to: the contact must be reached again.
      reached_at = case when s.level is null or excluded.level < s.level then null else s.reached_at end, reached_by = case when s.level is null or excluded.level < s.level then null else s.reached_by end;
  insert into contact_history (province_id, id, disease, person_id, at, kind, from_level, to_level, detail, account_id, organisation_id)
    select current_province(), h.id, p_disease, h.person_id, p_at, h.kind, h.from_level, h.to_level, h.detail, current_account(), current_organisation() from jsonb_to_recordset(p_history) as h(id uuid, person_id uuid, kind text, from_level int, to_level int, detail jsonb);
end $$;

-- Đã liên hệ: somebody spoke to the contact. By whoever sees the person.
create or replace function trace_reached(p_disease text, p_person uuid, p_id uuid, p_at timestamptz, p_note text) returns boolean language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not holds('trace.write') or not person_writable(p_person) then return false; end if;
  update contact_state set reached_at = p_at, reached_by = current_account() where province_id = current_province() and disease = p_disease and person_id = p_person and level is not null and reached_at is null;
  if not found then return false; end if;
  insert into contact_history (province_id, id, disease, person_id, at, kind, detail, account_id, organisation_id) values (current_province(), p_id, p_disease, p_person, p_at, 'reached', jsonb_build_object('note', p_note), current_account(), current_organisation());
  return true;
end $$;

-- The way from a contact back to its case, line by line, over the whole province: masked names only, so that a commune can tell a contact why.
create or replace function trace_path(p_disease text, p_person uuid) returns table (step int, person_id uuid, person text, unit text, level int, via_person uuid, place text, from_at timestamptz, to_at timestamptz) language sql stable security definer set search_path = public, pg_temp as $$
  with recursive way as (
    select 0 as step, s.person_id, s.level, s.via_person, s.via_place, s.via_from, s.via_to from contact_state s where s.province_id = current_province() and s.disease = p_disease and s.person_id = p_person and may_trace() and person_writable(p_person)
    union all select w.step + 1, s.person_id, s.level, s.via_person, s.via_place, s.via_from, s.via_to from way w join contact_state s on s.province_id = current_province() and s.disease = p_disease and s.person_id = w.via_person where w.level > 0 and w.step < 4)
  select w.step, w.person_id, p.name_masked, u.full_name, w.level, w.via_person, l.name, w.via_from, w.via_to from way w join person p on p.province_id = current_province() and p.id = w.person_id left join unit u on u.id = p.unit_id left join place l on l.province_id = current_province() and l.id = w.via_place order by w.step
$$;
revoke execute on function trace_load, trace_places, trace_stays, trace_store, trace_reached, trace_path from public;
grant execute on function trace_load, trace_store, trace_reached, trace_path, may_trace to taicho_app, taicho_system;
