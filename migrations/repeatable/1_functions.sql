-- Run after every migration; each statement may be run again.

create or replace function current_province() returns text language sql stable as $$ select nullif(current_setting('taicho.province', true), '') $$;
create or replace function current_organisation() returns uuid language sql stable as $$ select nullif(current_setting('taicho.organisation', true), '')::uuid $$;
create or replace function current_post() returns uuid language sql stable as $$ select nullif(current_setting('taicho.post', true), '')::uuid $$;
create or replace function current_account() returns uuid language sql stable as $$ select nullif(current_setting('taicho.account', true), '')::uuid $$;
-- Permissions of the post acted for, as ',a,b,c,'.
create or replace function holds(permission text) returns boolean language sql stable as
  $$ select position(',' || permission || ',' in coalesce(current_setting('taicho.permissions', true), '')) > 0 $$;

-- Địa bàn: the units whose people the acting organisation answers for, '*' for the whole province. In a policy write
-- (select whole_province()) or unit_id = any((select area_units())::text[]), so that both are evaluated once per statement and the index on unit_id serves.
create or replace function whole_province() returns boolean language sql stable as $$ select coalesce(current_setting('taicho.area', true), '') = '*' $$;
create or replace function area_units() returns text[] language sql stable as $$ select string_to_array(coalesce(current_setting('taicho.area', true), ''), ',') $$;
create or replace function in_area(p_unit text) returns boolean language sql stable as $$ select (select whole_province()) or coalesce(p_unit = any((select area_units())::text[]), false) $$;

-- The area of an organisation on a day: the unit of its nearest placed ancestor, everything below that unit, and the units that passed into them
-- whole (people recorded in 2021 keep their commune of 2021). A unit that was split belongs to no single successor. Hospitals, quarantine places,
-- checkpoints and schools answer for those handed to them, not for an area.
create or replace function area_of(p_province text, p_organisation uuid, p_day date) returns text[] language sql stable security definer set search_path = public, pg_temp as $$
  with recursive up as (
    select v.parent_id, v.unit_id, 1 as step from organisation_version v
      where v.province_id = p_province and v.organisation_id = p_organisation and v.valid_from <= p_day and (v.valid_to is null or v.valid_to >= p_day)
    union all
    select v.parent_id, v.unit_id, up.step + 1 from up join organisation_version v on v.province_id = p_province and v.organisation_id = up.parent_id
      and v.valid_from <= p_day and (v.valid_to is null or v.valid_to >= p_day) where up.unit_id is null and up.step < 8),
  placed as (select u.id, u.level from up join unit u on u.id = up.unit_id order by up.step limit 1),
  down as (select id from placed union select u.id from down join unit u on u.parent_id = down.id),
  before as (select id from down union select s.from_id from before join unit_succession s on s.to_id = before.id
    where not exists (select 1 from unit_succession o where o.from_id = s.from_id and o.to_id <> s.to_id)),
  kind as (select kind from organisation where province_id = p_province and id = p_organisation),
  -- Without a place only offices that are of the province by their kind answer for all of it; anybody else without a place answers for nobody.
  whole as (select exists (select 1 from placed where level in ('province', 'country')) or (select kind from kind) in ('ubnd_tinh', 'so_nganh', 'cdc')
    or (select kind from kind) = 'ban_chi_dao' and exists (select 1 from up join organisation o on o.province_id = p_province and o.id = up.parent_id where up.step = 1 and o.kind = 'ubnd_tinh') as is_whole)
  select case when (select kind from kind) in ('benh_vien', 'khu_cach_ly', 'chot_kiem_soat', 'truong_hoc', 'doanh_nghiep', 'khu_cong_nghiep') then '{}'::text[]
    when (select is_whole from whole) then '{*}'::text[] else coalesce((select array_agg(id order by id) from before), '{}'::text[]) end
$$;
revoke execute on function area_of from public;
grant execute on function area_of to taicho_app, taicho_system;

-- One sealed line of the audit trail; the only way to write one. The caller's identity comes from the settings of its transaction.
create or replace function audit_append(p_action text, p_subject_kind text, p_subject_id text, p_purpose text, p_detail jsonb, p_request_id text)
returns bigint language plpgsql security definer set search_path = public, pg_temp as $$
declare
  v_province text := current_province();
  v_chain uuid := coalesce(current_organisation(), '00000000-0000-0000-0000-000000000000');
  v_seq bigint; v_previous bytea; v_hash bytea; v_at timestamptz := clock_timestamp();
