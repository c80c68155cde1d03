-- Documents, part two: policies of what 0007 adds, and the search of the registers. Each statement may be run again.
grant select, insert, update on register_book, document_attachment, document_act to taicho_app;
grant select, insert on document_copy to taicho_app;
-- A paper with a secrecy mark that was found only when it was read: the job takes its file away again.
grant delete on file_access, stored_file to taicho_system;

do $$
declare t text;
begin
  foreach t in array array['register_book', 'document_copy'] loop
    call policy(t || '_read', t, 'select', $q$province_id = (select current_province()) and organisation_id = (select current_organisation()) and (select holds('document.read'))$q$, null);
    call policy(t || '_add', t, 'insert', null, $q$province_id = (select current_province()) and organisation_id = (select current_organisation()) and (select holds('document.register'))$q$);
  end loop;
  call policy('register_book_change', 'register_book', 'update', $q$province_id = (select current_province()) and organisation_id = (select current_organisation()) and (select holds('document.register'))$q$, 'province_id = (select current_province()) and organisation_id = (select current_organisation())');
  -- Parts of a document follow the document: the sub-select is itself under document's policy.
  foreach t in array array['document_attachment', 'document_act'] loop
    call policy(t || '_read', t, 'select', format('province_id = (select current_province()) and exists (select 1 from document d where d.province_id = %1$I.province_id and d.id = %1$I.document_id)', t), null);
    call policy(t || '_add', t, 'insert', null, format('province_id = (select current_province()) and exists (select 1 from document d where d.province_id = %1$I.province_id and d.id = %1$I.document_id and d.organisation_id = (select current_organisation()))', t));
  end loop;
  call policy('document_file_change', 'document_attachment', 'update', 'province_id = (select current_province()) and exists (select 1 from document d where d.province_id = document_attachment.province_id and d.id = document_attachment.document_id and d.organisation_id = (select current_organisation()))', 'province_id = (select current_province())');
end $$;

-- Lines of the acting organisation's own register whose words fit. As owner, because a search by words is not used by an index under row-level
-- security; the same condition as the policy of register_entry stands in the statement itself, and the query names the organisation once more.
-- How often a word occurs cannot be foreseen by its beginning, so the way is chosen by the count and not guessed: few lines come by the index
-- of words and are sorted, many by walking the register in its order.
create or replace function register_lines(p_direction text, p_from timestamptz, p_until timestamptz, p_query tsquery, p_urgency text, p_after_at timestamptz, p_after_number int, p_oldest boolean, p_limit int)
returns table (id uuid) language plpgsql stable set search_path = public, pg_temp as $$
begin
  return query execute format($q$select e.id from register_entry e where e.province_id = $1 and e.organisation_id = $2 and (select holds('document.read')) and e.direction = $3 and e.at >= $4 and e.at < $5
      and e.words @@ $6 and ($7 is null or e.urgency = $7) and ($8 is null or (e.at, e.number) < ($8, $9)) order by e.at %1$s, e.number %1$s limit $10$q$, case when p_oldest then 'asc' else 'desc' end)
    using current_province(), current_organisation(), p_direction, p_from, p_until, p_query, p_urgency, p_after_at, p_after_number, p_limit;
end $$;
create or replace function register_found_few(p_direction text, p_from timestamptz, p_until timestamptz, p_query tsquery, p_urgency text, p_after_at timestamptz, p_after_number int, p_oldest boolean, p_limit int)
returns table (id uuid) language sql stable security definer set search_path = public, pg_temp set enable_indexscan = off set enable_seqscan = off as
  $$ select * from register_lines(p_direction, p_from, p_until, p_query, p_urgency, p_after_at, p_after_number, p_oldest, p_limit) $$;
create or replace function register_found_many(p_direction text, p_from timestamptz, p_until timestamptz, p_query tsquery, p_urgency text, p_after_at timestamptz, p_after_number int, p_oldest boolean, p_limit int)
returns table (id uuid) language sql stable security definer set search_path = public, pg_temp set enable_bitmapscan = off set enable_seqscan = off as
  $$ select * from register_lines(p_direction, p_from, p_until, p_query, p_urgency, p_after_at, p_after_number, p_oldest, p_limit) $$;
-- How many there are, counted no further than p_most: nobody reads past it.
create or replace function register_count(p_direction text, p_from timestamptz, p_until timestamptz, p_query tsquery, p_urgency text, p_most int) returns int
language plpgsql stable security definer set search_path = public, pg_temp set enable_indexscan = off set enable_seqscan = off as $$
declare n int;
begin
  execute $q$select count(*)::int from (select 1 from register_entry e where e.province_id = $1 and e.organisation_id = $2 and (select holds('document.read')) and e.direction = $3 and e.at >= $4 and e.at < $5
      and e.words @@ $6 and ($7 is null or e.urgency = $7) limit $8) x$q$ into n using current_province(), current_organisation(), p_direction, p_from, p_until, p_query, p_urgency, p_most;
  return n;
end $$;
revoke execute on function register_lines, register_found_few, register_found_many, register_count from public;
grant execute on function register_found_few, register_found_many, register_count to taicho_app;
