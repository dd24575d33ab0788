// Prints each report when it is imported, until it is stopped: npm install && npm run types && npm run listen
import { print } from "graphql";
import { createClient } from "graphql-ws";
import WebSocket from "ws";
import { graphql, url } from "./graphql.ts";

const imports = graphql(`
  subscription Imports {
    reportImported { year title county { name } }
  }
`);

// A browser has WebSocket itself, as has Node.js from version 22 on.
const client = createClient({ url: `${url.replace("http", "ws")}/graphql`, webSocketImpl: WebSocket });
client.on("connected", () => console.log("listening"));

for await (const { data } of client.iterate<{ reportImported: { year: number; title: string } }>({ query: print(imports) })) {
  if (data) console.log(`${data.reportImported.year} ${data.reportImported.title}`);
}