begin
  if v_province is null then raise exception 'audit without province'; end if;
  insert into audit_chain as c (province_id, chain_id, seq, hash) values (v_province, v_chain, 1, '\x')
    on conflict (province_id, chain_id) do update set seq = c.seq + 1 returning c.seq, c.hash into v_seq, v_previous;
  v_hash := audit_hash(v_previous, v_province, v_chain, v_seq, v_at, current_account(), current_post(), p_action, p_subject_kind, p_subject_id, p_purpose, p_detail, p_request_id);
  insert into audit_event values (v_province, v_chain, v_seq, v_at, current_account(), current_post(), current_organisation(), p_action, p_subject_kind, p_subject_id, p_purpose, p_detail, p_request_id, v_previous, v_hash);
  update audit_chain set hash = v_hash where province_id = v_province and chain_id = v_chain;
  return v_seq;
end $$;

create or replace function audit_hash(p_previous bytea, p_province text, p_chain uuid, p_seq bigint, p_at timestamptz, p_account uuid, p_post uuid, p_action text, p_kind text, p_id text, p_purpose text, p_detail jsonb, p_request_id text)
returns bytea language sql immutable as $$
  select sha256(p_previous || convert_to(jsonb_build_array(p_province, p_chain, p_seq, to_char(p_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), p_account, p_post, p_action, p_kind, p_id, p_purpose, p_detail, p_request_id)::text, 'UTF8'))
$$;

-- Work for later, in the same transaction as the act that causes it.
create or replace function enqueue(p_task text, p_payload jsonb, p_key text default null, p_run_at timestamptz default null)
returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform graphile_worker.add_job(p_task, p_payload::json, run_at => p_run_at, job_key => p_key);
end $$;

-- Who a signed-in session is: the account and every post held now. Runs as owner because the sign-in tables and the accounts are read before anybody is somebody.
drop function if exists session_of(text, text);
create function session_of(p_session_id text, p_user_id text)
returns table (province_id text, account_id uuid, name text, email text, language text, acting_post_id uuid,
               post_id uuid, post_kind text, post_title text, post_rank int, organisation_id uuid, organisation_name text, organisation_line text, organisation_kind text, province_name text)
language sql stable security definer set search_path = public, pg_temp as $$
  select a.province_id, a.id, a.name, a.email, a.language, (select x.post_id from auth.acting x where x.session_id = p_session_id),
         p.id, p.kind, p.title, p.rank, p.organisation_id, v.name, o.line, o.kind, pr.name
  from account a join province pr on pr.id = a.province_id
  left join post_holding h on h.province_id = a.province_id and h.account_id = a.id and h.until_at is null
  left join post p on p.province_id = h.province_id and p.id = h.post_id and (p.valid_to is null or p.valid_to >= (now() at time zone 'Asia/Ho_Chi_Minh')::date)
  left join organisation o on o.province_id = p.province_id and o.id = p.organisation_id
  left join lateral (select name from organisation_version v where v.province_id = p.province_id and v.organisation_id = p.organisation_id
                     and v.valid_from <= (now() at time zone 'Asia/Ho_Chi_Minh')::date order by v.valid_from desc limit 1) v on true
  where a.auth_user_id = p_user_id and a.disabled_at is null
  order by p.rank, p.title
$$;

create or replace function act_for_post(p_session_id text, p_post_id uuid) returns void language sql security definer set search_path = public, pg_temp as $$
  insert into auth.acting (session_id, post_id) values (p_session_id, p_post_id) on conflict (session_id) do update set post_id = excluded.post_id
$$;

revoke execute on function audit_append, enqueue, session_of, act_for_post from public;
grant execute on function audit_append, enqueue, session_of, act_for_post to taicho_app, taicho_system;

create or replace function document_owner(p_province text, p_document uuid) returns uuid language sql stable security definer set search_path = public, pg_temp as
  $$ select organisation_id from document where province_id = p_province and id = p_document $$;
revoke execute on function document_owner from public;
grant execute on function document_owner to taicho_app, taicho_system;

-- Replaced by the obligations room once its table exists (functions of a later file win).
create or replace function open_obligations_of_post(p_province text, p_post uuid) returns int language plpgsql stable security definer set search_path = public, pg_temp as $$
declare n int;
begin
  if to_regclass('public.obligation') is null then return 0; end if;
  execute 'select count(*)::int from obligation o join post p on p.province_id = o.province_id and p.organisation_id = o.owner_id
           where o.province_id = $1 and p.id = $2 and o.closed_at is null' into n using p_province, p_post;
  return n;
end $$;
revoke execute on function open_obligations_of_post from public;
grant execute on function open_obligations_of_post to taicho_app, taicho_system;

-- Asked by the policy of file_access itself, which therefore cannot ask its own table.
create or replace function may_open_file(p_province text, p_sha256 text) returns boolean language sql stable security definer set search_path = public, pg_temp as
  $$ select exists (select 1 from file_access where province_id = p_province and sha256 = p_sha256 and organisation_id = current_organisation()) $$;
revoke execute on function may_open_file from public;
grant execute on function may_open_file to taicho_app, taicho_system;
