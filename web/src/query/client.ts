import { Client, cacheExchange, fetchExchange, makeOperation, mapExchange, subscriptionExchange } from "@urql/core";
import type { Client as SocketClient } from "graphql-ws/client";
import { remembered } from "../remember";

let socket: Promise<SocketClient> | undefined;

/** The connection for subscriptions, opened by the first of them: most visits need none. */
function subscriptions(): Promise<SocketClient> {
  socket ??= import("graphql-ws/client").then(({ createClient }) =>
    createClient({
      url: `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/graphql`,
    }),
  );
  return socket;
}

/** Asks the server that the pages come from. */
export const client = new Client({
  url: "/graphql",
  // Queries go as GET, so that the browser keeps answers with their ETag and asks only whether they have changed.
  preferGetMethod: "force",
  exchanges: [
    cacheExchange,
    // Only what changes something carries the token. Reading needs none, and goes on when a token has been revoked.
    mapExchange({
      onOperation: (operation) => {
        const token = operation.kind === "mutation" ? remembered("token") : null;
        if (token === null) return operation;
        const fetchOptions = { headers: { authorization: `Bearer ${token}` } };
        return makeOperation(operation.kind, operation, { ...operation.context, fetchOptions });
      },
    }),
    fetchExchange,
    subscriptionExchange({
      forwardSubscription: (request) => ({
        subscribe: (sink) => {
          let end: (() => void) | undefined;
          let ended = false;
          void subscriptions().then((opened) => {
            if (!ended) end = opened.subscribe({ ...request, query: request.query ?? "" }, sink);
          }, sink.error);
          return {
            unsubscribe: () => {
              ended = true;
              end?.();
            },
          };
        },
      }),
    }),
  ],
});
