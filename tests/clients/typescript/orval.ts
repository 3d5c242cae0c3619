import { check, token, url } from "./check.js";
import { accountsGet, accountsList, accountsSave } from "./generated/orval.js";

// The generated functions ask for a path; where it is, a browser knows from its page.
const { fetch } = globalThis;
globalThis.fetch = (path, options) => fetch(new URL(path as string, url), options);
const options = { headers: { Authorization: `Bearer ${token}` } };

await check("orval", {
  save: async (body) => {
    const { status, data } = await accountsSave(body, {}, options);
    return status === 200 ? data.data.saved_id : undefined;
  },
  list: async (search) => {
    const { status, data } = await accountsList({ search }, {}, options);
    return status === 200 ? data : undefined;
  },
  get: async (name) => {
    const { status, data } = await accountsGet({ name }, {}, options);
    return status === 200 ? data.data.account : undefined;
  },
  refusal: async (body) => {
    const { status, data } = await accountsSave(body, {}, options);
    return status === 200 ? undefined : data;
  },
});
