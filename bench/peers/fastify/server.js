// The Node peer: Fastify and pg, one prepared statement a create.
// Usage: DATABASE_URL=… TOKEN=… [POOL=20] node server.js PORT
import Fastify from 'fastify';
import pg from 'pg';

const port = Number(process.argv[2]);

const create = `
with account as (
    insert into accounts (name, name_key, title, title_key, tz, tariff_id, web_version_policy_id, account_postgresql_id,
                          account_cache_clickhouse_id, reports_day, reports_hour, force_2fa_auth, enable_push,
                          enable_smart_settings, enable_pixel, enable_track_email_replies, custom_push_domain)
    values ($1, $2, $3, $4, $5, (select id from tariffs where name_key = $6), nullif($7::bigint, 0), nullif($8::bigint, 0),
            nullif($9::bigint, 0), $10, $11, $12, $13, $14, $15, $16, $17)
    returning id
), connectors as (
    insert into account_external_data_connectors (account_id, position, connector_id)
    select account.id, c.position, c.id from account, unnest($18::bigint[]) with ordinality c(id, position)
), entry as (
    insert into audit_entries (token_id, token_name, address, request_id, action, object_type, object_id, changes)
    select 1, 'bench', $19, $20, 'account.create', 'account', account.id, $21::jsonb from account
)
select id from account`;

const journalled = ['name', 'title', 'tz', 'tariff', 'account_postgresql', 'account_cache_clickhouse', 'external_data_connectors',
  'reports_day', 'reports_hour', 'force_2fa_auth', 'enable_push', 'enable_smart_settings', 'enable_pixel', 'enable_track_email_replies',
  'custom_push_domain'];
const state = [['is_active', true], ['is_frozen', false], ['is_deleted', false]].map(([field, value]) => ({ field, old: null, new: value }));

const database = new pg.Pool({
  connectionString: process.env.DATABASE_URL,
  max: Number(process.env.POOL ?? 20),
  idleTimeoutMillis: 0,
});
const authorization = `Bearer ${process.env.TOKEN}`;
const app = Fastify({ logger: false });
let requests = 0;

const answer = {
  response: {
    200: {
      type: 'object',
      properties: {
        data: { type: 'object', properties: { saved_id: { type: 'integer' } } },
        error: { type: 'integer' },
        error_text: { type: 'string' },
      },
    },
  },
};

app.post('/api/v1.1/admin/accounts/save', { schema: answer }, async (request, reply) => {
  if (request.headers.authorization !== authorization)
    return reply.code(401).send({ error: 401, error_text: 'API token required' });
  const save = request.body;
  const changes = journalled.map(field => ({ field, old: null, new: save[field] })).concat(state);
  try {
    const { rows } = await database.query({
      name: 'create',
      text: create,
      values: [
        save.name, save.name.toLowerCase(), save.title, save.title.toLowerCase(), save.tz, save.tariff.toLowerCase(),
        save.web_version_policy, save.account_postgresql, save.account_cache_clickhouse, save.reports_day, save.reports_hour,
        save.force_2fa_auth, save.enable_push, save.enable_smart_settings, save.enable_pixel, save.enable_track_email_replies,
        save.custom_push_domain, save.external_data_connectors, request.ip, `bench-${process.pid}-${++requests}`,
        JSON.stringify(changes),
      ],
    });
    return { data: { saved_id: Number(rows[0].id) }, error: 0, error_text: 'Successful operation' };
  } catch (error) {
    if (error.code === '23505')
      return reply.code(409).send({ error: 409, error_text: 'The name is taken.' });
    throw error;
  }
});

await app.listen({ host: '127.0.0.1', port });
