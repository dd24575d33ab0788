import { describe, expect, test } from "vitest";
import { extractName, onlyReads } from "./document";
import { link, linked } from "./link";

describe("the address of a query", () => {
  test("opens what it was made from", () => {
    const asked = { query: '{ county(name: "同心县") { name } }', variables: '{\n  "year": 2021\n}', operationName: "Q" };
    expect(linked(link(asked).replace("/graphiql", ""))).toEqual(asked);
  });

  test("names no query where it has none", () => {
    for (const search of ["", "?", "?query=", "?query=%20", "?variables=%7B%7D"]) expect(linked(search), search).toBeUndefined();
  });

  test("lays variables out, and keeps those that are no JSON for the reader to mend", () => {
    expect(linked('?query={a}&variables={"a":[1]}')?.variables).toBe('{\n  "a": [\n    1\n  ]\n}');
    expect(linked("?query={a}&variables={a")?.variables).toBe("{a");
  });
});

describe("a document", () => {
  test.each([
    ["{ statistics { reports } }", true],
    ["query A { a } query B { b }", true],
    ["query A { a } mutation B { b }", false],
    ["subscription { reportImported { id } }", false],
    ["fragment F on Report { id }", false],
    ["# mutation\nquery { a }", true],
    ["{ broken", false],
  ])("%s only reads: %s", (document, reads) => expect(onlyReads(document)).toBe(reads));

  test("is named by its first operation", () => {
    expect(extractName("# query Comment\nquery Real { a }")).toBe("Real");
    expect(extractName("{ a }")).toBe("");
  });
});
