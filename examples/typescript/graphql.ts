// The function `graphql`, which knows the schema: https://gql-tada.0no.co
import { initGraphQLTada } from "gql.tada";
import type { introspection } from "./schema.d.ts";

export const url = process.env.FAZHI_URL ?? "http://127.0.0.1:8080";
export const graphql = initGraphQLTada<{ introspection: introspection; scalars: { Date: string; DateTime: string } }>();
