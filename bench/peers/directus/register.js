// Makes the table a collection, with what Directus itself sets for one: it keeps an activity and a revision for each create.
// Usage: node register.js URL TOKEN
const [url, token] = process.argv.slice(2);
const answer = await fetch(`${url}/collections/accounts`, {
  method: 'PATCH',
  headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
  body: JSON.stringify({ meta: {} }),
});
if (!answer.ok)
  throw new Error(`HTTP ${answer.status}: ${await answer.text()}`);
