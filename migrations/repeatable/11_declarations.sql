-- Declarations are seen by those who handle them, in their area. The program itself writes them (a resident has no account); an officer only adds what he did.
grant select, update on declaration to taicho_app;
grant select on declaration_person to taicho_app;
grant select, insert on declaration_event to taicho_app;
call policy('declaration_read', 'declaration', 'select', $q$province_id = (select current_province()) and (select holds('declaration.handle'))
  and ((select whole_province()) or unit_id = any((select area_units())::text[]) or organisation_id = (select current_organisation()))$q$, null);
call policy('declaration_change', 'declaration', 'update', $q$province_id = (select current_province()) and (select holds('declaration.handle')) and ((select whole_province()) or unit_id = any((select area_units())::text[]))$q$, 'province_id = (select current_province())');
call policy('declaration_person_read', 'declaration_person', 'select', $q$province_id = (select current_province()) and exists (select 1 from declaration d where d.province_id = declaration_person.province_id and d.id = declaration_person.declaration_id)$q$, null);
call policy('declaration_event_read', 'declaration_event', 'select', $q$province_id = (select current_province()) and exists (select 1 from declaration d where d.province_id = declaration_event.province_id and d.id = declaration_event.declaration_id)$q$, null);
call policy('declaration_event_add', 'declaration_event', 'insert', null, $q$province_id = (select current_province()) and organisation_id = (select current_organisation()) and (select holds('declaration.handle'))
  and exists (select 1 from declaration d where d.province_id = declaration_event.province_id and d.id = declaration_event.declaration_id)$q$);
