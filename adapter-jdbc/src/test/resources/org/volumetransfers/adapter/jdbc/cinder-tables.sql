-- The two tables of Cinder that the list reads, with all columns, keys and indexes of Cinder 21 (Zed) on PostgreSQL. The
-- keys of volumes to consistencygroups, groups and services are left out together with those tables.
create table volumes (
    created_at timestamp,
    updated_at timestamp,
    deleted_at timestamp,
    deleted boolean,
    id varchar(36) primary key,
    ec2_id varchar(255),
    user_id varchar(255),
    project_id varchar(255),
    host varchar(255),
    size integer,
    availability_zone varchar(255),
    status varchar(255),
    attach_status varchar(255),
    scheduled_at timestamp,
    launched_at timestamp,
    terminated_at timestamp,
    display_name varchar(255),
    display_description varchar(255),
    provider_location varchar(256),
    provider_auth varchar(256),
    snapshot_id varchar(36),
    volume_type_id varchar(36) not null,
    source_volid varchar(36),
    bootable boolean,
    provider_geometry varchar(255),
    _name_id varchar(36),
    encryption_key_id varchar(36),
    migration_status varchar(255),
    replication_status varchar(255),
    replication_extended_status varchar(255),
    replication_driver_data varchar(255),
    consistencygroup_id varchar(36),
    provider_id varchar(255),
    multiattach boolean,
    previous_status varchar(255),
    cluster_name varchar(255),
    group_id varchar(36),
    service_uuid varchar(36),
    shared_targets boolean,
    use_quota boolean
);

create index ix_volumes_consistencygroup_id on volumes (consistencygroup_id);

create index ix_volumes_group_id on volumes (group_id);

create index volumes_service_uuid_idx on volumes (service_uuid, deleted);

create table transfers (
    created_at timestamp,
    updated_at timestamp,
    deleted_at timestamp,
    deleted boolean,
    id varchar(36) primary key,
    volume_id varchar(36) not null references volumes (id),
    display_name varchar(255),
    salt varchar(255),
    crypt_hash varchar(255),
    expires_at timestamp,
    no_snapshots boolean,
    source_project_id varchar(255),
    destination_project_id varchar(255),
    accepted boolean
);

create index ix_transfers_volume_id on transfers (volume_id);
