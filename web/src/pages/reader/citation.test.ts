import { describe, expect, it } from "vitest";
import { chinese, english, type Cited } from "./citation";

const cited: Cited = {
  county: { name: "云溪县", nameEn: "Yunxi County" },
  year: 2021,
  title: "云溪县2021年法治政府建设报告",
  edition: "ORIGINAL",
  issuers: [],
  dated: "2022-01-19",
  url: null,
  address: "http://fazhi.example/reports/990001/2021#figure-x",
  quote: "调解纠纷45件",
  read: "2026-03-01",
};

describe("a citation", () => {
  it("follows GB/T 7714 in Chinese", () => {
    expect(chinese(cited)).toBe(
      "“调解纠纷45件” 云溪县人民政府. 云溪县2021年法治政府建设报告[R/OL]. (2022-01-19)[2026-03-01]. http://fazhi.example/reports/990001/2021#figure-x.",
    );
  });

  it("names the issuers of the report, at most three", () => {
    expect(chinese({ ...cited, quote: null, issuers: ["甲", "乙", "丙", "丁"] })).toContain("甲, 乙, 丙, 等. 云溪县");
  });

  it("gives the report's own address first, and the place of the sentence behind it", () => {
    const text = chinese({ ...cited, url: "https://yunxi.example/1.html", dated: null });
    expect(text).toContain("[R/OL]. [2026-03-01]. https://yunxi.example/1.html. 原句位置: http://fazhi.example/");
  });

  it("never passes a digest or an invented report off as the original", () => {
    expect(chinese({ ...cited, edition: "DIGEST" })).toContain("报告（摘编）[R/OL]");
    expect(english({ ...cited, edition: "FICTIONAL" })).toContain("Fictional example, not issued by any county.");
  });

  it("is plain in English", () => {
    expect(english(cited)).toBe(
      "“调解纠纷45件” Yunxi County, rule-of-law government report for 2021 (云溪县2021年法治政府建设报告). 19 January 2022. Read 1 March 2026 at http://fazhi.example/reports/990001/2021#figure-x",
    );
  });
});
