-- In a transaction of its own, after the one that began to note changes: nobody has to wait while these are counted.
select volume_transfer_recount();
