-- Cases: whoever sees the person sees the case. Run after every migration; each statement may be run again.
grant select, insert, update on outbreak_case to taicho_app, taicho_system;
grant select, insert on case_event to taicho_app, taicho_system;
grant select, insert, update, delete on case_draft to taicho_app, taicho_system;
grant select, insert on place to taicho_app, taicho_system;
grant select, insert, update on case_milestone to taicho_app, taicho_system;
grant select on case_day to taicho_app, taicho_system;

call policy('case_read', 'outbreak_case', 'select', $q$province_id = (select current_province()) and exists (select 1 from person p where p.province_id = outbreak_case.province_id and p.id = outbreak_case.person_id)$q$, null);
-- A laboratory's positive result and a line list open cases too.
call policy('case_add', 'outbreak_case', 'insert', null, $q$province_id = (select current_province()) and ((select holds('case.write')) or (select holds('test.write')) or (select holds('import.lines'))) and organisation_id = (select current_organisation()) and person_writable(person_id)$q$);
call policy('case_change', 'outbreak_case', 'update', $q$province_id = (select current_province()) and ((select holds('case.write')) or (select holds('test.write')) or (select holds('import.lines')))$q$, 'province_id = (select current_province())');
do $$
declare t text;
begin
  foreach t in array array['case_event', 'case_milestone'] loop
    call policy(t || '_read', t, 'select', format('province_id = (select current_province()) and exists (select 1 from outbreak_case c where c.province_id = %1$I.province_id and c.id = %1$I.case_id)', t), null);
    call policy(t || '_add', t, 'insert', null, format('province_id = (select current_province()) and ((select holds(''case.write'')) or (select holds(''test.write'')) or (select holds(''import.lines''))) and exists (select 1 from outbreak_case c where c.province_id = %1$I.province_id and c.id = %1$I.case_id)', t));
  end loop;
end $$;
call policy('case_milestone_change', 'case_milestone', 'update', $q$province_id = (select current_province()) and (select holds('case.write'))$q$, 'province_id = (select current_province())');
call policy('case_draft_own', 'case_draft', 'all', $q$province_id = (select current_province()) and account_id = (select current_account()) and (select holds('case.write')) and exists (select 1 from outbreak_case c where c.province_id = case_draft.province_id and c.id = case_draft.case_id)$q$,
  $q$province_id = (select current_province()) and account_id = (select current_account()) and (select holds('case.write'))$q$);
-- A place is not a person: one record serves the whole province.
call policy('place_read', 'place', 'select', $q$province_id = (select current_province()) and (select holds('person.read'))$q$, null);
call policy('place_add', 'place', 'insert', null, $q$province_id = (select current_province()) and ((select holds('case.write')) or (select holds('trace.write')) or (select holds('import.lines'))) and created_by_org = (select current_organisation())$q$);
-- Counts name nobody.
call policy('case_day_read', 'case_day', 'select', $q$province_id = (select current_province()) and (select holds('zone.read'))$q$, null);

-- Adds to the counts of days; only through a command, beside the case it counts.
create or replace function case_day_add(p_rows jsonb) returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not (holds('case.write') or holds('test.write') or holds('import.lines') or current_organisation() is null) then raise exception 'counting cases without permission'; end if;
  insert into case_day as d (province_id, disease, unit_id, day, classification, setting, n)
    select current_province(), r.disease, r.unit_id, r.day, r.classification, r.setting, sum(r.n)::int from jsonb_to_recordset(p_rows) as r(disease text, unit_id text, day date, classification text, setting text, n int)
    group by 2, 3, 4, 5, 6 having sum(r.n) <> 0 order by 2, 4, 3, 5, 6
    on conflict (province_id, disease, day, unit_id, classification, setting) do update set n = d.n + excluded.n;
end $$;
revoke execute on function case_day_add from public;
grant execute on function case_day_add to taicho_app, taicho_system;

-- What tracing must know of the cases of these persons, wherever they live: a contact of a commune meets the case of another.
create or replace function case_facts(p_disease text, p_persons uuid[])
returns table (person_id uuid, case_id uuid, classification text, symptomatic boolean, onset_on date, first_positive_on date, probable_exposure_on date, reported_on date, isolated_at timestamptz, outcome text, outcome_on date)
language sql stable security definer set search_path = public, pg_temp as $$
  select c.person_id, c.id, c.classification, c.symptomatic, c.onset_on, c.first_positive_on, c.probable_exposure_on, c.reported_on, c.isolated_at, c.outcome, c.outcome_on
  from outbreak_case c where c.province_id = current_province() and c.disease = p_disease and c.person_id = any(p_persons)
    and (current_organisation() is null or holds('case.write') or holds('trace.write') or holds('test.write') or holds('import.lines'))
  order by c.person_id, c.reported_on, c.id
$$;
revoke execute on function case_facts from public;
grant execute on function case_facts to taicho_app, taicho_system;

-- Whether a code is another case's: asked over the whole province, answering nothing else of that case.
create or replace function case_code_taken(p_disease text, p_code text, p_but uuid) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select 1 from outbreak_case c where c.province_id = current_province() and c.disease = p_disease and c.code = p_code and c.id <> p_but)
$$;
revoke execute on function case_code_taken from public;
grant execute on function case_code_taken to taicho_app, taicho_system;
