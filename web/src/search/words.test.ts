import { describe, expect, it } from "vitest";
import { foundIn, snippetParts } from "./snippet";
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

describe("a snippet", () => {
  it("shows the words without the signs around them", () => {
    expect(snippetParts("…化解«纠纷»，«调解»«员»3名")).toEqual([
      { text: "…化解", found: false },
      { text: "纠纷", found: true },
      { text: "，", found: false },
      { text: "调解", found: true },
      { text: "员", found: true },
      { text: "3名", found: false },
    ]);
  });

  it("without words is plain", () => {
    expect(snippetParts("标题 «")).toEqual([{ text: "标题 «", found: false }]);
  });
});

describe("a heading", () => {
  it("shows the words that are in it, those that overlap as one", () => {
    expect(foundIn("坚持枫桥经验化解", ["枫桥经验", "经验化"])).toEqual([
      { text: "坚持", found: false },
      { text: "枫桥经验化", found: true },
      { text: "解", found: false },
    ]);
  });
});
