"""A series of two counties as a table, with the words behind each number: pip install "gql[requests]" pandas"""

import os

import pandas
from gql import Client, gql
from gql.transport.requests import RequestsHTTPTransport

url = os.environ.get("FAZHI_URL", "http://127.0.0.1:8080")
client = Client(transport=RequestsHTTPTransport(f"{url}/graphql"), fetch_schema_from_transport=True)

query = gql("""
    query ($indicator: String!, $counties: [String!]) {
      series(indicator: $indicator, counties: $counties) {
        county { name }
        points { year value unit qualifier figure { quote } }
      }
    }
""")
query.variable_values = {"indicator": "mediation.mediators", "counties": ["140821", "360124"]}

series = client.execute(query)["series"]
points = pandas.json_normalize(series, "points", [["county", "name"]])
points = points.rename(columns={"county.name": "county", "figure.quote": "quote"})
print(points.pivot(index="year", columns="county", values="value"))
print(points[["year", "county", "value", "unit", "quote"]].to_string(index=False))
