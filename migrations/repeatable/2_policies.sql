-- Row-level security: deny by default. A table without a policy for taicho_app shows nothing to a request.
-- Settings are read inside (select …) so that they are evaluated once per statement, not once per row.

do $$
declare t record;
begin
  for t in select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
           where n.nspname = 'public' and c.relkind = 'r' and c.relname <> 'schema_migration' loop
    execute format('alter table %I enable row level security', t.relname);
    execute format('drop policy if exists system_all on %I', t.relname);
    execute format('create policy system_all on %I to taicho_system using (true) with check (true)', t.relname);
    execute format('grant select, insert, update on %I to taicho_system', t.relname);
  end loop;
end $$;
grant usage on schema public to taicho_app, taicho_system;
grant usage on schema auth to taicho_auth;
grant select, insert, update, delete on all tables in schema auth to taicho_auth;
revoke insert, update, delete on audit_event, audit_chain from taicho_system;

create or replace procedure policy(p_name text, p_table text, p_command text, p_using text, p_check text) language plpgsql as $$
begin
  execute format('drop policy if exists %I on %I', p_name, p_table);
  execute format('create policy %I on %I for %s to taicho_app %s %s', p_name, p_table, p_command,
    case when p_using is null then '' else 'using (' || p_using || ')' end, case when p_check is null then '' else 'with check (' || p_check || ')' end);
end $$;

revoke execute on procedure policy from public;

-- The house
grant select on province, setting, stored_file, file_access, applied_command, audit_event to taicho_app;
grant insert on stored_file, file_access, applied_command, setting to taicho_app;
grant update on applied_command, setting to taicho_app;
call policy('province_read', 'province', 'select', 'id = (select current_province())', null);
call policy('setting_read', 'setting', 'select', 'province_id = (select current_province())', null);
call policy('setting_write', 'setting', 'insert', null, $q$province_id = (select current_province()) and (select holds('settings.manage'))$q$);
call policy('setting_change', 'setting', 'update', $q$province_id = (select current_province()) and (select holds('settings.manage'))$q$, $q$province_id = (select current_province())$q$);
call policy('audit_read', 'audit_event', 'select', $q$province_id = (select current_province()) and ((select holds('audit.read')) or (organisation_id = (select current_organisation()) and (select holds('audit.own'))))$q$, null);
call policy('stored_file_read', 'stored_file', 'select', $q$province_id = (select current_province()) and exists (select 1 from file_access f where f.province_id = stored_file.province_id and f.sha256 = stored_file.sha256 and f.organisation_id = (select current_organisation()))$q$, null);
call policy('stored_file_add', 'stored_file', 'insert', null, 'province_id = (select current_province())');
call policy('file_access_read', 'file_access', 'select', 'province_id = (select current_province()) and organisation_id = (select current_organisation())', null);
-- A grant to another organisation is given by whoever may open the file, with the act that sends the record.
call policy('file_access_add', 'file_access', 'insert', null, $q$province_id = (select current_province()) and (organisation_id = (select current_organisation())
  or may_open_file(province_id, sha256))$q$);
call policy('applied_command_own', 'applied_command', 'all', 'province_id = (select current_province()) and account_id = (select current_account())', 'province_id = (select current_province()) and account_id = (select current_account())');

-- Units and organisations: the directory of the province is open to its staff; changing it needs the permission.
grant select on unit, unit_succession, organisation, organisation_version, organisation_succession, post, account, post_holding, handover to taicho_app;
grant insert, update on unit, unit_succession, organisation, organisation_version, organisation_succession, post, account, post_holding, handover to taicho_app;
call policy('unit_read', 'unit', 'select', 'true', null);
call policy('unit_add', 'unit', 'insert', null, $q$(select holds('units.manage'))$q$);
call policy('unit_change', 'unit', 'update', $q$(select holds('units.manage'))$q$, 'true');
call policy('unit_succession_read', 'unit_succession', 'select', 'true', null);
call policy('unit_succession_add', 'unit_succession', 'insert', null, $q$(select holds('units.manage'))$q$);
do $$
declare t text;
begin
  foreach t in array array['organisation', 'organisation_version', 'organisation_succession', 'post'] loop
    call policy(t || '_read', t, 'select', 'province_id = (select current_province())', null);
    call policy(t || '_add', t, 'insert', null, $q$province_id = (select current_province()) and (select holds('units.manage'))$q$);
    call policy(t || '_change', t, 'update', $q$province_id = (select current_province()) and (select holds('units.manage'))$q$, 'province_id = (select current_province())');
  end loop;
  foreach t in array array['account', 'post_holding', 'handover'] loop
    call policy(t || '_read', t, 'select', 'province_id = (select current_province())', null);
    call policy(t || '_add', t, 'insert', null, $q$province_id = (select current_province()) and (select holds('accounts.manage'))$q$);
    call policy(t || '_change', t, 'update', $q$province_id = (select current_province()) and (select holds('accounts.manage'))$q$, 'province_id = (select current_province())');
  end loop;
end $$;
-- A person may change the language and phone of the own account.
call policy('account_own', 'account', 'update', 'province_id = (select current_province()) and id = (select current_account())', 'province_id = (select current_province()) and id = (select current_account())');

