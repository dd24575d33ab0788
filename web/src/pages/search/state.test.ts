import { describe, expect, it } from "vitest";
import { searchAddress } from "../../address";
import { faultOf, filtersSet, readParameters, searchFilter } from "./state";

describe("the search page", () => {
  it("reads back what its address was written from", () => {
    const state = { q: "调解 “枫桥 经验”", province: ["640000", "500000"], topic: ["MEDIATION" as const], from: 2019, to: null, pages: 3 };
    expect(readParameters(new URL(searchAddress(state), "http://x").searchParams)).toEqual(state);
  });

  it("ignores what no filter is", () => {
    const state = readParameters(new URLSearchParams("q=a&province=x&topic=MAGIC&from=soon&pages=9999"));
    expect(filtersSet(state)).toBe(0);
    expect(searchFilter(state)).toEqual({});
    expect(state.pages).toBe(25);
  });

  it("asks the server for what is chosen and nothing else", () => {
    const state = readParameters(new URLSearchParams("q=a&to=2021&topic=LITIGATION"));
    expect(searchFilter(state)).toEqual({ topic: ["LITIGATION"], year: { lte: 2021 } });
  });

  it("knows what the server would refuse", () => {
    expect(["调解", "，。", "a b c d e f g h i j k", "长".repeat(201)].map(faultOf)).toEqual([null, "noWord", "tooMany", "tooLong"]);
  });
});
