-- People: who may see whom, and the functions of matching and merging. Run after every migration; each statement may be run again.
grant select, insert, update on person, person_identifier, person_phone, household to taicho_app;
grant select, insert on person_event, person_merge, person_merge_line to taicho_app;
grant update on person_merge to taicho_app;
grant select, insert, update on person_reach, person_pair to taicho_app;
grant insert on person_receipt to taicho_app;
grant delete on person_identifier, person_phone, person_block, person_receipt, person_merge_line to taicho_system;

-- The person is seen by the session, or was written down by its organisation (a tracer of one commune notes a contact of another).
create or replace function person_writable(p_person uuid) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select 1 from person p where p.province_id = current_province() and p.id = p_person and (
    whole_province() or p.unit_id = any(area_units()) or p.created_by_org = current_organisation()
    or exists (select 1 from person_reach r where r.province_id = p.province_id and r.person_id = p.id and r.organisation_id = current_organisation() and r.from_at <= now() and (r.until_at is null or r.until_at > now()))))
$$;

-- A person is seen in the area of residence, by whoever works with them (reach), and, while nobody knows where they live, by the organisation that wrote them down.
call policy('person_read', 'person', 'select', $q$province_id = (select current_province()) and (select holds('person.read')) and (
  (select whole_province())
  or unit_id = any((select area_units())::text[])
  or (unit_id is null and created_by_org = (select current_organisation()))
  or exists (select 1 from person_reach r where r.province_id = person.province_id and r.person_id = person.id and r.organisation_id = (select current_organisation())
            and r.from_at <= now() and (r.until_at is null or r.until_at > now())))$q$, null);
call policy('person_add', 'person', 'insert', null, $q$province_id = (select current_province()) and (select holds('person.write')) and created_by_org = (select current_organisation())$q$);
call policy('person_change', 'person', 'update', $q$province_id = (select current_province()) and ((select holds('person.write')) or (select holds('person.merge')))$q$, 'province_id = (select current_province())');

call policy('household_read', 'household', 'select', $q$province_id = (select current_province()) and (select holds('person.read')) and ((select whole_province()) or unit_id = any((select area_units())::text[]) or created_by_org = (select current_organisation())
  or exists (select 1 from person p where p.province_id = household.province_id and p.household_id = household.id))$q$, null);
call policy('household_add', 'household', 'insert', null, $q$province_id = (select current_province()) and (select holds('person.write')) and created_by_org = (select current_organisation())$q$);
call policy('household_change', 'household', 'update', $q$province_id = (select current_province()) and (select holds('person.write'))$q$, 'province_id = (select current_province())');

-- What hangs on a person is seen with the person: the sub-select is itself under the policy of person.
do $$
declare t text;
begin
  foreach t in array array['person_identifier', 'person_phone', 'person_event'] loop
    call policy(t || '_read', t, 'select', format('province_id = (select current_province()) and exists (select 1 from person p where p.province_id = %1$I.province_id and p.id = %1$I.person_id)', t), null);
    call policy(t || '_add', t, 'insert', null, 'province_id = (select current_province()) and ((select holds(''person.write'')) or (select holds(''person.merge''))) and person_writable(person_id)');
  end loop;
end $$;
call policy('person_identifier_change', 'person_identifier', 'update', $q$province_id = (select current_province()) and (select holds('person.write'))$q$, 'province_id = (select current_province())');
call policy('person_phone_change', 'person_phone', 'update', $q$province_id = (select current_province()) and (select holds('person.write'))$q$, 'province_id = (select current_province())');

call policy('person_reach_read', 'person_reach', 'select', $q$province_id = (select current_province()) and (organisation_id = (select current_organisation()) or (select whole_province()) and (select holds('person.read')))$q$, null);
-- Given by whoever sees the person, or to itself by the organisation that just wrote the person down.
call policy('person_reach_add', 'person_reach', 'insert', null, $q$province_id = (select current_province()) and (select holds('person.write')) and person_writable(person_id)$q$);
call policy('person_reach_change', 'person_reach', 'update', $q$province_id = (select current_province()) and (select holds('person.write')) and exists (select 1 from person p where p.province_id = person_reach.province_id and p.id = person_reach.person_id)$q$, 'province_id = (select current_province())');

