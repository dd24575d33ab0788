import { describe, expect, test } from "vitest";
import { changeText, numberText, spokenText, unitLabel, unitText, valueText, type Qualifier } from "./value";

const value = (value: number, qualifier: Qualifier = "EXACT", unit = "件", valueHigh: number | null = null) => ({
  value,
  valueHigh,
  unit,
  qualifier,
});

describe("a value as text", () => {
  test.each([
    ["3890余件", value(3890, "MORE_THAN"), "≥3,890", "≥3,890"],
    ["近200场", value(200, "LESS_THAN"), "≤200", "≤200"],
    ["约300人次", value(300, "ABOUT"), "≈300", "≈300"],
    ["10至12名", value(10, "EXACT", "名", 12), "10–12", "10–12"],
    ["93.80%", value(93.8, "EXACT", "%"), "93.8%", "93.8%"],
    ["5830万余元", value(58_300_000, "MORE_THAN", "元"), "≥5,830万", "≥58.3 million"],
    ["4.97亿元", value(497_000_000, "EXACT", "元"), "4.97亿", "497 million"],
  ])("%s", (_, shown, zh, en) => {
    expect(valueText(shown, "zh")).toBe(zh);
    expect(valueText(shown, "en")).toBe(en);
  });

  test("never loses a digit to the scale", () => {
    expect(numberText(1_234_567, "zh")).toBe("1,234,567");
    expect(numberText(1_234_567, "en")).toBe("1,234,567");
    expect(numberText(0.45, "zh")).toBe("0.45");
  });

  test("says the sign in words to those who cannot see it", () => {
    expect(spokenText(value(3890, "MORE_THAN"), "zh")).toBe("超过3,890件");
    expect(spokenText(value(3890, "MORE_THAN"), "en")).toBe("more than 3,890 cases");
    expect(spokenText(value(93.8, "ABOUT", "%"), "en")).toBe("about 93.8%");
  });

  test("keeps a measure word that it cannot translate", () => {
    expect(unitText("亩", "en")).toBe("亩");
    expect(unitText("%", "zh")).toBe("");
    expect(unitLabel("%", "zh")).toBe("%");
    expect(unitLabel("个", "en")).toBe("");
  });
});

describe("a change against the year before", () => {
  const change = (change: number | null, of = 100, unit = "件") => changeText({ value: of, unit, change }, "en");

  test("is a percentage of a count", () => {
    expect(change(0.1234)).toBe("+12.3%");
    expect(change(-0.5)).toBe("−50.0%");
    expect(change(2.645)).toBe("+265%");
    expect(change(0.0001)).toBe("±0%");
  });

  test("is points of a share, because 50% after 40% is no rise by a quarter of anything", () => {
    expect(change(0.25, 50, "%")).toBe("+10.0 pp");
    expect(changeText({ value: 50, unit: "%", change: 0.25 }, "zh")).toBe("+10.0点");
  });

  test("is about as much where one of the values is", () => {
    const point = { value: 610, unit: "件", change: 0.175, qualifier: "MORE_THAN" as const };
    expect(changeText(point, "en")).toBe("≈+17.5%");
    expect(changeText({ ...point, qualifier: "EXACT" }, "en", { qualifier: "ABOUT" })).toBe("≈+17.5%");
    expect(changeText({ ...point, qualifier: "EXACT" }, "en", { qualifier: "EXACT" })).toBe("+17.5%");
  });

  test("is nothing where there is nothing to compare with", () => {
    expect(change(null)).toBeNull();
    expect(changeText(null, "en")).toBeNull();
  });
});
