// urql with a normalised cache: it keeps objects under the ids that the API gives them, and nothing else.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Client, fetchExchange, gql } from "@urql/core";
import { cacheExchange } from "@urql/exchange-graphcache";
import { relayPagination } from "@urql/exchange-graphcache/extras";
import { persistedExchange } from "@urql/exchange-persisted";
import { getIntrospectionQuery, isNonNullType, isObjectType, buildClientSchema } from "graphql";
import { ask, authorization, endpoint } from "./server.js";

const introspection = await ask(getIntrospectionQuery());
const schema = buildClientSchema(introspection);
const objects = Object.values(schema.getTypeMap()).filter((type) => isObjectType(type) && !type.name.startsWith("__"));
const identified = objects.filter((type) => type.getInterfaces().some((it) => it.name === "Node"));
const embedded = objects.filter((type) => !identified.includes(type)).map((type) => [type.name, () => null]);

// A client that counts its requests; the cache complains of nothing.
function open(resolvers = {}) {
  const asked = [];
  const client = new Client({
    url: endpoint,
    preferGetMethod: false,
    exchanges: [
      cacheExchange({
        schema: introspection,
        keys: Object.fromEntries(embedded),
        resolvers,
        logger: (severity, message) => assert.equal(severity, "debug", message),
      }),
      fetchExchange,
    ],
    fetchOptions: { headers: { authorization } },
    fetch: (url, options) => {
      asked.push(options.body ?? url);
      return fetch(url, options);
    },
  });
  return { client, asked };
}

async function query(client, document, variables = {}) {
  const { data, error } = await client.query(document, variables).toPromise();
  assert.ifError(error);
  return data;
}

test("whatever has an id says so by the interface Node, and always has it", () => {
  for (const type of objects) {
    const id = type.getFields().id;
    assert.equal(identified.includes(type), id !== undefined, type.name);
    if (id) assert.ok(isNonNullType(id.type), type.name);
  }
});

test("what one query has brought, another one of other shape finds in the cache", async () => {
  const { client, asked } = open({ Query: { node: (_, { id }, cache) => cache.keyOfEntity({ __typename: "County", id }) } });
  const { report } = await query(
    client,
    gql`
      {
        report(countyCode: "640324", year: 2021) {
          id
          year
          county { id name nameEn province { code name } }
        }
      }
    `,
  );
  assert.equal(asked.length, 1);
  const { node } = await query(
    client,
    gql`
      query ($id: ID!) {
        node(id: $id) { ... on County { id nameEn province { name } } }
      }
    `,
    { id: report.county.id },
  );
  assert.equal(node.nameEn, "Tongxin County");
  assert.equal(node.province.name, "宁夏回族自治区");
  assert.equal(asked.length, 1, "the second answer is the cache's");
});

test("a review changes every list that shows the figure, without asking again", async () => {
  const { client, asked } = open();
  const list = gql`
    {
      figures(first: 3, filter: { indicator: ["mediation.disputes.resolved"], county: ["640324"] }) {
        nodes { id value unit review { decision reviewer } }
      }
    }
  `;
  const shown = [];
  const { unsubscribe } = client.query(list, {}).subscribe(({ data }) => shown.push(data.figures.nodes[0]));
  while (shown.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
  assert.equal(shown[0].value, 3890);
  assert.equal(shown[0].review, null);

  const { data, error } = await client
    .mutation(
      gql`
        mutation ($input: ReviewFigureInput!) {
          reviewFigure(input: $input) {
            figure { id value review { decision reviewer } }
            userErrors { code message }
          }
        }
      `,
      { input: { figureId: shown[0].id, decision: "CORRECTED", value: 3891 } },
    )
    .toPromise();
  assert.ifError(error);
  assert.deepEqual(data.reviewFigure.userErrors, []);
  assert.equal(shown.at(-1).value, 3891);
  assert.equal(shown.at(-1).unit, "件");
  assert.deepEqual({ ...shown.at(-1).review, __typename: undefined }, { decision: "CORRECTED", reviewer: "clients", __typename: undefined });
  assert.equal(asked.length, 2, "the query and the mutation, nothing else");
  unsubscribe();
});

const PAGE = gql`
  query ($first: Int, $after: String, $last: Int, $before: String) {
    figures(first: $first, after: $after, last: $last, before: $before, orderBy: [{ field: VALUE, direction: DESC }, { field: YEAR }]) {
      totalCount
      edges { cursor node { id value } }
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    }
  }
`;

test("pages put together are the whole list, in order and each figure once", async () => {
  const { client, asked } = open({ Query: { figures: relayPagination() } });
  let { figures } = await query(client, PAGE, { first: 90 });
  while (figures.pageInfo.hasNextPage) {
    ({ figures } = await query(client, PAGE, { first: 90, after: figures.pageInfo.endCursor }));
  }
  const ids = figures.edges.map(({ node }) => node.id);
  assert.equal(ids.length, figures.totalCount);
  assert.equal(new Set(ids).size, figures.totalCount);
  assert.equal(asked.length, Math.ceil(figures.totalCount / 90));
  const values = figures.edges.map(({ node }) => node.value);
  assert.deepEqual(values, values.toSorted((one, other) => other - one));
});

test("pages from the end are the same list", async () => {
  const forwards = open({ Query: { figures: relayPagination() } }).client;
  const backwards = open({ Query: { figures: relayPagination() } }).client;
  let { figures: one } = await query(forwards, PAGE, { first: 100 });
  while (one.pageInfo.hasNextPage) ({ figures: one } = await query(forwards, PAGE, { first: 100, after: one.pageInfo.endCursor }));
  let { figures: other } = await query(backwards, PAGE, { last: 70 });
  while (other.pageInfo.hasPreviousPage) {
    ({ figures: other } = await query(backwards, PAGE, { last: 70, before: other.pageInfo.startCursor }));
  }
  assert.deepEqual(other.edges.map(({ node }) => node.id), one.edges.map(({ node }) => node.id));
});

test("a document is sent once; from then on its hash is enough, and GET carries it", async () => {
  const open = () => {
    const asked = [];
    const client = new Client({
      url: endpoint,
      preferGetMethod: false,
      exchanges: [persistedExchange({ preferGetForPersistedQueries: true }), fetchExchange],
      fetch: async (url, options) => {
        const response = await fetch(url, options);
        asked.push({ method: options.method, words: decodeURIComponent(url) + (options.body ?? ""), tag: response.headers.get("etag") });
        return response;
      },
    });
    return { client, asked };
  };
  const document = gql`
    query Remembered($code: String!) {
      county(code: $code) { id name kind }
    }
  `;
  const one = open();
  assert.equal((await query(one.client, document, { code: "640324" })).county.name, "同心县");
  assert.deepEqual(one.asked.map(({ words }) => words.includes("Remembered(")), [false, true], "the hash alone, then the document");
  const other = open();
  assert.equal((await query(other.client, document, { code: "140821" })).county.name, "临猗县");
  assert.equal(other.asked.length, 1, "somebody else has sent the document");
  assert.equal(other.asked[0].method, "GET");
  assert.ok(other.asked[0].tag, "an answer to GET can be kept");
});
