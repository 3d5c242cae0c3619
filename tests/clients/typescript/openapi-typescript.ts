import createClient from "openapi-fetch";
import { check, token, url } from "./check.js";
import type { paths } from "./generated/openapi-typescript.js";

const client = createClient<paths>({ baseUrl: url, headers: { Authorization: `Bearer ${token}` } });

await check("openapi-typescript", {
  save: async (body) => (await client.POST("/api/v1.1/admin/accounts/save", { body })).data?.data.saved_id,
  list: async (search) => (await client.POST("/api/v1.1/admin/accounts/list", { body: { search } })).data,
  get: async (name) => (await client.POST("/api/v1.1/admin/accounts/get", { body: { name } })).data?.data.account,
  refusal: async (body) => (await client.POST("/api/v1.1/admin/accounts/save", { body })).error,
});
