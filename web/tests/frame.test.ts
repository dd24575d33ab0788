import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launch, Visit } from "./browser.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

test("the language is Chinese until the reader changes it, and stays changed", async () => {
  const visit = await Visit.start(browser);
  const page = await visit.open("/", "同心县");
  expect(await page.getAttribute("html", "lang")).toBe("zh-CN");
  await page.getByRole("button", { name: "English" }).click();
  await visit.sees("Tongxin County");
  expect(await page.getAttribute("html", "lang")).toBe("en");
  await page.reload();
  await visit.sees("Tongxin County");
  await visit.end();
});

test("light and dark follow the device until the reader chooses, and stay chosen", async () => {
  const visit = await Visit.start(browser, { theme: "dark" });
  const page = await visit.open("/", "同心县");
  const paper = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const dark = await paper();
  await page.getByRole("button", { name: "明暗" }).click();
  const light = await paper();
  expect(brightness(light)).toBeGreaterThan(200);
  expect(brightness(dark)).toBeLessThan(60);
  await page.reload();
  await visit.sees("同心县");
  expect(await paper()).toBe(light);
  await visit.end();
});

const brightness = (colour: string) => Math.min(...(colour.match(/\d+/g) ?? []).slice(0, 3).map(Number));

test("from the first page to a county by keyboard alone", async () => {
  const visit = await Visit.start(browser);
  const page = await visit.open("/", "同心县");
  await page.keyboard.press("Tab");
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("跳到正文");
  await page.keyboard.press("Enter");
  expect(await page.evaluate(() => document.activeElement?.id)).toBe("main");
  const box = page.getByRole("combobox").first();
  for (let pressed = 0; !(await box.evaluate((element) => element === document.activeElement)); pressed += 1) {
    expect(pressed, "the search box is not reached").toBeLessThan(20);
    await page.keyboard.press("Tab");
  }
  await page.keyboard.type("同心");
  await page.getByRole("option", { name: "同心县" }).waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/counties/640324");
  await page.getByRole("heading", { level: 1, name: "同心县" }).waitFor();
  await visit.end();
});
