-- Ghi theo nhóm: the audit lines of commands that share one transaction, sealed in one go. Each line names who acted, because the settings of a
-- transaction name only one; written by the program's group commit and by nothing else. Chains in one order for every writer.
create or replace function audit_append_group(p_lines jsonb) returns int language plpgsql security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
  l record; v_province text; v_chain uuid; v_seq bigint; v_previous bytea; v_hash bytea; v_at timestamptz; n int := 0;
begin
  for l in select * from jsonb_to_recordset(p_lines) as x(i int, province text, organisation uuid, post uuid, account uuid, action text, kind text, id text, purpose text, detail jsonb, request text) order by province, organisation, i loop
    if l.province is null or l.organisation is null or l.account is null then raise exception 'audit without a person'; end if;
    if v_chain is distinct from l.organisation or v_province is distinct from l.province then
      if v_chain is not null then update audit_chain set seq = v_seq, hash = v_hash where province_id = v_province and chain_id = v_chain; end if;
      v_province := l.province; v_chain := l.organisation;
      select seq, hash into v_seq, v_hash from audit_chain where province_id = v_province and chain_id = v_chain for update;
      if not found then
        -- Two first lines of an organisation at once: one makes the chain, the other waits for it here and goes on from its head.
        insert into audit_chain (province_id, chain_id, seq, hash) values (v_province, v_chain, 0, '\x') on conflict do nothing;
        select seq, hash into v_seq, v_hash from audit_chain where province_id = v_province and chain_id = v_chain for update;
      end if;
    end if;
    v_previous := v_hash; v_seq := v_seq + 1; v_at := clock_timestamp();
    v_hash := audit_hash(v_previous, v_province, v_chain, v_seq, v_at, l.account, l.post, l.action, l.kind, l.id, l.purpose, coalesce(l.detail, '{}'), l.request);
    insert into audit_event values (v_province, v_chain, v_seq, v_at, l.account, l.post, l.organisation, l.action, l.kind, l.id, l.purpose, coalesce(l.detail, '{}'), l.request, v_previous, v_hash);
    n := n + 1;
  end loop;
  if v_chain is not null then update audit_chain set seq = v_seq, hash = v_hash where province_id = v_province and chain_id = v_chain; end if;
  return n;
end $$;
revoke execute on function audit_append_group from public;
grant execute on function audit_append_group to taicho_app, taicho_system;
