import { check, token, url } from "./check.js";
import { client } from "./generated/hey-api/client.gen.js";
import { accountsGet, accountsList, accountsSave } from "./generated/hey-api/index.js";

client.setConfig({ baseUrl: url, auth: token });

await check("hey-api", {
  save: async (body) => (await accountsSave({ body })).data?.data.saved_id,
  list: async (search) => (await accountsList({ body: { search } })).data,
  get: async (name) => (await accountsGet({ body: { name } })).data?.data.account,
  refusal: async (body) => (await accountsSave({ body })).error,
});