-- A pair is laid before whoever sees both; a pair across two communes therefore goes to the province.
call policy('person_pair_read', 'person_pair', 'select', $q$province_id = (select current_province())
  and exists (select 1 from person p where p.province_id = person_pair.province_id and p.id = person_pair.a_id) and exists (select 1 from person p where p.province_id = person_pair.province_id and p.id = person_pair.b_id)$q$, null);
call policy('person_pair_change', 'person_pair', 'update', $q$province_id = (select current_province()) and (select holds('person.merge'))$q$, 'province_id = (select current_province())');

call policy('person_merge_read', 'person_merge', 'select', $q$province_id = (select current_province()) and exists (select 1 from person p where p.province_id = person_merge.province_id and p.id = person_merge.kept_id)$q$, null);
call policy('person_merge_add', 'person_merge', 'insert', null, $q$province_id = (select current_province()) and (select holds('person.merge')) and organisation_id = (select current_organisation())$q$);
call policy('person_merge_change', 'person_merge', 'update', $q$province_id = (select current_province()) and (select holds('person.merge'))$q$, 'province_id = (select current_province())');
call policy('person_merge_line_read', 'person_merge_line', 'select', $q$province_id = (select current_province()) and exists (select 1 from person_merge m where m.province_id = person_merge_line.province_id and m.id = person_merge_line.merge_id)$q$, null);
call policy('person_merge_line_add', 'person_merge_line', 'insert', null, $q$province_id = (select current_province()) and (select holds('person.merge'))$q$);
call policy('person_receipt_add', 'person_receipt', 'insert', null, $q$province_id = (select current_province()) and person_writable(person_id)$q$);

-- Candidates of several searches at once, over the whole province: the same person must be recognised wherever they were written down. At most p_cap by key.
-- Answers what matching compares; the rooms never hand it to a screen. p_at says which search a key belongs to.
create or replace function person_candidates(p_at int[], p_keys bigint[], p_cap int)
returns table (at int, id uuid, name text, sex text, birth_date date, birth_precision text, unit_id text, address text, numbers text[], phones text[])
language plpgsql stable security definer set search_path = public, pg_temp
-- Always by the indexes: a new database has no statistics yet, and a plan that reads the whole table would be kept for the life of the connection.
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
declare v_province text := current_province();
begin
  if not (holds('person.write') or current_organisation() is null) then raise exception 'matching without person.write'; end if;
  return query
  select distinct h.at, p.id, p.name, p.sex, p.birth_date, p.birth_precision, p.unit_id, p.address, p.numbers, p.phones
  from unnest(p_at, p_keys) as h (at, key)
  cross join lateral (select b.person_id from person_block b where b.province_id = v_province and b.key = h.key order by b.person_id desc limit p_cap) b
  join person f on f.province_id = v_province and f.id = b.person_id
  join person p on p.province_id = v_province and p.id = coalesce(f.merged_into, f.id)
  where p.erased_at is null;
end $$;

-- The keys of records, written by the command that writes the record. Keys of an earlier writing stay.
create or replace function person_add_keys(p_person uuid[], p_keys bigint[]) returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not (holds('person.write') or holds('person.merge') or current_organisation() is null) then raise exception 'keys without person.write'; end if;
  insert into person_block (province_id, key, person_id) select current_province(), k.key, k.person from unnest(p_person, p_keys) as k (person, key) on conflict do nothing;
end $$;

-- Finding by keys for a screen: ids only, and the reader's own policy decides which of them it sees.
create or replace function person_found(p_key bigint, p_cap int) returns setof uuid language sql stable security definer set search_path = public, pg_temp as $$
  select distinct coalesce(f.merged_into, f.id) from (select b.person_id from person_block b where b.province_id = current_province() and b.key = p_key limit p_cap) b
  join person f on f.province_id = current_province() and f.id = b.person_id where holds('person.read') or current_organisation() is null
