// A program as a front end would have it: what it reads of an answer is typed by the schema, so that `tsc` finds what is not
// there. Run against a server it finds what the schema promises.

import assert from "node:assert/strict";
import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import { print } from "graphql";
import { graphql } from "./generated/gql.js";
import type { Qualifier } from "./generated/graphql.js";

async function ask<Answer, Variables>(document: TypedDocumentNode<Answer, Variables>, variables: Variables): Promise<Answer> {
  const response = await fetch(`${process.env.FAZHI_URL}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/graphql-response+json" },
    body: JSON.stringify({ query: print(document), variables }),
  });
  const { data, errors } = (await response.json()) as { data: Answer; errors?: unknown };
  assert.equal(errors, undefined);
  return data;
}

const SERIES = graphql(`
  query SeriesOfCounty($county: String!, $topic: Topic) {
    county(code: $county) {
      id
      name
      prefecture { name }
      series(topic: $topic) {
        indicator { code unit measure }
        points { year value valueHigh qualifier figure { quote period { from to } review { decision at } } }
      }
    }
  }
`);

const { county } = await ask(SERIES, { county: "640324", topic: "MEDIATION" });
// @ts-expect-error: where there is no such county the answer is null, and that has to be looked at.
county.name;
assert(county);
const name: string = county.name;
assert.equal(name, "同心县");

const [series] = county.series;
assert(series);
const [point] = series.points;
assert(point);
const value: number = point.value;
const qualifier: Qualifier = point.qualifier;
const from: string = point.figure.period.from;
// @ts-expect-error: only a range has a high end.
const high: number = point.valueHigh;
// @ts-expect-error: nothing is there that was not asked for.
point.unit;
assert.deepEqual(
  [series.indicator.code, value, qualifier, from, high],
  ["mediation.amount_involved", 9700000, "MORE_THAN", "2021-01-01", null],
);

// @ts-expect-error: a topic is one of those of the schema.
await assert.rejects(ask(SERIES, { county: "640324", topic: "WEATHER" }));
// @ts-expect-error: a variable that has to be given is given.
await assert.rejects(ask(SERIES, {}));
