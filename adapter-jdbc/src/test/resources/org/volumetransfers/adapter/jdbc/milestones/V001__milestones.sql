-- How many pending transfers of a project stand before a place, without counting them: docs/decisions/0013-flat-deep-pages.md.

-- At about every thousandth pending transfer of a project, how many there were up to and including this place. Counts of
-- now are these plus the changes up to the place, in any one snapshot. So any milestone may be missing, and all may.
create table volume_transfer_milestone (
    project_id varchar(64)  collate "C" not null,
    created_at timestamptz  not null,
    id         varchar(255) collate "C" not null,
    rank       bigint       not null,
    constraint volume_transfer_milestone_pkey primary key (project_id, created_at, id)
);

create index volume_transfer_milestone_rank on volume_transfer_milestone (project_id, rank);

-- Pending transfers that came (1) and went (-1) and are not in the milestones yet. Appended to only, so that writers do not
-- wait for one another.
create table volume_transfer_change (
    project_id varchar(64)  collate "C" not null,
    number     bigint       generated always as identity,
    created_at timestamptz  not null,
    id         varchar(255) collate "C" not null,
    delta      smallint     not null,
    constraint volume_transfer_change_pkey primary key (project_id, number)
);

-- These note what one statement of anybody did. They run as their owner: who may write transfers need not know of changes.
-- All names and operators are qualified: as safe as a search_path of their own, at half the cost.
create function volume_transfer_note_inserted() returns trigger language plpgsql security definer as $$
begin
    insert into "${flyway:defaultSchema}".volume_transfer_change (project_id, created_at, id, delta)
    select project_id, created_at, id, 1 from after_it where status operator(pg_catalog.=) 'pending';
    return null;
end $$;

create function volume_transfer_note_deleted() returns trigger language plpgsql security definer as $$
begin
    insert into "${flyway:defaultSchema}".volume_transfer_change (project_id, created_at, id, delta)
    select project_id, created_at, id, -1 from before_it where status operator(pg_catalog.=) 'pending';
    return null;
end $$;

-- What stays pending where it was goes and comes: to find that out would cost more.
create function volume_transfer_note_updated() returns trigger language plpgsql security definer as $$
begin
    insert into "${flyway:defaultSchema}".volume_transfer_change (project_id, created_at, id, delta)
    select project_id, created_at, id, -1 from before_it where status operator(pg_catalog.=) 'pending'
    union all
    select project_id, created_at, id, 1 from after_it where status operator(pg_catalog.=) 'pending';
    return null;
end $$;

-- Nothing is deleted here: a truncate also takes rows that its transaction cannot see. A table is truncated only where no
-- trigger is still due.
create function volume_transfer_note_truncated() returns trigger
language plpgsql security definer set search_path = "${flyway:defaultSchema}", pg_temp as $$
begin
    set constraints volume_transfer_fold immediate;
    truncate volume_transfer_change, volume_transfer_milestone;
    set constraints volume_transfer_fold deferred;
    return null;
end $$;

-- Puts milestones where they are far apart. Changes that this very snapshot has are left out, since they are added later.
create function volume_transfer_set_milestones(project text) returns void
language sql
set search_path = "${flyway:defaultSchema}", pg_temp set jit = off set enable_seqscan = off as $$
    -- Once, since there may be many that are folded and not vacuumed yet.
    with change as materialized (
        select created_at, id, delta from volume_transfer_change where project_id = project
    )
    insert into volume_transfer_milestone (project_id, created_at, id, rank)
    select project, place.created_at, place.id, gap.rank + place.number - (
        select coalesce(sum(delta), 0) from change
        where (change.created_at, change.id) > (gap.created_at, gap.id)
          and (change.created_at, change.id) <= (place.created_at, place.id))
    from (
        select created_at, id, rank, lead(rank) over way - rank as size,
            lead(created_at, 1, 'infinity') over way as end_created_at, lead(id, 1, '') over way as end_id
        from (
            select created_at, id, rank from volume_transfer_milestone where project_id = project
            union all
            select '-infinity', '', 0
        ) as known
        window way as (order by created_at, id)
    ) as gap
    cross join lateral (
        select created_at, id, row_number() over (order by created_at, id) as number
        from volume_transfer
        where project_id = project and status = 'pending'
          and created_at between gap.created_at and gap.end_created_at
          and (created_at, id) > (gap.created_at, gap.id)
          and (created_at, id) < (gap.end_created_at, gap.end_id)
    ) as place
    where (gap.size is null or gap.size > 2000) and place.number % 1000 = 0
