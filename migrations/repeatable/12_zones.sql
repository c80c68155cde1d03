-- Levels of areas are public orders: every post that may read them sees all of the province; only a post that decides, inside its area, adds one. Nothing is changed or removed.
grant select, insert on zone_decision to taicho_app;
call policy('zone_decision_read', 'zone_decision', 'select', $q$province_id = (select current_province()) and (select holds('zone.read'))$q$, null);
call policy('zone_decision_add', 'zone_decision', 'insert', null, $q$province_id = (select current_province()) and organisation_id = (select current_organisation()) and (select holds('zone.decide'))
  and ((select whole_province()) or unit_id = any((select area_units())::text[]))$q$);
