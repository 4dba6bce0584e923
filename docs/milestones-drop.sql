-- Takes away what --deep-pages on has put beside volume_transfer, while others read and write. Servers that were started with
-- --deep-pages on walk to large offsets from then on, until they are started anew, which would make it all again.
begin;
drop function volume_transfer_note_inserted, volume_transfer_note_updated, volume_transfer_note_deleted,
    volume_transfer_note_truncated, volume_transfer_fold_due cascade;
drop function volume_transfer_fold, volume_transfer_set_milestones, volume_transfer_recount;
drop table volume_transfer_change, volume_transfer_milestone, volume_transfer_milestone_history;
commit;
