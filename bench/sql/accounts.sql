-- Makes :count more accounts with four connectors each: name "seed-<id>" of fixed width, as the load generator's update
-- expects, and a title of two words out of 50 and 80 and a number, for the searches. No journal entries.
select coalesce(max(id), 0) as before from accounts \gset

insert into accounts (id, name, name_key, title, title_key, tz, tariff_id, account_postgresql_id, account_cache_clickhouse_id,
                      reports_day, reports_hour, force_2fa_auth, enable_push, enable_smart_settings, enable_pixel,
                      enable_track_email_replies, custom_push_domain)
select id, name, name, title, lower(title), 'UTC', 1, 2, 3, 4, 18, false, true, true, true, false, 'example.com'
from (
    select id, 'seed-' || lpad(id::text, 10, '0') as name,
           format('%s %s %s',
               (array['Amber','Basalt','Cedar','Delta','Ember','Fjord','Garnet','Harbor','Indigo','Jasper','Kestrel','Lagoon','Meadow',
                      'Nimbus','Onyx','Pebble','Quartz','Raven','Sierra','Timber','Umbra','Velvet','Willow','Xenon','Yarrow','Zephyr',
                      'Alpine','Birch','Coral','Drift','Echo','Falcon','Granite','Hazel','Iris','Juniper','Krypton','Lotus','Maple',
                      'Nectar','Olive','Prairie','Quill','River','Summit','Tundra','Urban','Vista','Walnut','Yellow'])[1 + id % 50],
               (array['Airlines','Apparel','Bakery','Bank','Beauty','Books','Bottling','Brewery','Camping','Cargo','Catering','Cinema',
                      'Clinic','Clothing','Coffee','Cosmetics','Couriers','Dairy','Dental','Design','Diner','Electric','Energy',
                      'Events','Fabrics','Farms','Fashion','Ferries','Finance','Fitness','Florist','Foods','Footwear','Furniture',
                      'Games','Gardens','Gifts','Grocery','Hardware','Health','Hotels','Insurance','Jewelry','Kitchens','Laundry',
                      'Leasing','Lighting','Logistics','Markets','Media','Mining','Mobile','Motors','Music','Nursery','Optics',
                      'Outdoors','Paints','Pets','Pharmacy','Pizza','Printing','Railways','Realty','Records','Rentals','Sailing',
                      'School','Security','Shoes','Software','Spices','Studios','Supply','Systems','Telecom','Tickets','Tools',
                      'Travel','Watches'])[1 + (id / 50) % 80],
               (id * 7919) % 1000003) as title
    from (select nextval(pg_get_serial_sequence('accounts', 'id')) as id from generate_series(1, :count)) ids
) named;

-- The references are right by construction; checking four million of them would take minutes.
set session_replication_role = replica;
insert into account_external_data_connectors (account_id, position, connector_id)
select a.id, n, n from accounts a, generate_series(1, 4) n where a.id > :before order by a.id, n;
reset session_replication_role;

vacuum (analyze) accounts, account_external_data_connectors;
checkpoint;
