-- Lets volume-transfers list the pending transfers of a Cinder from Cinder's own database (PostgreSQL 13 or later).
--
--     psql -v ON_ERROR_STOP=1 -d cinder -f docs/cinder-view.sql
--
-- Run it as a superuser, or as an owner of Cinder's tables who may create roles and schemas. It can be run again at any
-- time, also to update a view of an earlier version, and changes no row of Cinder. docs/cinder.md describes what is listed,
-- what to do when Cinder is upgraded, and how to remove all of this. Do not run it in one transaction (psql -1): indexes are
-- built concurrently, so that Cinder can write meanwhile.

create schema if not exists volume_transfers;

-- A view reads with the privileges of its owner. So a role that may read the view needs none on Cinder's tables, and cannot
-- read the columns that are left out here: salt and crypt_hash, which guard the key of a transfer.
create or replace view volume_transfers.volume_transfer as
select
    -- Cinder finds the project of a transfer through the volume: the columns of the transfer only record its history.
    volume.project_id,
    -- Ids are compared by bytes, whatever the collation of the database.
    transfer.id collate "C" as id,
    transfer.volume_id,
    transfer.display_name as name,
    -- Cinder writes UTC without a zone, and lists rows without a time last.
    coalesce(transfer.created_at, timestamp '9999-12-31 23:59:59.999999') at time zone 'UTC' as created_at,
    text 'pending' as status
from public.transfers as transfer
join public.volumes as volume on volume.id = transfer.volume_id
-- Accepted transfers are marked as deleted as well. As with Cinder's own "deleted = false", a row without a mark is not listed.
where transfer.deleted is false
union all
-- Transfers that have ended are not listed, but a client that has read one as the last of its page continues there. They
-- belong to the project that created them, which Cinder records since Train; the volume of an accepted one has moved.
select
    coalesce(transfer.source_project_id, volume.project_id),
    transfer.id collate "C",
    transfer.volume_id,
    transfer.display_name,
    coalesce(transfer.created_at, timestamp '9999-12-31 23:59:59.999999') at time zone 'UTC',
    -- A constant, so that the planner drops this part for a list.
    text 'deleted'
from public.transfers as transfer
join public.volumes as volume on volume.id = transfer.volume_id
where transfer.deleted is true;

-- All pending transfers in the order of the list, with all columns that are shown: the table itself is not read. Its size is
-- that of what is pending, however many ended transfers Cinder keeps.
create index concurrently if not exists volume_transfers_listing on public.transfers (
    (coalesce(created_at, timestamp '9999-12-31 23:59:59.999999') at time zone 'UTC'), (id collate "C")
) include (created_at, volume_id, display_name) where deleted is false;

-- The volumes of a project, which Cinder finds only by reading all volumes.
create index concurrently if not exists volume_transfers_volumes on public.volumes (project_id) include (id);

-- One transfer by its id. Cinder's primary key has the collation of the database.
create index concurrently if not exists volume_transfers_ids on public.transfers ((id collate "C"));

-- The planner has no statistics of an indexed expression before this.
analyze public.transfers;

-- The role that the server logs in as. It has no password yet, see docs/cinder.md. Roles belong to all databases of a
-- server, so it may exist already.
do $$
begin
    if not exists (select from pg_catalog.pg_roles where rolname = 'volume_transfers_reader') then
        create role volume_transfers_reader login;
    end if;
    -- The server queries volume_transfer without naming a schema.
    execute format('alter role volume_transfers_reader in database %I set search_path = volume_transfers',
        current_database());
    -- One plan for all projects would be that of the largest, and slow for all others.
    execute format('alter role volume_transfers_reader in database %I set plan_cache_mode = force_custom_plan',
        current_database());
    execute format('grant connect on database %I to volume_transfers_reader', current_database());
end
$$;

grant usage on schema volume_transfers to volume_transfers_reader;

grant select on volume_transfers.volume_transfer to volume_transfers_reader;