$$;

-- Moves the changes of a project into its milestones. The first statement does so at once, by one snapshot; the others
-- may see more. To be run by one at a time. Compiling its plans would take longer than running them, and so would reading
-- the milestones of all projects.
create function volume_transfer_fold(project text) returns void
language sql
set search_path = "${flyway:defaultSchema}", pg_temp set jit = off set enable_seqscan = off as $$
    with folded as (
        delete from volume_transfer_change where project_id = project returning created_at, id, delta
    ), way as (
        select created_at, id, rank, sum(delta) over (order by created_at, id) as shift
        from (
            select created_at, id, rank, 0 as delta from volume_transfer_milestone where project_id = project
            union all
            select created_at, id, null, delta from folded
        ) as places
    )
    update volume_transfer_milestone as milestone set rank = milestone.rank + way.shift
    from way
    where milestone.project_id = project and (milestone.created_at, milestone.id) = (way.created_at, way.id)
      and way.rank is not null and way.shift <> 0;

    delete from volume_transfer_milestone as milestone
    using (
        select created_at, id, rank - lag(rank, 1, 0::bigint) over (order by created_at, id) as distance
        from volume_transfer_milestone where project_id = project
    ) as way
    where milestone.project_id = project and (milestone.created_at, milestone.id) = (way.created_at, way.id)
      and way.distance < 500;

    select volume_transfer_set_milestones(project);
$$;

-- Folds when about every thousandth change is committed; one that finds itself folded already has nothing to do.
-- Whoever finds somebody else folding leaves it to a later one. A transaction that works by an older snapshot cannot do it.
create function volume_transfer_fold_due() returns trigger
language plpgsql security definer set search_path = "${flyway:defaultSchema}", pg_temp as $$
begin
    if current_setting('transaction_isolation') = 'read committed'
        and exists (select from volume_transfer_change where project_id = new.project_id and number = new.number)
        and pg_try_advisory_xact_lock('volume_transfer_milestone'::regclass::oid::bigint)
    then
        perform volume_transfer_fold(new.project_id);
    end if;
    return null;
end $$;

-- Makes all milestones anew, while others read and write: after triggers were disabled or rows were restored by hand.
create function volume_transfer_recount() returns void
language sql set search_path = "${flyway:defaultSchema}", pg_temp as $$
    -- First of all, in the order of everybody else.
    lock table volume_transfer in access share mode;
    select pg_advisory_xact_lock('volume_transfer_milestone'::regclass::oid::bigint);
    delete from volume_transfer_milestone;
    delete from volume_transfer_change;
    select volume_transfer_set_milestones(project_id)
    from volume_transfer where status = 'pending'
    group by project_id having count(*) >= 1000;
$$;

revoke execute on function volume_transfer_set_milestones, volume_transfer_fold, volume_transfer_recount from public;

-- A prime, so that no project that changes at every other number is passed over for ever.
create constraint trigger volume_transfer_fold after insert on volume_transfer_change
    deferrable initially deferred
    for each row when (new.number % 997 = 0) execute function volume_transfer_fold_due();

create trigger volume_transfer_inserted after insert on volume_transfer
    referencing new table as after_it
    for each statement execute function volume_transfer_note_inserted();
create trigger volume_transfer_updated after update on volume_transfer
    referencing old table as before_it new table as after_it
    for each statement execute function volume_transfer_note_updated();
create trigger volume_transfer_deleted after delete on volume_transfer
    referencing old table as before_it
    for each statement execute function volume_transfer_note_deleted();
create trigger volume_transfer_truncated after truncate on volume_transfer
    for each statement execute function volume_transfer_note_truncated();
