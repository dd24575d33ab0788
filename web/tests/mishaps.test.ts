import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launch, Visit } from "./browser.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

test("a county without figures of an indicator keeps its place in a comparison; one named twice has one", async () => {
  const visit = await Visit.start(browser);
  const page = await visit.open(
    "/compare?indicator=litigation.appearance_rate&county=640324&county=110101&county=640324&county=500242",
    "97.5%",
  );
  const rows = page.locator("table.compared-table tbody tr");
  await expect.poll(() => rows.count()).toBe(3);
  expect(await rows.nth(1).innerText()).toContain("东城区");
  await visit.end();
});

test("an indicator that there is not is told in words, with a way on", async () => {
  const visit = await Visit.start(browser);
  const page = await visit.open("/indicators/nope", "目录里没有代码为 nope 的指标");
  await page.getByRole("link", { name: "看看有哪些指标" }).click();
  await page.waitForURL((url) => url.pathname === "/");
  await visit.end();
});

test("an address whose place cannot be read opens the report", async () => {
  const visit = await Visit.start(browser);
  await visit.open("/reports/640324/2021#figure-%E0%A4", "同心县");
  await visit.end();
});

test("the keyboard goes on at the field when a county has been added", async () => {
  const visit = await Visit.start(browser);
  const page = await visit.open("/compare?indicator=mediation.disputes.resolved&county=640324", "3890余件");
  await page.getByRole("link", { name: /酉阳/ }).first().press("Enter");
  await page.waitForURL(/county=500242/);
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe("INPUT");
  await visit.end();
});
