import { statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { launch, Visit } from "./browser.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

/** Bytes that a picture of the documentation may have. */
const LARGEST = 150_000;

interface Picture {
  name: string;
  address: () => string;
  /** A text that is there when the page is filled. */
  says: string;
  /** What is done before the picture is taken. */
  first?: (page: Page) => Promise<void>;
}

const pictures: Picture[] = [
  { name: "overview", address: () => "/", says: "同心县" },
  { name: "county", address: () => `/counties/${inject("fictional")}?topic=MEDIATION`, says: "2024" },
  {
    name: "compare",
    address: () => "/compare?indicator=mediation.disputes.resolved&county=640324&county=500242&year=2021",
    says: "全县各类人民调解组织今年以来成功化解的矛盾纠纷有3890余件",
  },
  {
    name: "report",
    address: () => "/reports/640324/2021",
    says: "枫桥经验",
    first: async (page) => {
      await page.getByRole("main").getByText("3890余件").first().click();
    },
  },
  { name: "playground", address: () => "/graphiql", says: "十个问题", first: (page) => page.locator(".graphiql-response").getByText("平遥县").first().waitFor() },
];

test.each(pictures)("docs/images/$name.png", async ({ name, address, says, first }) => {
  const visit = await Visit.start(browser, { window: { width: 1120, height: 700 } });
  const page = await visit.open(address(), says);
  await first?.(page);
  await visit.settles();
  const path = fileURLToPath(new URL(`../../docs/images/${name}.png`, import.meta.url));
  await page.screenshot({ path, animations: "disabled", caret: "hide" });
  expect(statSync(path).size).toBeLessThanOrEqual(LARGEST);
  await visit.end();
});
