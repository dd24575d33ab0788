// graphql-sse, the client of GraphQL over server-sent events.

import assert from "node:assert/strict";
import { test } from "node:test";
import { createClient } from "graphql-sse";
import { authorization, endpoint, importReport } from "./server.js";

const patience = { timeout: 20_000 };

function open(on) {
  return createClient({ url: endpoint, headers: { authorization }, retryAttempts: 0, on });
}

test("a subscription hears of the import that happens beside it", patience, async () => {
  let listens;
  const listening = new Promise((resolve) => (listens = resolve));
  const client = open({ connected: listens });
  const reports = client.iterate({ query: "subscription { reportImported { title year } }" });
  const heard = reports.next();
  await listening;
  await importReport(2016);
  const { value } = await heard;
  assert.deepEqual(value.data, { reportImported: { title: "平遥县2016年度法治政府建设工作报告", year: 2016 } });
  client.dispose();
});

test("an import is followed to its end", patience, async () => {
  const { job } = await importReport(2017, true);
  const client = open();
  const steps = [];
  const progress = client.iterate({
    query: "subscription ($job: ID!) { importProgress(jobId: $job) { status report { year } } }",
    variables: { job: job.id },
  });
  for await (const step of progress) steps.push(step.data.importProgress);
  assert.deepEqual(steps.at(-1), { status: "DONE", report: { year: 2017 } });
  client.dispose();
});

test("a query is a stream of one answer", patience, async () => {
  const client = open();
  const answers = [];
  for await (const answer of client.iterate({ query: "{ county(code: \"640324\") { name } }" })) answers.push(answer);
  assert.deepEqual(answers, [{ data: { county: { name: "同心县" } } }]);
  client.dispose();
});
