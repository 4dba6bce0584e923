-- Three roles with the least privileges that migrating, serving and importing need (PostgreSQL 13 or later).
--
--     psql -v ON_ERROR_STOP=1 -d transfers -f docs/grants.sql
--
-- Applies to the first schema of the search path; for another one: PGOPTIONS='-c search_path=volume_transfers' psql ...
-- Run it as a superuser, before the first migration and again after it, when there are tables to grant. It can be run at any
-- time, also where the tables exist already: they then get a new owner, so change the role that servers log in as, too.
-- Without a superuser: as the owner of database, schema and tables, with createrole and as a member of
-- volume_transfers_owner.

-- Roles belong to all databases of a server, so they may exist already. They have no passwords yet: use \password in psql.
do $$
declare
    name text;
begin
    foreach name in array array['volume_transfers_owner', 'volume_transfers_server', 'volume_transfers_importer'] loop
        if not exists (select from pg_roles where rolname = name) then
            execute format('create role %I login', name);
        end if;
    end loop;
end $$;

do $$
declare
    place text := quote_ident(current_schema());
    transfers regclass := to_regclass(place || '.volume_transfer');
    history regclass := to_regclass(place || '.volume_transfer_schema_history');
begin
    execute format(
        'grant connect on database %I to volume_transfers_owner, volume_transfers_server, volume_transfers_importer',
        current_database());
    execute format(
        'grant usage on schema %s to volume_transfers_owner, volume_transfers_server, volume_transfers_importer', place);

    -- The owner migrates.
    execute format('grant create on schema %s to volume_transfers_owner', place);

    -- An import collects transfers in a temporary table.
    execute format('grant temporary on database %I to volume_transfers_importer', current_database());

    -- Tables of later migrations can be read at once.
    execute format(
        'alter default privileges for role volume_transfers_owner in schema %s'
            ' grant select on tables to volume_transfers_server, volume_transfers_importer', place);

    -- The history is what --schema check reads.
    if history is not null then
        execute format('alter table %s owner to volume_transfers_owner', history);
        execute format('grant select on %s to volume_transfers_server, volume_transfers_importer', history);
    end if;

    if transfers is not null then
        execute format('alter table %s owner to volume_transfers_owner', transfers);
        execute format('grant select on %s to volume_transfers_server', transfers);
        execute format('grant select, insert, update on %s to volume_transfers_importer', transfers);
        -- An import vacuums the table, which only its owner may do before PostgreSQL 17. Autovacuum does it later otherwise.
        if current_setting('server_version_num')::integer >= 170000 then
            execute format('grant maintain on %s to volume_transfers_importer', transfers);
        end if;
    end if;
end $$;
