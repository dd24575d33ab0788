import { describe, expect, it } from "vitest";
import { searchWords } from "./words";

describe("the words of a search", () => {
  it.each([
    ["调解", ["调解"]],
    ["  行政复议，应诉 ", ["行政复议", "应诉"]],
    ['"行政复议 应诉" 调解', ["行政复议 应诉", "调解"]],
    ["“枫桥经验”", ["枫桥经验"]],
    ["12345 Hotline hotline", ["12345", "hotline"]],
    ["、。", []],
  ])("%s", (query, words) => {
    expect(searchWords(query)).toEqual(words);
  });
});
