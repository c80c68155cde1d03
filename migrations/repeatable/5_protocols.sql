-- Protocols: grants and row-level security. Run after every migration; each statement may be run again.
grant select, insert on protocol_switch to taicho_app;
grant select, insert on protocol_switch to taicho_system;
-- Decisions are history: nobody who works changes or removes one.
revoke update, delete, truncate on protocol_switch from taicho_app, taicho_system;

alter table protocol_switch enable row level security;
alter table protocol_switch force row level security;
drop policy if exists owner_all on protocol_switch;
create policy owner_all on protocol_switch to current_user using (true) with check (true);
drop policy if exists system_all on protocol_switch;
create policy system_all on protocol_switch to taicho_system using (true) with check (true);

-- Which rules apply is a public order of the province: whoever decides over people by them must be able to read them.
drop policy if exists protocol_switch_read on protocol_switch;
create policy protocol_switch_read on protocol_switch for select to taicho_app using (province_id = (select current_province()));
drop policy if exists protocol_switch_add on protocol_switch;
create policy protocol_switch_add on protocol_switch for insert to taicho_app with check (
  province_id = (select current_province())
  and (select holds('protocol.switch'))
  and decided_by = (select current_account())
  and decided_post = (select current_post())
  and decided_org = (select current_organisation()));
