// Tells breaking changes of schema.graphql from harmless ones.
//
//     node schema-changes.js            every change that git knows since docs/BREAKING.md began, up to the working tree
//     node schema-changes.js OLD NEW    two files
//
// A breaking change is an error unless docs/BREAKING.md names it in the words of this program. What may surprise a client
// (a new value of an enum that it reads) is printed and is no error. What is deprecated has to say what takes its place.
// Without the history of git there is nothing to compare with; where CI=true, that is an error.

import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import {
  DEFAULT_DEPRECATION_REASON,
  buildSchema,
  findBreakingChanges,
  findDangerousChanges,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
} from "graphql";

const SCHEMA = "schema.graphql";
const ACKNOWLEDGED = "docs/BREAKING.md";

// What a client notices of the way from one schema to the other, and what it may notice.
export function compare(older, newer) {
  const [one, other] = [older, newer].map((text) => buildSchema(text));
  const words = ({ description }) => description;
  return {
    breaking: findBreakingChanges(one, other).map(words),
    surprising: findDangerousChanges(one, other).map(words),
  };
}

// What is deprecated without a word on what to use instead.
export function bareDeprecations(text) {
  const bare = [];
  const look = (path, { deprecationReason: reason }) => {
    if (reason != null && (reason === DEFAULT_DEPRECATION_REASON || !/\buse\b/i.test(reason))) bare.push(path);
  };
  for (const type of Object.values(buildSchema(text).getTypeMap())) {
    if (isEnumType(type)) for (const value of type.getValues()) look(`${type.name}.${value.name}`, value);
    if (!isObjectType(type) && !isInterfaceType(type) && !isInputObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      look(`${type.name}.${field.name}`, field);
      for (const argument of field.args ?? []) look(`${type.name}.${field.name}(${argument.name})`, argument);
    }
  }
  return bare;
}

// The changes that a list names: what stands in `…` there.
export function acknowledged(text) {
  return new Set([...text.matchAll(/`([^`\n]+)`/g)].map(([, change]) => change));
}

function git(...words) {
  return execFileSync("git", words, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"], maxBuffer: 1 << 26 });
}

// The states of the schema that are to be compared, each with its name, the oldest first.
function states() {
  const [began] = git("log", "--diff-filter=A", "--format=%H", "--", ACKNOWLEDGED).split("\n");
  const known = [];
  if (began) {
    const since = git("log", "--reverse", "--topo-order", "--format=%H", `${began}..HEAD`, "--", SCHEMA).split("\n");
    for (const commit of [began, ...since.filter(Boolean)]) {
      known.push({ name: commit.slice(0, 10), text: git("show", `${commit}:${SCHEMA}`) });
    }
  } else {
    known.push({ name: "HEAD", text: git("show", `HEAD:${SCHEMA}`) });
  }
  const now = readFileSync(SCHEMA, "utf8");
  if (now !== known.at(-1).text) known.push({ name: "the working tree", text: now });
  return known;
}

// Whether there is a history; the program goes to its root.
function hasHistory() {
  try {
    process.chdir(git("rev-parse", "--show-toplevel").trim());
    return true;
  } catch (error) {
    console.log(`SKIPPED: changes of the schema: ${error.stderr?.trim() || error.message}`);
    return false;
  }
}

function main([older, newer]) {
  if (!older && !hasHistory()) {
    process.exitCode = process.env.CI === "true" ? 1 : 0;
    return;
  }
  const read = (name) => ({ name, text: readFileSync(name, "utf8") });
  const known = older ? [read(older), read(newer)] : states();
  const named = acknowledged(existsSync(ACKNOWLEDGED) ? readFileSync(ACKNOWLEDGED, "utf8") : "");
  const wrong = bareDeprecations(known.at(-1).text).map((path) => `${path} is deprecated without "use … instead"`);
  for (let at = 1; at < known.length; at++) {
    const { breaking, surprising } = compare(known[at - 1].text, known[at].text);
    const way = `${known[at - 1].name} → ${known[at].name}`;
    for (const change of surprising) console.log(`may surprise  ${way}: ${change}`);
    for (const change of breaking) {
      if (named.has(change)) console.log(`acknowledged  ${way}: ${change}`);
      else wrong.push(`${way} breaks clients: ${change}`);
    }
  }
  for (const line of wrong) console.log(`WRONG  ${line}`);
  if (wrong.length > 0) {
    console.log(`Breaking a client is a decision: deprecate first, then write into ${ACKNOWLEDGED} why, and what to use instead.`);
    process.exitCode = 1;
  } else {
    console.log(`${known.length} states of the schema, no breaking change that is not named`);
  }
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) main(process.argv.slice(2));
