import { execFileSync } from "node:child_process";
import { parse } from "@0no-co/graphql.web";
import { expect, test } from "vitest";
import { curl, givenVariables, javascript, python, queryText, type Asked } from "./code";

const endpoint = "http://127.0.0.1:8080/graphql";
const asked: Asked = {
  document: parse('query Find($words: String!, $year: Int) { search(query: $words, filter: { year: { gte: $year } }) { totalCount } }'),
  variables: { words: `it's "调解" \\ $HOME \`x\``, year: null, after: undefined },
};

test("variables that are not given are left out", () => {
  expect(givenVariables(asked)).toEqual({ words: asked.variables["words"] });
});

test("a shell gets the very request, whatever signs are in it", () => {
  // A curl that prints its last argument, the body.
  const command = `curl() { for last; do :; done; printf %s "$last"; }\n${curl(asked, endpoint)}`;
  const body = JSON.parse(execFileSync("sh", ["-c", command], { encoding: "utf8" })) as unknown;
  expect(body).toEqual({ query: queryText(asked), variables: givenVariables(asked) });
});

test("a Python program asks the same", () => {
  const program = python(asked, endpoint).split("request = Request(")[0] ?? "";
  const printed = execFileSync("python3", ["-c", `${program}print(json.dumps([query.strip(), variables]))`], { encoding: "utf8" });
  expect(JSON.parse(printed)).toEqual([queryText(asked).trim(), givenVariables(asked)]);
});

test("a JavaScript program asks the same", () => {
  const program = javascript(asked, endpoint).split("const response")[0] ?? "";
  const printed = execFileSync("node", ["-e", `${program}console.log(JSON.stringify([query.trim(), variables]))`], { encoding: "utf8" });
  expect(JSON.parse(printed)).toEqual([queryText(asked).trim(), givenVariables(asked)]);
});
