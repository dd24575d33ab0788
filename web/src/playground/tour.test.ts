import { expect, test } from "vitest";
import { tour } from "./tour";

test("there are ten questions, asked in both languages, each under a name of its own", () => {
  expect(tour).toHaveLength(10);
  expect(new Set(tour.map(({ name }) => name)).size).toBe(10);
  for (const { text, name } of tour) {
    expect(text.zh, name).toMatch(/^[\u4e00-\u9fff0-9].*？$/);
    expect(text.en, name).toMatch(/^[A-Z].*\?$/);
  }
});
