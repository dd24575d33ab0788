import { readFileSync } from "node:fs";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launch, phone, Visit, type Reader } from "./browser.ts";
import { visited } from "./visited.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

test("every page is visited here", () => {
  const table = readFileSync(new URL("../src/pages.ts", import.meta.url), "utf8");
  const paths = [...table.matchAll(/path: "([^"]+)"/g)].map(([, path]) => path);
  expect(paths.length).toBeGreaterThan(0);
  expect([...new Set(visited.map(({ page }) => page))].sort()).toEqual(paths.sort());
});

const readers: [string, Reader][] = [
  ["in Chinese, in the light", { language: "zh", theme: "light" }],
  ["in English, in the dark", { language: "en", theme: "dark" }],
  ["on a phone", { language: "zh", theme: "light", window: phone }],
];

describe.each(visited)("$address", ({ address, says }) => {
  test.each(readers)("%s", async (_, reader) => {
    const visit = await Visit.start(browser, reader);
    await visit.open(address, says[reader.language ?? "zh"]);
    await visit.settles();
    expect(await visit.overflow(), "the page scrolls sideways").toBeLessThanOrEqual(0);
    expect(await visit.shift(), "the page moves while it is filled").toBeLessThan(0.02);
    expect(await visit.barriers()).toEqual([]);
    await visit.end();
  });
});

test("an address that names nothing says so, with a way back", async () => {
  const visit = await Visit.start(browser);
  const answer = await visit.page.goto("/nowhere");
  expect(answer?.status()).toBe(404);
  await visit.sees("没有这一页");
  await visit.page.getByRole("main").getByRole("link", { name: "概览" }).click();
  await visit.sees("同心县");
  // The address itself was the one thing that was not found.
  visit.forgives(/\/nowhere/);
  await visit.end();
});
