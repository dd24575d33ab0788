// The server that the runner has started, and what the tests ask it by hand.

const url = process.env.FAZHI_URL;
const token = process.env.FAZHI_TOKEN;
if (!url || !token) throw new Error("FAZHI_URL and FAZHI_TOKEN are not set; run tests/clients/run");

export const endpoint = `${url}/graphql`;
export const socket = endpoint.replace(/^http/, "ws");
export const authorization = `Bearer ${token}`;

// Asks without any client.
export async function ask(query, variables = {}) {
  const response = await fetch(endpoint, {
    method: "POST",
    headers: { "content-type": "application/json", authorization },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = await response.json();
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
}

// A report that the samples do not have, of 平遥县 (140728).
export function report(year) {
  return `平遥县${year}年度法治政府建设工作报告\n一、主要工作\n全年收到行政复议申请22件，成功化解矛盾纠纷310件。\n`;
}

export async function importReport(year, background = false) {
  const { importReport } = await ask(
    `mutation ($input: ImportReportInput!) {
      importReport(input: $input) { created job { id } userErrors { code message } }
    }`,
    { input: { text: report(year), background } },
  );
  if (importReport.userErrors.length > 0) throw new Error(JSON.stringify(importReport.userErrors));
  return importReport;
}
