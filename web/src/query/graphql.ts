import { initGraphQLTada } from "gql.tada";
import type { introspection } from "./schema";

/**
 * Every document of the explorer is written with this function, so that its variables and its answer have the types of
 * `schema.graphql`; `npm run check` fails on a field that the schema does not have.
 */
export const graphql = initGraphQLTada<{
  introspection: introspection;
  disableMasking: true;
  scalars: {
    Date: string;
    DateTime: string;
    Upload: File;
  };
}>();

export type { FragmentOf, ResultOf, VariablesOf } from "gql.tada";
