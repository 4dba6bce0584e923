-- The table of volume-transfers in hash partitions by project on one server, for tables that are too large to be vacuumed,
-- indexed or moved in one piece. Run it instead of the server's own schema, and start the server with --schema none. The
-- command import works on it as well.

create table volume_transfer (
    project_id varchar(64)  collate "C" not null,
    id         varchar(255) collate "C" not null,
    volume_id  varchar(255) not null,
    name       varchar(255),
    created_at timestamptz  not null,
    status     text         not null default 'pending',
    constraint volume_transfer_pkey primary key (project_id, id),
    constraint volume_transfer_status check (status in ('pending', 'accepted', 'deleted')),
    constraint volume_transfer_ids check (project_id ~ '^[A-Za-z0-9_-]+$' and id <> '' and volume_id <> ''),
    constraint volume_transfer_created_at check (
        created_at >= timestamptz '0001-01-01 00:00:00+00' and created_at < timestamptz '10000-01-01 00:00:00+00'),
    constraint volume_transfer_size check (
        octet_length(id) + octet_length(volume_id) + octet_length(coalesce(name, '')) <= 2400)
) partition by hash (project_id);

create index volume_transfer_listing on volume_transfer (project_id, created_at, id) include (volume_id, name)
    where status = 'pending';

create table volume_transfer_0 partition of volume_transfer for values with (modulus 4, remainder 0);
create table volume_transfer_1 partition of volume_transfer for values with (modulus 4, remainder 1);
create table volume_transfer_2 partition of volume_transfer for values with (modulus 4, remainder 2);
create table volume_transfer_3 partition of volume_transfer for values with (modulus 4, remainder 3);
