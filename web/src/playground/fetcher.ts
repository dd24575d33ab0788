import { createGraphiQLFetcher } from "@graphiql/toolkit";

/** Queries and mutations go as POST, subscriptions over a WebSocket whose `connection_init` carries the headers. */
export const fetcher = createGraphiQLFetcher({
  url: "/graphql",
  subscriptionUrl: `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/graphql`,
  enableIncrementalDelivery: false,
});
