// What every client has to do. That these requests compile shows that no optional parameter is required.
import assert from "node:assert/strict";
import { argv } from "node:process";

export const [, , url, token] = argv as [string, string, string, string];

const account = (name: string) => ({
  name,
  title: name,
  tz: "UTC",
  tariff: "example tariff",
  reports_day: 1,
  reports_hour: 9,
});

export type Account = ReturnType<typeof account> & {
  id?: number;
  web_version_policy?: string | number | null;
  external_data_connectors?: (string | number)[];
  enable_push?: boolean;
};

export interface Calls {
  /** Answers the ID. */
  save(account: Account): Promise<number | undefined>;
  list(search: string): Promise<{ data: { id: number; name: string }[]; total_count: number } | undefined>;
  get(name: string): Promise<{ title: string; tariff: number; web_version_policy: number | null; external_data_connectors: number[]; enable_push: boolean } | undefined>;
  /** Saves what is refused and answers what the client makes of the refusal. */
  refusal(account: Account): Promise<{ error: number; errors?: { field: string; code: string }[]; request_id: string } | undefined>;
}

export const check = async (client: string, calls: Calls) => {
  const name = `Client of ${client}`;
  const id = await calls.save({ ...account(name), web_version_policy: 1, external_data_connectors: [2, "Events"], enable_push: true });
  assert.ok(Number.isSafeInteger(id));
  const page = await calls.list(name);
  assert.equal(page?.total_count, 1);
  assert.deepEqual(page.data.map((item) => [item.id, item.name]), [[id, name]]);

  const before = await calls.get(name);
  assert.deepEqual(before?.external_data_connectors[0], 2);
  assert.equal(before.external_data_connectors.length, 2);
  await calls.save({ ...account(name), id, title: "Changed" });
  assert.deepEqual(await calls.get(name), { ...before, title: "Changed", version: 2 }, "what is not set is kept");
  await calls.save({ ...account(name), id, web_version_policy: null });
  assert.equal((await calls.get(name))?.web_version_policy, null, "null clears");

  const failure = await calls.refusal({ ...account(name), tariff: "no such tariff" });
  assert.equal(failure?.error, 400);
  assert.deepEqual(failure.errors?.map((problem) => [problem.field, problem.code]), [["tariff", "not_found"]]);
  assert.ok(failure.request_id);
  console.log(`${client}: ok`);
};
