import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { launch, phone, Visit } from "./browser.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());


const tabs = (page: Page) => page.locator(".graphiql-tabs").getByRole("button", { name: /^(?!close)/i });

async function opened(visit: Visit, address = "/graphiql"): Promise<Page> {
  await visit.page.goto(address);
  await visit.page.locator(".graphiql-query-editor .view-line").first().waitFor();
  return visit.page;
}

const shows = (page: Page, text: string | RegExp) => page.locator(".graphiql-response").getByText(text).first().waitFor();

/**
 * Runs what stands in the editors until the answer shows a text: GraphiQL takes up what was typed a moment later, and a
 * machine that types is faster than that.
 */
const answers = (page: Page, text: string | RegExp) =>
  expect
    .poll(
      async () => {
        await page.keyboard.press("ControlOrMeta+Enter");
        const shown = page.locator(".graphiql-response").getByText(text).first();
        return shown.waitFor({ timeout: 2000 }).then(
          () => true,
          () => false,
        );
      },
      { timeout: 30_000, interval: 100 },
    )
    .toBe(true);

/** Puts a text in place of what an editor holds: what is typed would get its closing quotes twice. */
async function pastes(page: Page, editor: string, text: string): Promise<void> {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.locator(`${editor} .monaco-editor`).filter({ visible: true }).first().click();
  await page.keyboard.press("ControlOrMeta+A");
  await page.evaluate((text) => navigator.clipboard.writeText(text), text);
  await page.keyboard.press("ControlOrMeta+V");
}

describe("the playground", () => {
  test("opens with ten questions as tabs, and the answer to the first", async () => {
    const visit = await Visit.start(browser);
    const page = await opened(visit);
    expect(await tabs(page).count()).toBe(10);
    await shows(page, "平遥县");
    await visit.settles();
    expect(await visit.barriers()).toEqual([]);
    await visit.end();
  });

  test("answers each of the ten questions without an error", async () => {
    const visit = await Visit.start(browser, { language: "en" });
    const page = await opened(visit);
    const questions = page.getByRole("region", { name: "Ten questions" }).getByRole("button");
    expect(await questions.count()).toBe(10);
    // The last one listens; it has a test of its own.
    for (let place = 0; place < 9; place += 1) {
      await questions.nth(place).click();
      await expect
        .poll(async () => {
          const answered = page.waitForResponse((response) => new URL(response.url()).pathname === "/graphql");
          await page.getByRole("button", { name: /Execute query/ }).click();
          const asked = await answered;
          const { operationName } = asked.request().postDataJSON() as { operationName: string };
          const { data, errors } = (await asked.json()) as { data?: unknown; errors?: unknown };
          return { operationName, errors, answered: data !== null && data !== undefined };
        }, { timeout: 20_000 })
        .toEqual({ operationName: NAMES[place], errors: undefined, answered: true });
    }
    visit.forgives(/status 400|400 \(Bad Request\)/);
    await visit.end();
  });

  test("a link opens its query with its variables, and runs what only reads", async () => {
    const visit = await Visit.start(browser);
    const query = "query Places($code: String!) { county(code: $code) { nameEn } }";
    const page = await opened(visit, `/graphiql?query=${encodeURIComponent(query)}&variables=${encodeURIComponent('{"code":"500242"}')}`);
    await shows(page, /Youyang/);
    await page.getByText("500242").first().waitFor();
    expect(await tabs(page).first().textContent()).toContain("Places");
    await visit.end();
  });

  test("a link never runs a mutation by itself", async () => {
    const visit = await Visit.start(browser, { token: inject("token") });
    const asked: string[] = [];
    visit.page.on("request", (request) => void asked.push(request.postData() ?? ""));
    const mutation = 'mutation Away { deleteReport(input: { reportId: "UmVwb3J0OjY0MDMyNC8yMDIx" }) { deletedReportId } }';
    await opened(visit, `/graphiql?query=${encodeURIComponent(mutation)}`);
    await visit.settles();
    expect(asked.some((body) => body.includes("IntrospectionQuery")), "the schema was asked for").toBe(true);
    expect(asked.filter((body) => body.includes("deleteReport(input"))).toEqual([]);
    await visit.end();
  });

  test("the token under Headers lets one write, and a subscription hears of it", async () => {
    const visit = await Visit.start(browser);
    const page = await opened(visit);
    await page.getByRole("button", { name: "从现在起，新导入了哪些报告？" }).click();
    await page.locator(".graphiql-query-editor").getByText("subscription").waitFor();
    // GraphiQL takes up a change of tabs a moment later: what is run at once can still be the query of the tab before.
    const subscribed = async () => {
      const socket = page.waitForEvent("websocket", { timeout: 5_000 }).catch(() => null);
      await page.getByRole("button", { name: /Execute query/ }).click();
      return (await socket)?.waitForEvent("framesent", { predicate: ({ payload }) => String(payload).includes("subscribe") });
    };
    expect((await subscribed()) ?? (await subscribed()) ?? (await subscribed())).toBeDefined();
    visit.forgives(/status 400|400 \(Bad Request\)/);

    const writer = await Visit.start(browser);
    const writing = await opened(writer, `/graphiql?query=${encodeURIComponent(IMPORT)}`);
    await writing.getByRole("button", { name: "Headers" }).click();
    await pastes(writing, ".graphiql-editor-tool", JSON.stringify({ authorization: `Bearer ${inject("token")}` }));
    await answers(writing, "created");
    await writer.end();

    await shows(page, "平遥县");
    await shows(page, "2019");
    await page.getByRole("button", { name: /Stop query/ }).click();
    await visit.end();
  });

  test("has the documentation of the schema beside the query, and remembers what was asked", async () => {
    const visit = await Visit.start(browser);
    const page = await opened(visit);
    await shows(page, "平遥县");
    await page.getByRole("button", { name: /Show Documentation/ }).click();
    await page.getByRole("link", { name: "Query" }).click();
    await page.getByText("One indicator over the years, a series for each county").waitFor();
    await pastes(page, ".graphiql-query-editor", "query Asked { statistics { lastYear } }");
    await answers(page, "lastYear");
    await page.getByRole("button", { name: /Show History/ }).click();
    await page.locator(".graphiql-history").getByText("Asked").waitFor();
    visit.forgives(/status 400|400 \(Bad Request\)/);
    await visit.end();
  });

  test("fits a phone", async () => {
    const visit = await Visit.start(browser, { window: phone, theme: "dark" });
    const page = await opened(visit);
    await shows(page, "平遥县");
    expect(await visit.overflow()).toBeLessThanOrEqual(0);
    const [query, response] = await Promise.all(
      [".graphiql-query-editor", ".graphiql-response"].map((part) => page.locator(part).first().boundingBox()),
    );
    expect(query?.width).toBeGreaterThan(phone.width * 0.9);
    expect(response?.width).toBeGreaterThan(phone.width * 0.9);
    await visit.end();
  });
});

/** The operations of docs/tour that ask once. */
const NAMES = ["Series", "Compare", "Ranking", "Summary", "Search", "Report", "Checks", "Coverage", "Uncertain"];

const IMPORT = `mutation Import {
  importReport(input: { text: """
平遥县2019年度法治政府建设工作报告
一、主要工作
全年收到行政复议申请22件。
""" }) { created report { title } userErrors { code message } }
}`;
