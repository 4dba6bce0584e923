-- Transfers of all projects. Other programs may write here too.
create table volume_transfer (
    project_id varchar(64)  collate "C" not null,
    id         varchar(255) collate "C" not null,
    volume_id  varchar(255) not null,
    name       varchar(255),
    created_at timestamptz  not null,
    status     text         not null default 'pending',
    -- Led by the project, so that the table can be partitioned and sharded by it.
    constraint volume_transfer_pkey primary key (project_id, id),
    constraint volume_transfer_status check (status in ('pending', 'accepted', 'deleted')),
    constraint volume_transfer_ids check (project_id ~ '^[A-Za-z0-9_-]+$' and id <> '' and volume_id <> ''),
    constraint volume_transfer_created_at check (
        created_at >= timestamptz '0001-01-01 00:00:00+00' and created_at < timestamptz '10000-01-01 00:00:00+00'),
    -- What the index below can hold of one row.
    constraint volume_transfer_size check (
        octet_length(id) + octet_length(volume_id) + octet_length(coalesce(name, '')) <= 2400)
);

-- A page of the listing, in its order, without touching the table.
create index volume_transfer_listing on volume_transfer (project_id, created_at, id) include (volume_id, name)
    where status = 'pending';
