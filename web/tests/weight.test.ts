import { gzipSync } from "node:zlib";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launch, Visit } from "./browser.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

test("the first page loads at most 300 kB of JavaScript, compressed", async () => {
  const visit = await Visit.start(browser);
  const scripts: Promise<[string, number]>[] = [];
  visit.page.on("response", (response) => {
    if (response.request().resourceType() !== "script") return;
    scripts.push(response.body().then((body) => [new URL(response.url()).pathname, gzipSync(body).length]));
  });
  await visit.open("/", "同心县");
  await visit.settles();
  const weights = await Promise.all(scripts);
  const total = weights.reduce((sum, [, weight]) => sum + weight, 0);
  console.log(`first page: ${(total / 1000).toFixed(1)} kB of JavaScript in ${weights.length} files`);
  expect(weights.length).toBeGreaterThan(0);
  expect(total, JSON.stringify(weights)).toBeLessThanOrEqual(300_000);
  await visit.end();
});

/** What a quiet machine takes is printed; a busy one may take longer, but not for ever. */
const PATIENCE = 6000;

test("the first view is there soon", async () => {
  const times: number[] = [];
  for (let time = 0; time < 5; time += 1) {
    const visit = await Visit.start(browser);
    const started = performance.now();
    await visit.open("/", "同心县");
    times.push(performance.now() - started);
    await visit.end();
  }
  times.sort((one, other) => one - other);
  const median = times[2] ?? Infinity;
  console.log(`first view: ${Math.round(median)} ms in the middle of five, ${Math.round(times[0] ?? 0)} to ${Math.round(times[4] ?? 0)}`);
  expect(median).toBeLessThan(PATIENCE);
});
