// graphql-ws, the client of the protocol graphql-transport-ws.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { createClient } from "graphql-ws";
import WebSocket from "ws";
import { authorization, importReport, report, socket } from "./server.js";

const patience = { timeout: 20_000 };
const client = createClient({
  url: socket,
  webSocketImpl: WebSocket,
  connectionParams: { authorization },
  lazy: false,
  onNonLazyError: (error) => assert.fail(error),
  shouldRetry: () => false,
});
after(() => client.dispose());

async function first(answers) {
  for await (const answer of answers) return answer;
  throw new Error("the operation has ended without an answer");
}

test("a subscription hears of the import that happens beside it", patience, async () => {
  const reports = client.iterate({
    query: `subscription ($county: String) {
      reportImported(countyCode: $county) { title year county { name } figures(first: 5) { nodes { raw } } }
    }`,
    variables: { county: "140728" },
  });
  const heard = reports.next();
  // Operations of one connection begin in order: once this is answered, the subscription listens.
  await first(client.iterate({ query: "{ __typename }" }));
  await importReport(2016);
  const { value } = await heard;
  assert.deepEqual(value, {
    data: {
      reportImported: {
        title: "平遥县2016年度法治政府建设工作报告",
        year: 2016,
        county: { name: "平遥县" },
        figures: { nodes: [{ raw: "22件" }, { raw: "310件" }] },
      },
    },
  });
  await reports.return();
});

test("an import can be asked for and followed to its end on one connection", patience, async () => {
  const { data } = await first(
    client.iterate({
      query: `mutation ($input: ImportReportInput!) {
        importReport(input: $input) { report { id } job { id } userErrors { code } }
      }`,
      variables: { input: { text: report(2017), background: true } },
    }),
  );
  assert.deepEqual(data.importReport.userErrors, []);
  assert.equal(data.importReport.report, null);

  const steps = [];
  const progress = client.iterate({
    query: "subscription ($job: ID!) { importProgress(jobId: $job) { status done total report { year } } }",
    variables: { job: data.importReport.job.id },
  });
  for await (const step of progress) steps.push(step.data.importProgress);
  assert.deepEqual(steps.at(-1), { status: "DONE", done: 1, total: 1, report: { year: 2017 } });
  const order = ["QUEUED", "RUNNING", "DONE"];
  const places = steps.map((step) => order.indexOf(step.status));
  assert.deepEqual(places, places.toSorted(), "it never goes back");
});

test("a document that does not fit the schema is an error of its operation alone", patience, async () => {
  const wrong = first(client.iterate({ query: "subscription { reportImported { nothing } }" }));
  await assert.rejects(wrong, (errors) => {
    assert.equal(errors[0].extensions.code, "GRAPHQL_VALIDATION_FAILED");
    return true;
  });
  const { data } = await first(client.iterate({ query: "{ statistics { counties } }" }));
  assert.equal(data.statistics.counties, 5);
});

test("a token that is worth nothing closes the connection", patience, async () => {
  const stranger = createClient({
    url: socket,
    webSocketImpl: WebSocket,
    connectionParams: { authorization: "Bearer nothing" },
    shouldRetry: () => false,
  });
  await assert.rejects(first(stranger.iterate({ query: "{ __typename }" })), { code: 4403 });
  await stranger.dispose();
});
