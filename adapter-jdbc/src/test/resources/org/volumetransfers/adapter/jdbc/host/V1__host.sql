create table host (id integer);
