-- Shards transfers by project over two further PostgreSQL servers, with postgres_fdw. Run it on the coordinator, the server
-- that volume-transfers connects to, as a role that may create extensions:
--
--   psql -v ON_ERROR_STOP=1 -v shard_role=evs -v shard_password=... \
--        -v shard_0_host=... -v shard_0_port=5432 -v shard_0_database=transfers \
--        -v shard_1_host=... -v shard_1_port=5432 -v shard_1_database=transfers \
--        -f sharding.sql
--
-- Each shard must already have the ordinary table, with its primary key and its listing index: run "import" with an empty
-- list on each, or start the server on it once. The coordinator has neither: PostgreSQL does not support a unique index over
-- foreign partitions. Start volume-transfers on the coordinator with --schema none.

create extension if not exists postgres_fdw;

-- A page takes few round trips, and a shard that is down is detected soon. With remote estimates, a shard sorts by its index
-- and sends what a page needs; otherwise the coordinator expects projects to be small, and fetches all rows of one to sort it.
create server volume_transfer_shard_0 foreign data wrapper postgres_fdw options (
    host :'shard_0_host', port :'shard_0_port', dbname :'shard_0_database', fetch_size '1000', connect_timeout '2',
    use_remote_estimate 'true');
create server volume_transfer_shard_1 foreign data wrapper postgres_fdw options (
    host :'shard_1_host', port :'shard_1_port', dbname :'shard_1_database', fetch_size '1000', connect_timeout '2',
    use_remote_estimate 'true');

-- Sessions of the current role on the coordinator log in to the shards as this role.
create user mapping for current_user server volume_transfer_shard_0 options (user :'shard_role', password :'shard_password');
create user mapping for current_user server volume_transfer_shard_1 options (user :'shard_role', password :'shard_password');

-- The same columns and collations as on the shards: an order is sent to a shard only if the collation is the same.
create table volume_transfer (
    project_id varchar(64)  collate "C" not null,
    id         varchar(255) collate "C" not null,
    volume_id  varchar(255) not null,
    name       varchar(255),
    created_at timestamptz  not null,
    status     text         not null default 'pending'
) partition by hash (project_id);

create foreign table volume_transfer_0 partition of volume_transfer
    for values with (modulus 2, remainder 0) server volume_transfer_shard_0 options (table_name 'volume_transfer');
create foreign table volume_transfer_1 partition of volume_transfer
    for values with (modulus 2, remainder 1) server volume_transfer_shard_1 options (table_name 'volume_transfer');
