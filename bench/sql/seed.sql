-- What the benchmark's requests refer to: ids and names are those of the documented examples.
insert into tariffs (id, name, name_key) values (1, 'example tariff', 'example tariff');
insert into databases (id, name, name_key, kind, host, port, database, username, secret_ref) values
    (2, 'example postgresql', 'example postgresql', 'postgresql', 'localhost', 5432, 'example', 'example', 'example'),
    (3, 'example clickhouse', 'example clickhouse', 'clickhouse', 'localhost', 9000, 'example', 'example', 'example');
insert into external_data_connectors (id, name, name_key, kind, host, port, database, username, secret_ref)
    select n, 'connector ' || n, 'connector ' || n, 'postgresql', 'localhost', 5432, 'example', 'example', 'example'
    from generate_series(1, 4) n;
select setval(pg_get_serial_sequence('tariffs', 'id'), 100),
       setval(pg_get_serial_sequence('databases', 'id'), 100),
       setval(pg_get_serial_sequence('external_data_connectors', 'id'), 100);
analyze;
