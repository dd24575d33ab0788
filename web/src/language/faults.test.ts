import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { faultText } from "./faults";

/** The codes in the tables of user errors of the documentation. */
function documented(): string[] {
  const text = readFileSync(new URL("../../../docs/API.md", import.meta.url), "utf8");
  const section = text.slice(text.indexOf("### User errors"), text.indexOf("### Listening"));
  return [...section.matchAll(/^\|(.*?)\|/gm)].flatMap((row) => [...(row[1] ?? "").matchAll(/`([A-Z_]+)`/g)].map((code) => code[1] ?? ""));
}

it("every user error of the documentation has words in both languages", () => {
  expect(documented().length).toBeGreaterThan(15);
  for (const code of documented()) {
    expect(faultText({ code, message: "?" }, "zh"), code).toMatch(/\p{Script=Han}/u);
    expect(faultText({ code, message: "?" }, "en"), code).toMatch(/^[A-Z].* .*\.|\?$/);
  }
});

it("what has no words is told as the server tells it", () => {
  expect(faultText({ code: "NEW_ONE", message: "the moon is full" }, "zh")).toBe("the moon is full");
});
