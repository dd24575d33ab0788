import { describe, expect, it } from "vitest";
import { reviewsAddress } from "../../address";
import { changesOf, correctionOf, parseNumber, queueVariables, readParameters } from "./state";

describe("the queue", () => {
  it("reads back what its address was written from", () => {
    const state = { queue: "without" as const, county: "640324", year: 2021, topic: "MEDIATION" as const, indicator: "mediation.disputes.resolved" };
    expect(readParameters(new URL(reviewsAddress(state), "http://x").searchParams)).toEqual(state);
    expect(readParameters(new URLSearchParams("queue=x&county=y&year=-1&topic=z"))).toEqual({
      queue: "unsure",
      county: null,
      year: null,
      topic: null,
      indicator: null,
    });
  });

  it("begins with what is least sure, of what nobody has reviewed", () => {
    const { filter, orderBy } = queueVariables(readParameters(new URLSearchParams("county=640324")));
    expect(filter).toEqual({ county: ["640324"], reviewed: false, catalogued: true });
    expect(orderBy[0]).toEqual({ field: "CONFIDENCE" });
  });
});

describe("a number that is typed", () => {
  it.each([
    ["3,890", 3890],
    ["３８９０", 3890],
    ["3.6万", 36000],
    ["1.2 亿", 120_000_000],
    ["93.8%", 93.8],
    [".5", 0.5],
    ["", null],
    ["许多", null],
    ["1.2.3", null],
  ])("%s", (text, number) => {
    expect(parseNumber(text)).toBe(number);
  });
});

describe("a correction", () => {
  const figure = { value: 389, valueHigh: null, unit: "件", indicator: { code: "a.b" } };
  const as = (change: Partial<ReturnType<typeof correctionOf>>) => changesOf(figure, { ...correctionOf(figure), ...change });

  it("sends what is changed and nothing else", () => {
    expect(as({ value: "3890" })).toEqual({ value: 3890, valueHigh: null });
    expect(as({ unit: "起" })).toEqual({ unit: "起" });
    expect(as({ indicator: "a.c" })).toEqual({ indicator: "a.c" });
    expect(as({ indicator: null })).toEqual({ withoutIndicator: true });
    expect(as({ valueHigh: "400" })).toEqual({ value: 389, valueHigh: 400 });
  });

  it("says what is wrong with it", () => {
    expect(as({})).toBe("NOTHING_TO_CORRECT");
    expect(as({ value: "三" })).toBe("BAD_NUMBER");
    expect(as({ valueHigh: "300" })).toBe("BAD_RANGE");
  });
});
