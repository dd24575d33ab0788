import { statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { launch, Visit } from "./browser.ts";

let browser: Browser;
beforeAll(async () => {
  // Grey edges of letters take half the bytes of coloured ones.
  browser = await launch("--disable-lcd-text");
});
afterAll(() => browser.close());

/** Bytes that a picture of the documentation may have. */
const LARGEST = 150_000;

interface Picture {
  name: string;
  address: () => string;
  /** A text that is there when the page is filled. */
  says: string;
  /** Text in the type of documents weighs more than anything else: less of it is shown. */
  height?: number;
  /** What is done before the picture is taken. */
  first?: (page: Page) => Promise<void>;
}

const pictures: Picture[] = [
  { name: "county", address: () => `/counties/${inject("fictional")}?topic=MEDIATION&indicator=mediation.disputes.resolved`, says: "2024" },
  {
    name: "compare",
    address: () => "/compare?indicator=mediation.disputes.resolved&county=640324&county=500242&year=2021",
    says: "全县各类人民调解组织今年以来成功化解的矛盾纠纷有3890余件",
  },
  {
    name: "report",
    address: () => "/reports/640324/2021",
    says: "枫桥经验",
    height: 400,
    first: async (page) => {
      await page.getByRole("main").getByText("3890余件").first().click();
    },
  },
  { name: "playground", address: () => "/graphiql", says: "十个问题", height: 560, first: (page) => page.locator(".graphiql-response").getByText("平遥县").first().waitFor() },
];

test.each(pictures.map((picture) => [picture.name, picture] as const))("docs/images/%s.png", async (name, { address, says, height, first }) => {
  const visit = await Visit.start(browser, { window: { width: 1120, height: height ?? 620 } });
  const page = await visit.open(address(), says);
  await first?.(page);
  await visit.settles();
  const path = fileURLToPath(new URL(`../../docs/images/${name}.png`, import.meta.url));
  await page.screenshot({ path, animations: "disabled", caret: "hide" });
  expect(statSync(path).size).toBeLessThanOrEqual(LARGEST);
  await visit.end();
});
