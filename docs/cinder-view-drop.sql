-- Takes away what docs/cinder-view.sql has made. Cinder's rows stay as they are.
--
--     psql -v ON_ERROR_STOP=1 -d cinder -f docs/cinder-view-drop.sql

drop view if exists volume_transfers.volume_transfer;

drop schema if exists volume_transfers;

drop index concurrently if exists public.volume_transfers_listing;

drop index concurrently if exists public.volume_transfers_volumes;

-- The rights and settings of the role in this database. The role itself may be used in others, so it stays; where it is
-- not, "drop role volume_transfers_reader" is what is left to do.
do $$
begin
    if exists (select from pg_catalog.pg_roles where rolname = 'volume_transfers_reader') then
        execute format('alter role volume_transfers_reader in database %I reset all', current_database());
        execute format('revoke connect on database %I from volume_transfers_reader', current_database());
    end if;
end
$$;
