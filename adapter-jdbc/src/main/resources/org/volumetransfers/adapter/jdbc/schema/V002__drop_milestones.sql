-- Drops what earlier versions kept beside the table for large offsets (--deep-pages on), if it is there. Waits only briefly
-- for the table, since queries would queue behind this; a server that cannot drop it now serves, and tries again when it is
-- started next.
set local lock_timeout = '5s';

do $$
begin
    if to_regclass('"${flyway:defaultSchema}".volume_transfer_milestone') is not null then
        lock table "${flyway:defaultSchema}".volume_transfer in access exclusive mode;
        drop function if exists
            "${flyway:defaultSchema}".volume_transfer_note_inserted,
            "${flyway:defaultSchema}".volume_transfer_note_updated,
            "${flyway:defaultSchema}".volume_transfer_note_deleted,
            "${flyway:defaultSchema}".volume_transfer_note_truncated,
            "${flyway:defaultSchema}".volume_transfer_fold_due
            cascade;
        drop function if exists
            "${flyway:defaultSchema}".volume_transfer_fold,
            "${flyway:defaultSchema}".volume_transfer_set_milestones,
            "${flyway:defaultSchema}".volume_transfer_recount;
        drop table if exists
            "${flyway:defaultSchema}".volume_transfer_change,
            "${flyway:defaultSchema}".volume_transfer_milestone,
            "${flyway:defaultSchema}".volume_transfer_milestone_history;
    end if;
end $$;
