import { readFileSync } from "node:fs";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { launch, phone, Visit } from "./browser.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

describe("a report", () => {
  test("says what a figure is, and its address leads back to it", async () => {
    const visit = await Visit.start(browser);
    const page = await visit.open("/reports/640324/2021", "3890余件");
    await page.getByRole("link", { name: "3890余件" }).click();
    await visit.sees("成功化解矛盾纠纷");
    const address = page.url();
    expect(address).toContain("#figure-");
    await visit.end();

    const other = await Visit.start(browser, { language: "en", window: phone });
    const again = await other.open(address, "Disputes resolved");
    const mark = again.locator(".mark[aria-current]");
    expect(await mark.textContent()).toBe("3890余件");
    expect(await mark.evaluate((one) => one.getBoundingClientRect().bottom < innerHeight / 2), "the panel lies over the figure").toBe(true);
    await other.end();
  });

  test("is read with the keyboard: Enter opens a figure, Escape leads back to it", async () => {
    const visit = await Visit.start(browser);
    const page = await visit.open("/reports/640324/2021", "3890余件");
    await page.getByRole("link", { name: "3890余件" }).focus();
    await page.keyboard.press("Enter");
    await page.locator(".panel:focus").waitFor();
    await page.keyboard.press("Escape");
    await page.locator(".mark:focus").waitFor();
    expect(await page.locator(".mark:focus").textContent()).toBe("3890余件");
    await visit.end();
  });

  test("shows which figures a check is about", async () => {
    const visit = await Visit.start(browser);
    const page = await visit.open("/reports/640324/2021", "3890余件");
    const check = page.locator(".check").first();
    await check.hover();
    expect(await page.locator(".mark-lit").count()).toBeGreaterThan(1);
    await page.mouse.move(0, 0);
    expect(await page.locator(".mark-lit").count()).toBe(0);
    await visit.end();
  });
});

test("a search leads to the section, and back to where one was", async () => {
  const visit = await Visit.start(browser);
  const page = await visit.open("/search?q=调解", /节里有/);
  const first = page.locator(".hit a").first();
  await first.click();
  await page.locator(".report-section").first().waitFor();
  expect(decodeURI(page.url())).toMatch(/\/reports\/\d{6}\/\d{4}\?q=调解#section-/);
  await page.goBack();
  await visit.sees(/节里有/);
  await visit.end();
});

const sentence = "全年调解矛盾纠纷451件，其中婚姻家庭纠纷200件、邻里纠纷200件、其他纠纷50件。";

test("a file is imported: followed to its end, what needs a look is named, and the way into the report", async () => {
  const visit = await Visit.start(browser, { token: inject("token") });
  const page = await visit.open("/import", "选择文件");
  const file = (name: string, text: string) => ({ name, mimeType: "text/plain", buffer: Buffer.from(text) });
  await page.locator("input[type=file]").setInputFiles([
    file("贺兰县.txt", `贺兰县2023年法治政府建设工作报告\n一、主要工作\n${sentence}\n`),
    file("空.txt", ""),
    file("哪个县.txt", `2023年法治政府建设工作报告\n一、主要工作\n${sentence}\n`),
  ]);
  await visit.sees("没找到是哪个县。请在下面选县，再试一次。");
  await visit.sees("文件是空的。请选有正文的文件。");
  await visit.sees(/处算术不符/);
  expect(await visit.barriers()).toEqual([]);
  await page.getByRole("link", { name: "读这份报告" }).first().click();
  await visit.sees("451件");
  await page.goBack();
  // The address has remembered the import.
  await visit.sees("贺兰县");
  await visit.end();
});

test("a figure is corrected with the keyboard, and its history says so", async () => {
  const visit = await Visit.start(browser, { token: inject("token") });
  const page = await visit.open("/reviews?county=140821", "数的是什么");
  const before = await page.locator(".figure-large").textContent();
  await page.keyboard.press("e");
  await page.getByLabel("数值").fill("1.2万");
  await page.getByLabel("附言（可不填）").fill("按附表");
  await page.keyboard.press("Enter");
  await page.locator(".queue-saved").waitFor();
  // The work has gone on to the next; k leads back.
  await page.keyboard.press("k");
  await visit.sees("按附表");
  expect(await page.locator(".figure-large").textContent()).not.toBe(before);
  await visit.sees("12,000");
  await page.goto("/reviews?queue=done&county=140821");
  await visit.sees("按附表");
  await visit.end();
});

test("what the server does not take is said where it was decided", async () => {
  const visit = await Visit.start(browser, { token: inject("token") });
  const page = await visit.open("/reviews?county=500242", "数的是什么");
  await page.route("**/graphql", (route) =>
    route.request().method() === "POST"
      ? route.fulfill({
          contentType: "application/json",
          body: JSON.stringify({ errors: [{ message: "there is no figure", extensions: { code: "NOT_FOUND" } }], data: null }),
        })
      : route.continue(),
  );
  await page.keyboard.press("c");
  await visit.sees("1 个没有存上：");
  await page.keyboard.press("k");
  await visit.sees("它已经不在数据库里了：报告可能刚被替换或删除。");
  await visit.end();
});

test("the words of the samples are those that the tests look for", () => {
  expect(readFileSync(new URL("../../data/reports/640324-2021.txt", import.meta.url), "utf8")).toContain("3890余件");
});
