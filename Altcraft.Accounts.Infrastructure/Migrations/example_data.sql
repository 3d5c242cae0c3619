-- Example data of the embedded mode, loaded once, so that the documented examples work as they stand:
-- tariff "example tariff", database 2 of kind postgresql, database 3 of kind clickhouse, connectors 1 to 4.

insert into tariffs (id, name, name_key, description, max_accounts) values
    (1, 'example tariff', 'example tariff', 'The tariff of the documented examples', null),
    (2, 'Small', 'small', 'Up to ten active accounts', 10),
    (3, 'Enterprise', 'enterprise', 'Any number of accounts', null);

insert into web_version_policies (id, name, name_key, description, retention_days) values
    (1, 'Keep for a month', 'keep for a month', 'Web versions are kept for 30 days', 30),
    (2, 'Keep for a year', 'keep for a year', 'Web versions are kept for 365 days', 365);

insert into databases (id, name, name_key, kind, host, port, database, username, secret_ref, description) values
    (1, 'Archive', 'archive', 'postgresql', 'archive.example.com', 5432, 'archive', 'altcraft', 'databases/archive', null),
    (2, 'Main', 'main', 'postgresql', 'postgresql.example.com', 5432, 'accounts', 'altcraft', 'databases/main', null),
    (3, 'Cache', 'cache', 'clickhouse', 'clickhouse.example.com', 9000, 'cache', 'altcraft', 'databases/cache', null);

insert into external_data_connectors (id, name, name_key, kind, host, port, database, username, secret_ref, description) values
    (1, 'Shop', 'shop', 'mysql', 'shop.example.com', 3306, 'shop', 'reader', 'connectors/shop', null),
    (2, 'Warehouse', 'warehouse', 'postgresql', 'warehouse.example.com', 5432, 'warehouse', 'reader', 'connectors/warehouse', null),
    (3, 'Billing', 'billing', 'mssql', 'billing.example.com', 1433, 'billing', 'reader', 'connectors/billing', null),
    (4, 'Events', 'events', 'clickhouse', 'events.example.com', 9000, 'events', 'reader', 'connectors/events', null);

select setval(pg_get_serial_sequence('tariffs', 'id'), 3);
select setval(pg_get_serial_sequence('web_version_policies', 'id'), 2);
select setval(pg_get_serial_sequence('databases', 'id'), 3);
select setval(pg_get_serial_sequence('external_data_connectors', 'id'), 4);

-- The first account gets the ID that the documented answer shows: 6.
select setval(pg_get_serial_sequence('accounts', 'id'), 5);
