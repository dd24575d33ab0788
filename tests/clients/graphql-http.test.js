// graphql-http's audits of a server: the GraphQL-over-HTTP specification, sentence by sentence.

import assert from "node:assert/strict";
import { test } from "node:test";
import { serverAudits } from "graphql-http";
import { endpoint } from "./server.js";

const audits = serverAudits({ url: endpoint, fetchFn: fetch });

test("there are as many audits as ever", () => {
  assert.ok(audits.length >= 61, `${audits.length} audits`);
});

// What a server should do is asked for like what it must.
for (const audit of audits) {
  test(`${audit.id} ${audit.name}`, { timeout: 20_000 }, async () => {
    const { status, reason } = await audit.fn();
    assert.equal(status, "ok", reason);
  });
}
