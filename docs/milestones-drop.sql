-- Drops what servers that were started with --deep-pages on have created beside volume_transfer: triggers, functions and
-- tables. A server started with --schema migrate does the same, if its role may; run this script where no server migrates
-- (--schema check or none), as the owner of the tables and with their schema first in the search path:
--
--     psql -v ON_ERROR_STOP=1 -d transfers -f docs/milestones-drop.sql
--
-- Others may read and write meanwhile, and the script may run again. Servers of earlier versions continue without milestones.
begin;
drop function if exists volume_transfer_note_inserted, volume_transfer_note_updated, volume_transfer_note_deleted,
    volume_transfer_note_truncated, volume_transfer_fold_due cascade;
drop function if exists volume_transfer_fold, volume_transfer_set_milestones, volume_transfer_recount;
drop table if exists volume_transfer_change, volume_transfer_milestone, volume_transfer_milestone_history;
commit;
