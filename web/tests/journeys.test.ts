import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { fileURLToPath } from "node:url";
import { launch, Visit } from "./browser.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

test("how mediation in 同心县 compared with 酉阳 in 2021, and where it says so: four clicks from the first page", async () => {
  const visit = await Visit.start(browser);
  const page = await visit.open("/", "同心县");
  await page.getByRole("combobox").first().fill("同心");
  await page.getByRole("option", { name: "同心县" }).click();
  await page.getByRole("link", { name: "对比：成功化解矛盾纠纷" }).click();
  await page.getByRole("link", { name: /酉阳/ }).first().click();
  await visit.sees("全县各类人民调解组织今年以来成功化解的矛盾纠纷有3890余件");
  await visit.sees("各类矛盾纠纷全年成功化解6227件");
  await page
    .getByRole("listitem")
    .filter({ hasText: "3890余件" })
    .getByRole("link", { name: "读原文" })
    .click();
  await page.waitForURL(/\/reports\/640324\/2021\W.*figure/);
  const shown = page.getByRole("main").getByText("3890余件").first();
  await shown.waitFor();
  await expect.poll(() => inSight(shown), { timeout: 10_000 }).toBe(true);
  await visit.end();
});

/** Whether the reader sees a place without scrolling. */
const inSight = (place: ReturnType<Visit["page"]["getByText"]>) =>
  place.evaluate((element) => {
    const { top, bottom } = element.getBoundingClientRect();
    return top >= 0 && bottom <= window.innerHeight;
  });

test("ten years of a county are a line, a table and a file", async () => {
  const visit = await Visit.start(browser);
  const page = await visit.open(`/counties/${inject("fictional")}`, "2024");
  await page.locator("main svg, main canvas").first().waitFor();
  for (const year of [2015, 2024]) await page.getByRole("columnheader", { name: String(year) }).first().waitFor();
  await visit.settles();
  expect(await visit.barriers()).toEqual([]);
  await visit.end();
});

test("a PDF that is dropped is read, shown as it is read, and can be opened", async () => {
  const visit = await Visit.start(browser, { token: inject("token") });
  const page = await visit.open("/import", "选择文件");
  await page.locator("input[type=file]").setInputFiles(fileURLToPath(new URL("../../tests/files/04-guizhou.pdf", import.meta.url)));
  await page.getByRole("link", { name: "读这份报告" }).click();
  await page.waitForURL("**/reports/*/*");
  await page.getByRole("heading", { level: 1 }).waitFor();
  await visit.end();
});

test("without a token nothing is imported, and the page says how to get one", async () => {
  const visit = await Visit.start(browser);
  await visit.open("/import", "fazhi token create");
  await visit.end();
});
