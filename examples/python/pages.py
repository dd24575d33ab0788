"""Every figure of a topic, page by page: pip install "gql[requests]" """

import os
from collections import Counter

from gql import Client, gql
from gql.transport.requests import RequestsHTTPTransport

url = os.environ.get("FAZHI_URL", "http://127.0.0.1:8080")
client = Client(transport=RequestsHTTPTransport(f"{url}/graphql"))

query = gql("""
    query ($topic: Topic!, $after: String) {
      figures(first: 100, after: $after, filter: { topic: [$topic], status: [ACTUAL] }) {
        nodes { raw subject county { name } }
        pageInfo { hasNextPage endCursor }
      }
    }
""")


def figures(topic):
    after = None
    while True:
        query.variable_values = {"topic": topic, "after": after}
        page = client.execute(query)["figures"]
        yield from page["nodes"]
        if not page["pageInfo"]["hasNextPage"]:
            return
        after = page["pageInfo"]["endCursor"]


print(Counter(figure["county"]["name"] for figure in figures("ENFORCEMENT")))
