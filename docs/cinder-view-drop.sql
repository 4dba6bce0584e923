-- Drops what docs/cinder-view.sql has created. Cinder's rows are not changed.
--
--     psql -v ON_ERROR_STOP=1 -d cinder -f docs/cinder-view-drop.sql

drop view if exists volume_transfers.volume_transfer;

drop schema if exists volume_transfers;

drop index concurrently if exists public.volume_transfers_listing;

drop index concurrently if exists public.volume_transfers_volumes;

drop index concurrently if exists public.volume_transfers_ids;

-- The privileges and settings of the role in this database. The role itself may be in use in others, so it is kept; if it is
-- not, "drop role volume_transfers_reader" removes it.
do $$
begin
    if exists (select from pg_catalog.pg_roles where rolname = 'volume_transfers_reader') then
        execute format('alter role volume_transfers_reader in database %I reset all', current_database());
        execute format('revoke connect on database %I from volume_transfers_reader', current_database());
    end if;
end
$$;
