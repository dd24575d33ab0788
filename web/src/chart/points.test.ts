import { expect, test } from "vitest";
import { histogram } from "./histogram";
import { shareAxis } from "./shares";
import { comparable, pointsByYear, runs, yearsOf, type ChartLine } from "./points";

const at = (...years: number[]) => years.map((year) => ({ year }));

test("a year that no series has keeps its place on the axis", () => {
  expect(yearsOf([{ points: at(2016, 2019) }, { points: at(2018) }])).toEqual([2016, 2017, 2018, 2019]);
  expect(yearsOf([])).toEqual([]);
});

test("a gap stays a gap", () => {
  expect(pointsByYear(at(2016, 2018), [2016, 2017, 2018])).toEqual([{ year: 2016 }, null, { year: 2018 }]);
});

test("a line is drawn through neighbouring years only", () => {
  expect(runs(at(2019, 2016, 2017))).toEqual([at(2016, 2017), at(2019)]);
});

test("every value falls into a bin with round limits", () => {
  const values = [3, 99, 100, 101, 250, 400, 999, 1000];
  const bins = histogram(values);
  expect(bins.reduce((sum, bin) => sum + bin.count, 0)).toBe(values.length);
  expect(bins[0]?.from).toBe(0);
  expect(bins.every((bin) => bin.from % 100 === 0)).toBe(true);
});

test("steps below one have no crumbs of binary arithmetic", () => {
  expect(histogram([0.1, 0.2, 0.3, 0.4, 0.7]).map((bin) => bin.from)).toEqual([0, 0.2, 0.4, 0.6]);
});

test("one value everywhere is one bin", () => {
  expect(histogram([5, 5])).toEqual([{ from: 5, to: 5, count: 2 }]);
});

test("an axis of shares ends at 100, in equal round steps", () => {
  expect(shareAxis([89.5, 94.2])).toEqual({ min: 85, max: 100, interval: 5 });
  expect(shareAxis([99.2, 100])).toEqual({ min: 98, max: 100, interval: 1 });
  expect(shareAxis([3, 80])).toEqual({ min: 0, max: 100, interval: 20 });
  expect(shareAxis([80, 120])).toEqual({ scale: true });
});

test("件 and 起 share an axis, days and hours or shares and numbers do not", () => {
  const lines = (...units: string[]): ChartLine[] =>
    units.map((unit) => ({
      key: unit,
      name: unit,
      points: [{ year: 2021, value: 1, valueHigh: null, unit, qualifier: "EXACT", change: null, address: "", restated: [] }],
    }));
  expect(comparable(lines("件", "起"), "COUNT")).toBe(true);
  expect(comparable(lines("天", "小时"), "DURATION")).toBe(false);
  expect(comparable(lines("天", "天"), "DURATION")).toBe(true);
  expect(comparable(lines("%", "件"), "RATE")).toBe(false);
});
