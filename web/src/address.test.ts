import { expect, test } from "vitest";
import { address, compareAddress, exportAddress, playgroundAddress, reportAddress, searchAddress } from "./address";

test("an address holds what is chosen and nothing else", () => {
  expect(address("/a", { x: null, y: undefined, z: "" })).toBe("/a");
  expect(compareAddress({ indicator: ["a.b", "c"], county: ["640324"], year: 2021 })).toBe(
    "/compare?indicator=a.b&indicator=c&county=640324&year=2021",
  );
  expect(new URL(searchAddress({ q: "调解 & 复议" }), "http://x").searchParams.get("q")).toBe("调解 & 复议");
});

test("a place in a report stands behind what is marked in it", () => {
  expect(reportAddress("640324", 2021)).toBe("/reports/640324/2021");
  expect(reportAddress("640324", 2021, { figure: "Rm9v" })).toBe("/reports/640324/2021#figure-Rm9v");
  expect(reportAddress("640324", 2021, { section: "1.2", topic: "MEDIATION" })).toBe("/reports/640324/2021?topic=MEDIATION#section-1.2");
});

test("tables for Excel have a byte order mark, others must not", () => {
  expect(exportAddress("series", "csv", { county: ["1", "2"] })).toBe("/export/series.csv?county=1&county=2&bom=1");
  expect(exportAddress("series", "parquet", {})).toBe("/export/series.parquet");
});

test("the playground finds query and variables in its address", () => {
  const url = new URL(playgroundAddress("{ a }", { code: "同心" }), "http://x");
  expect(url.searchParams.get("query")).toBe("{ a }");
  expect(JSON.parse(url.searchParams.get("variables") ?? "")).toEqual({ code: "同心" });
});
