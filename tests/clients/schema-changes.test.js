// Which changes of a schema break its clients, and how one that has to be made is made.

import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { acknowledged, bareDeprecations, compare } from "./schema-changes.js";

const program = join(import.meta.dirname, "schema-changes.js");

const SCHEMA = `
  type Query { rank(of: ID!, first: Int = 20): Rank! }
  type Rank { rank: Int! note: String status: Status! }
  input Range { gte: Int lte: Int }
  enum Status { PASSED FAILED }
`;

// A change, what breaks, and what may surprise.
const cases = [
  ["a field that is gone", ["rank: Int! ", ""], ["Rank.rank was removed."], []],
  ["a field that is new", ["rank: Int! ", "rank: Int! weight: Float "], [], []],
  ["a field that may be null now", ["rank: Int!", "rank: Int"], ["Rank.rank changed type from Int! to Int."], []],
  ["a field that is never null any more", ["note: String", "note: String!"], [], []],
  ["a field of another type", ["rank: Int!", "rank: Float!"], ["Rank.rank changed type from Int! to Float!."], []],
  ["a type that is gone", ["input Range { gte: Int lte: Int }", ""], ["Range was removed."], []],
  ["an argument that is gone", [", first: Int = 20", ""], ["Query.rank arg first was removed."], []],
  ["an argument that has to be given", ["first", "year: Int!, first"], ["A required arg year on Query.rank was added."], []],
  ["an argument that may be given", ["first", "year: Int, first"], [], ["An optional arg year on Query.rank was added."]],
  ["another default", ["= 20", "= 50"], [], ["Query.rank arg first has changed defaultValue from 20 to 50."]],
  ["an input field that has to be given", ["gte: Int", "gte: Int!"], ["Range.gte changed type from Int to Int!."], []],
  ["an input field that may be given", ["lte: Int", "lte: Int lt: Int"], [], ["An optional field lt on input type Range was added."]],
  ["a value of an enum that is gone", [" FAILED", ""], ["FAILED was removed from enum type Status."], []],
  ["a value of an enum that is new", [" FAILED", " FAILED ROUNDED"], [], ["ROUNDED was added to enum type Status."]],
  ["a field that is deprecated", ["rank: Int!", 'rank: Int! @deprecated(reason: "Use note instead.")'], [], []],
  ["a description", ["rank: Int!", '"From 1." rank: Int!'], [], []],
];
for (const [what, [from, to], breaking, surprising] of cases) {
  test(`${what} is ${breaking.length > 0 ? "breaking" : "harmless"}`, () => {
    assert.ok(SCHEMA.includes(from));
    assert.deepEqual(compare(SCHEMA, SCHEMA.replace(from, to)), { breaking, surprising });
  });
}

test("what is deprecated says what to use instead", () => {
  const of = (directive) => bareDeprecations(`type Query { a: Int ${directive} b(c: Int): Int } enum E { F G }`);
  assert.deepEqual(of(""), []);
  assert.deepEqual(of('@deprecated(reason: "Use `b` instead.")'), []);
  assert.deepEqual(of("@deprecated"), ["Query.a"]);
  assert.deepEqual(of('@deprecated(reason: "It is old.")'), ["Query.a"]);
  assert.deepEqual(bareDeprecations("type Query { b(c: Int @deprecated): Int } enum E { F @deprecated G }"), ["Query.b(c)", "E.F"]);
});

test("a list names changes between backquotes", () => {
  assert.deepEqual([...acknowledged("- `Rank.rank was removed.`: use `place`\n")], ["Rank.rank was removed.", "place"]);
});

const folder = mkdtempSync(join(tmpdir(), "fazhi-schema-"));
after(() => rmSync(folder, { recursive: true }));

function check() {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program], { cwd: folder, encoding: "utf8" });
  return { status, said: stdout + stderr };
}

function commit(schema) {
  writeFileSync(join(folder, "schema.graphql"), schema);
  const git = (...words) => execFileSync("git", ["-c", "user.name=x", "-c", "user.email=x@example.org", ...words], { cwd: folder });
  git("add", "-A");
  git("commit", "-qm", "A change");
}

test("every state since the list began is held against the one before it", () => {
  execFileSync("git", ["init", "-q"], { cwd: folder });
  mkdirSync(join(folder, "docs"));
  commit("type Query { forgotten: Int a: Int b: Int }");
  writeFileSync(join(folder, "docs/BREAKING.md"), "# Breaking changes\n");
  commit("type Query { a: Int b: Int }");
  assert.equal(check().status, 0, "what came before the list is not looked at");

  commit("type Query { a: Int b: Int c: Int }");
  assert.equal(check().status, 0, "an addition is harmless");

  writeFileSync(join(folder, "schema.graphql"), "type Query { b: Int c: Int }");
  assert.equal(check().status, 1, "a removal is found before it is committed");
  commit("type Query { b: Int c: Int }");
  commit("type Query { b: Int c: Int d: Int }");
  const found = check();
  assert.equal(found.status, 1, "a removal is found as long as nobody has named it");
  assert.match(found.said, /breaks clients: Query\.a was removed\./);

  writeFileSync(join(folder, "docs/BREAKING.md"), "# Breaking changes\n\n- `Query.a was removed.`: use `b` instead.\n");
  const named = check();
  assert.equal(named.status, 0, named.said);
  assert.match(named.said, /acknowledged .*Query\.a was removed\./);
});