$$;

-- Puts pairs on the review list. A pair that somebody has decided is left as decided. Marks on a record that a kept one stands for count for the kept one.
create or replace function person_propose(p_a uuid[], p_b uuid[], p_bits numeric[], p_evidence jsonb) returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not (holds('person.write') or current_organisation() is null) then raise exception 'pairs without person.write'; end if;
  insert into person_pair (province_id, a_id, b_id, bits, evidence)
  select current_province(), least(x.a, x.b), greatest(x.a, x.b), x.bits, p_evidence -> (x.ord - 1)::int from unnest(p_a, p_b, p_bits) with ordinality as x (a, b, bits, ord)
  where x.a <> x.b and not exists (
    select 1 from person_pair m where m.province_id = current_province() and m.state = 'not_same'
      and m.a_id in (select q.id from person q where q.province_id = current_province() and (q.id in (x.a, x.b) or q.merged_into in (x.a, x.b)))
      and m.b_id in (select q.id from person q where q.province_id = current_province() and (q.id in (x.a, x.b) or q.merged_into in (x.a, x.b))))
  on conflict (province_id, a_id, b_id) do update set bits = excluded.bits, evidence = excluded.evidence where person_pair.state in ('open', 'later');
end $$;

-- Recognised: the session has typed a number and a birth date that this person carries, so it works with this person from now on.
create or replace function person_recognise(p_person uuid, p_number text, p_birth date, p_id uuid) returns boolean language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not holds('person.write') or not exists (select 1 from person p where p.province_id = current_province() and p.id = p_person and p_number = any(p.numbers) and extract(year from p.birth_date) = extract(year from p_birth)) then return false; end if;
  if not person_writable(p_person) then insert into person_reach (province_id, id, organisation_id, person_id, why) values (current_province(), p_id, current_organisation(), p_person, 'matched'); end if;
  return true;
end $$;

-- Every table that names a person by a foreign key: what a merge must move.
create or replace function person_children() returns table (child_table text, child_column text, row_key text[]) language sql stable security definer set search_path = public, pg_temp as $$
  select c.relname::text, a.attname::text, (select array_agg(k.attname::text order by o.n) from pg_index x cross join lateral unnest(x.indkey) with ordinality o (num, n)
      join pg_attribute k on k.attrelid = x.indrelid and k.attnum = o.num where x.indrelid = c.oid and x.indisprimary)
  from pg_constraint f join pg_class c on c.oid = f.conrelid join pg_namespace n on n.oid = c.relnamespace
  join pg_attribute a on a.attrelid = f.conrelid and a.attnum = f.conkey[2]
  where f.contype = 'f' and n.nspname = 'public' and f.confrelid = 'public.person'::regclass and array_length(f.conkey, 1) = 2
  order by 1, 2
$$;

create or replace function person_child_count(p_table text, p_column text, p_person uuid) returns bigint language plpgsql stable security definer set search_path = public, pg_temp as $$
declare n bigint;
begin
  if not (holds('person.merge') or current_organisation() is null) or not exists (select 1 from person_children() c where c.child_table = p_table and c.child_column = p_column) then raise exception 'not a child of person: %.%', p_table, p_column; end if;
  execute format('select count(*) from %I where province_id = $1 and %I = $2', p_table, p_column) into n using current_province(), p_person;
  return n;
end $$;

