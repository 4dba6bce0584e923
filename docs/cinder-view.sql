-- Lets volume-transfers list the pending transfers that stand in Cinder's own database (PostgreSQL 13 or later).
--
--     psql -v ON_ERROR_STOP=1 -d cinder -f docs/cinder-view.sql
--
-- Run it as a superuser, or as an owner of Cinder's tables who may create roles and schemas. It can be run again at any
-- time, and changes no row of Cinder. docs/cinder.md tells what is listed, what to do when Cinder is upgraded, and how to
-- take all of this away again. Not in one transaction (no psql -1): indexes are built without locking Cinder out.

create schema if not exists volume_transfers;

-- A view reads with the rights of its owner. So a role that sees the view needs no right on Cinder's tables, and cannot
-- get at what is left out here: salt and crypt_hash, which guard the key of a transfer.
create or replace view volume_transfers.volume_transfer as
select
    -- Whose transfer it is, Cinder sees by the volume: the columns of the transfer only tell its history.
    volume.project_id,
    -- Ids are compared as bytes, whatever the sort order of the database.
    transfer.id collate "C" as id,
    transfer.volume_id,
    transfer.display_name as name,
    -- Cinder writes UTC without saying so, and lists rows that have no time last.
    coalesce(transfer.created_at, timestamp '9999-12-31 23:59:59.999999') at time zone 'UTC' as created_at,
    text 'pending' as status
from public.transfers as transfer
join public.volumes as volume on volume.id = transfer.volume_id
-- Accepted transfers are marked as deleted too. As with Cinder's own "deleted = false", a row without a mark is not listed.
where transfer.deleted is false;

-- All pending transfers in the order of the list, with all that is shown of them: the table itself is not read. It stays
-- as small as what is pending, however many rows Cinder keeps of what is over.
create index concurrently if not exists volume_transfers_listing on public.transfers (
    (coalesce(created_at, timestamp '9999-12-31 23:59:59.999999') at time zone 'UTC'), (id collate "C")
) include (created_at, volume_id, display_name) where deleted is false;

-- The volumes of a project, which Cinder finds only by reading all volumes.
create index concurrently if not exists volume_transfers_volumes on public.volumes (project_id) include (id);

-- The planner knows nothing about an index on an expression before this.
analyze public.transfers;

-- The role that the server logs in as. It has no password yet, see docs/cinder.md. Roles belong to all databases of a
-- server, so it may be there already.
do $$
begin
    if not exists (select from pg_catalog.pg_roles where rolname = 'volume_transfers_reader') then
        create role volume_transfers_reader login;
    end if;
    -- The server asks for volume_transfer without naming a schema.
    execute format('alter role volume_transfers_reader in database %I set search_path = volume_transfers',
        current_database());
    -- One plan for all projects would be that for the largest, and slow for all others.
    execute format('alter role volume_transfers_reader in database %I set plan_cache_mode = force_custom_plan',
        current_database());
    execute format('grant connect on database %I to volume_transfers_reader', current_database());
end
$$;

grant usage on schema volume_transfers to volume_transfers_reader;

grant select on volume_transfers.volume_transfer to volume_transfers_reader;
