// A series of two counties, typed by the schema: npm install && npm run types && npm run series
import { request } from "graphql-request";
import { graphql, url } from "./graphql.ts";

const query = graphql(`
  query Series($indicator: String!, $counties: [String!]) {
    series(indicator: $indicator, counties: $counties) {
      county { name }
      points { year value unit figure { quote } }
    }
  }
`);

const { series } = await request(`${url}/graphql`, query, {
  indicator: "mediation.mediators",
  counties: ["140821", "360124"],
});
for (const { county, points } of series) {
  for (const { year, value, unit, figure } of points) {
    console.log(`${county.name} ${year}: ${value}${unit} (${figure.quote})`);
  }
}