-- Moves every line of one child table and writes each into the journal of the merge. As owner: a line the merging post cannot see must follow too.
create or replace function person_move(p_merge uuid, p_table text, p_column text, p_from uuid, p_to uuid) returns bigint language plpgsql security definer set search_path = public, pg_temp as $$
declare v_key text[]; n bigint; v_expr text;
begin
  if not holds('person.merge') then raise exception 'merge without person.merge'; end if;
  if not exists (select 1 from person_merge m where m.province_id = current_province() and m.id = p_merge and m.gone_id = p_from and m.kept_id = p_to and m.undone_at is null) then raise exception 'no such merge'; end if;
  select c.row_key into v_key from person_children() c where c.child_table = p_table and c.child_column = p_column;
  if v_key is null then raise exception 'not a child of person: %.%', p_table, p_column; end if;
  if p_column = any(v_key) then raise exception 'the key of % holds the person; it must be registered as staying', p_table; end if;
  select string_agg(format('%L, t.%I', k, k), ', ') into v_expr from unnest(v_key) k where k <> 'province_id';
  execute format('with moved as (update %I t set %I = $3 where t.province_id = $1 and t.%I = $2 returning jsonb_build_object(%s) as row_key)
    insert into person_merge_line (province_id, merge_id, child_table, child_column, row_key, id) select $1, $4, %L, %L, row_key, gen_random_uuid() from moved',
    p_table, p_column, p_column, v_expr, p_table, p_column) using current_province(), p_from, p_to, p_merge;
  get diagnostics n = row_count;
  return n;
end $$;

-- Moves exactly the lines of the journal back. Answers how many moved; a line that has since gone elsewhere stays there.
create or replace function person_move_back(p_merge uuid) returns bigint language plpgsql security definer set search_path = public, pg_temp as $$
declare m person_merge; t record; total bigint := 0; n bigint; v_on text;
begin
  if not holds('person.merge') then raise exception 'undo without person.merge'; end if;
  select * into m from person_merge where province_id = current_province() and id = p_merge and undone_at is null for update;
  if m.id is null then raise exception 'no such merge'; end if;
  for t in select distinct l.child_table, l.child_column from person_merge_line l where l.province_id = m.province_id and l.merge_id = m.id loop
    select string_agg(format('x.%I::text = l.row_key ->> %L', k, k), ' and ') into v_on from person_children() c, unnest(c.row_key) k where c.child_table = t.child_table and c.child_column = t.child_column and k <> 'province_id';
    execute format('update %I x set %I = $3 from person_merge_line l where l.province_id = $1 and l.merge_id = $2 and l.child_table = %L and l.child_column = %L and x.province_id = $1 and x.%I = $4 and %s',
      t.child_table, t.child_column, t.child_table, t.child_column, t.child_column, v_on) using m.province_id, m.id, m.gone_id, m.kept_id;
    get diagnostics n = row_count;
    total := total + n;
  end loop;
  return total;
end $$;

-- Who has looked at a person: organisation, post, purpose and moment, under every record that stands for the person.
create or replace function person_looks(p_person uuid) returns table (at timestamptz, organisation text, post text, purpose text) language sql stable security definer set search_path = public, pg_temp as $$
  select e.at, (select v.name from organisation_version v where v.province_id = e.province_id and v.organisation_id = e.organisation_id and v.valid_from <= e.at::date order by v.valid_from desc limit 1),
    (select p.title from post p where p.province_id = e.province_id and p.id = e.post_id), e.purpose
  from audit_event e where (current_organisation() is null or (holds('person.reveal') and person_writable(p_person)))
    and e.province_id = current_province() and e.subject_kind = 'person' and e.action = 'person.looked'
    and e.subject_id in (select p.id::text from person p where p.province_id = current_province() and (p.id = p_person or p.merged_into = p_person))
  order by e.at desc limit 500
$$;
create or replace function person_of_receipt(p_hash text) returns table (province_id text, person_id uuid) language sql stable security definer set search_path = public, pg_temp as
  $$ select r.province_id, coalesce(p.merged_into, p.id) from person_receipt r join person p on p.province_id = r.province_id and p.id = r.person_id where r.code_hash = p_hash and r.until_at > now() $$;

revoke execute on function person_candidates, person_add_keys, person_found, person_propose, person_recognise, person_child_count, person_move, person_move_back, person_looks, person_of_receipt, person_writable, person_children from public;
grant execute on function person_candidates, person_add_keys, person_found, person_propose, person_recognise, person_child_count, person_move, person_move_back, person_looks, person_writable, person_children to taicho_app, taicho_system;
grant execute on function person_of_receipt to taicho_system;
