-- What every step of an obligation paid for and nobody used, and statistics that keep up with a directive to ten thousand units.

-- Coordinators are looked at row by row, by the policy; no question uses this index.
drop index obligation_coordinators;

-- The answer of a command is asked for by its key only. While the table was small the planner took this index for it and read the whole province.
drop index applied_command_at;

-- An event belongs to an obligation, which belongs to a province: the second check locks the one row of the province again for every event.
alter table obligation_event drop constraint obligation_event_province_id_fkey;
-- Written through one function and one policy, both of which take the province from the settings of the transaction; the check made every
-- writer of a province share a lock on its one row.
alter table audit_event drop constraint audit_event_province_id_fkey;
alter table applied_command drop constraint applied_command_province_id_fkey;

-- A directive may bring more rows in one minute than the table ever had: the planner learns of them soon.
alter table obligation set (autovacuum_analyze_scale_factor = 0.02, autovacuum_analyze_threshold = 200, autovacuum_vacuum_scale_factor = 0.05);
alter table obligation_event set (autovacuum_analyze_scale_factor = 0.02, autovacuum_analyze_threshold = 200);
-- Rewritten by every step and summed up by every board.
alter table obligation_board_row set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02, fillfactor = 70);
alter table obligation_tally set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 500);
alter table audit_chain set (fillfactor = 50);