-- Documents: the organisation that holds them, those they were sent to, and (once issued) those whose document they carry out.
grant select, insert, update on document, document_page, document_reference, clause, register_series, register_entry, delivery, coverage_link to taicho_app;
grant select, insert on document_correction, instruction, document_upper to taicho_app;
grant delete on document_page, document_reference, document_upper, clause, coverage_link to taicho_app;
grant delete on document_page to taicho_system;
call policy('document_read', 'document', 'select', $q$province_id = (select current_province()) and (select holds('document.read')) and (organisation_id = (select current_organisation())
  or state in ('issued', 'registered', 'cancelled', 'recalled', 'replaced') and id in (select d.document_id from delivery d where d.province_id = (select current_province()) and d.organisation_id = (select current_organisation()))
  or state in ('issued', 'recalled', 'replaced') and upper_organisations @> array[(select current_organisation())])$q$, null);
call policy('document_add', 'document', 'insert', null, $q$province_id = (select current_province()) and organisation_id = (select current_organisation()) and (select holds('document.register') or holds('document.draft'))$q$);
call policy('document_change', 'document', 'update', $q$province_id = (select current_province()) and organisation_id = (select current_organisation()) and (select holds('document.register') or holds('document.draft') or holds('document.sign'))$q$,
  'province_id = (select current_province()) and organisation_id = (select current_organisation())');
do $$
declare t text;
begin
  -- Parts of a document follow the document: the sub-select is itself under document's policy.
  foreach t in array array['document_page', 'document_reference', 'document_upper', 'clause', 'document_correction'] loop
    call policy(t || '_read', t, 'select', format('province_id = (select current_province()) and exists (select 1 from document d where d.province_id = %1$I.province_id and d.id = %1$I.document_id)', t), null);
    call policy(t || '_add', t, 'insert', null, format('province_id = (select current_province()) and exists (select 1 from document d where d.province_id = %1$I.province_id and d.id = %1$I.document_id and d.organisation_id = (select current_organisation()))', t));
  end loop;
  foreach t in array array['document_page', 'document_reference', 'document_upper', 'clause'] loop
    call policy(t || '_change', t, 'update', format('province_id = (select current_province()) and exists (select 1 from document d where d.province_id = %1$I.province_id and d.id = %1$I.document_id and d.organisation_id = (select current_organisation()))', t), 'province_id = (select current_province())');
    call policy(t || '_remove', t, 'delete', format('province_id = (select current_province()) and exists (select 1 from document d where d.province_id = %1$I.province_id and d.id = %1$I.document_id and d.organisation_id = (select current_organisation()))', t), null);
  end loop;
  foreach t in array array['register_series', 'register_entry', 'instruction', 'coverage_link'] loop
    call policy(t || '_read', t, 'select', $q$province_id = (select current_province()) and organisation_id = (select current_organisation()) and (select holds('document.read'))$q$, null);
    call policy(t || '_add', t, 'insert', null, 'province_id = (select current_province()) and organisation_id = (select current_organisation())');
  end loop;
  foreach t in array array['register_series', 'register_entry', 'coverage_link'] loop
    call policy(t || '_change', t, 'update', 'province_id = (select current_province()) and organisation_id = (select current_organisation())', 'province_id = (select current_province()) and organisation_id = (select current_organisation())');
  end loop;
  call policy('coverage_link_remove', 'coverage_link', 'delete', 'province_id = (select current_province()) and organisation_id = (select current_organisation())', null);
  -- What was decided about a paper is seen by everybody who may see that paper: the giver reads how its clauses are carried out below.
  call policy('coverage_link_of_paper', 'coverage_link', 'select', 'province_id = (select current_province()) and exists (select 1 from document d where d.province_id = coverage_link.province_id and d.id = coverage_link.lower_document_id)', null);
end $$;
-- Was this document sent to the organisation, and not refused by it: answered without asking the policy of delivery, which asks this.
create or replace function holds_delivery(p_province text, p_document uuid, p_organisation uuid) returns boolean language sql stable security definer set search_path = public, pg_temp as
  $$ select exists (select 1 from delivery where province_id = p_province and document_id = p_document and organisation_id = p_organisation and state <> '02') $$;
revoke execute on function holds_delivery from public;
grant execute on function holds_delivery to taicho_app, taicho_system;
-- A delivery is seen by its receiver, its sender and the issuer; document_owner() answers without asking the policy of document, which asks delivery.
call policy('delivery_read', 'delivery', 'select', $q$province_id = (select current_province()) and (select holds('document.read')) and (organisation_id = (select current_organisation()) or sent_by = (select current_organisation()) or document_owner(province_id, document_id) = (select current_organisation()))$q$, null);
-- Sent by whoever holds the document, or has received it and passes it on.
call policy('delivery_add', 'delivery', 'insert', null, $q$province_id = (select current_province()) and sent_by = (select current_organisation()) and (document_owner(province_id, document_id) = (select current_organisation())
  or holds_delivery(province_id, document_id, (select current_organisation())))$q$);
call policy('delivery_change', 'delivery', 'update', 'province_id = (select current_province()) and (organisation_id = (select current_organisation()) or document_owner(province_id, document_id) = (select current_organisation()))', 'province_id = (select current_province())');
