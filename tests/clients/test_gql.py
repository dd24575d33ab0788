"""gql, the GraphQL client of Python, and what it brings into pandas."""

import asyncio
import os
import uuid

import pandas
import pytest
from gql import Client, FileVar, gql
from gql.transport.exceptions import TransportQueryError
from gql.transport.aiohttp import AIOHTTPTransport
from gql.transport.requests import RequestsHTTPTransport
from gql.transport.websockets import WebsocketsTransport
from graphql import GraphQLError

ENDPOINT = os.environ["FAZHI_URL"] + "/graphql"
HEADERS = {"authorization": f"Bearer {os.environ['FAZHI_TOKEN']}"}


@pytest.fixture(scope="module")
def client():
    """A client that knows the schema, as the server tells it."""
    transport = RequestsHTTPTransport(ENDPOINT, headers=HEADERS)
    return Client(transport=transport, fetch_schema_from_transport=True)


def variables(document: str, **values):
    request = gql(document)
    request.variable_values = values
    return request


def test_a_series_is_a_table(client):
    answer = client.execute(
        variables(
            """
            query ($indicator: String!, $counties: [String!]) {
              series(indicator: $indicator, counties: $counties) {
                county { code name }
                indicator { code unit }
                points { year value qualifier figure { quote } }
              }
            }
            """,
            indicator="mediation.disputes.resolved",
            counties=["500242", "640324"],
        )
    )
    table = pandas.json_normalize(answer["series"], "points", [["county", "name"], ["indicator", "unit"]])
    wide = table.pivot(index="year", columns="county.name", values="value")
    assert list(wide.columns) == ["同心县", "酉阳土家族苗族自治县"]
    assert wide.loc[2021].to_dict() == {"同心县": 3890, "酉阳土家族苗族自治县": 6227}
    assert table["value"].dtype == "float64" and table["year"].dtype == "int64"
    assert table["figure.quote"].str.len().min() > 5


def test_all_pages_are_one_table(client):
    page = """
        query ($after: String) {
          figures(first: 100, after: $after, filter: { status: [ACTUAL] }) {
            totalCount
            pageInfo { hasNextPage endCursor }
            nodes { id year value unit topic county { code } indicator { code } period { from to } }
          }
        }
    """
    nodes, after = [], None
    while True:
        figures = client.execute(variables(page, after=after))["figures"]
        nodes += figures["nodes"]
        if not figures["pageInfo"]["hasNextPage"]:
            break
        after = figures["pageInfo"]["endCursor"]
    table = pandas.json_normalize(nodes)
    assert len(table) == figures["totalCount"]
    assert table["id"].is_unique
    assert (pandas.to_datetime(table["period.from"]) <= pandas.to_datetime(table["period.to"])).all()
    by_county = table.groupby("county.code").size()
    assert set(by_county.index) == {"140728", "140821", "360124", "500242", "640324"}


def test_a_wrong_document_is_refused_before_it_is_sent(client):
    with pytest.raises(GraphQLError, match="Cannot query field 'wether'"):
        client.execute(gql("{ county(code: \"640324\") { wether } }"))


def test_a_refusal_has_its_code(client):
    with pytest.raises(TransportQueryError) as refused:
        client.execute(gql("{ county(code: \"640324\", name: \"同心县\") { id } }"))
    assert refused.value.errors[0]["extensions"]["code"] == "BAD_USER_INPUT"


def test_a_file_is_sent_and_heard_of(tmp_path):
    name = f"{uuid.uuid4()}.txt"
    file = tmp_path / name
    file.write_text("平遥县2015年度法治政府建设工作报告\n一、主要工作\n全年办理行政复议案件17件。\n", encoding="utf-8")

    async def exchange():
        # By default gql offers an older protocol as well, and takes that one where the name of the header that answers is
        # written in small letters.
        socket = WebsocketsTransport(
            ENDPOINT.replace("http", "ws"), init_payload=HEADERS, subprotocols=["graphql-transport-ws"]
        )
        hearing = Client(transport=socket)
        sending = Client(transport=AIOHTTPTransport(ENDPOINT, headers=HEADERS))
        async with hearing as listener, sending as sender:
            reports = listener.subscribe(gql("subscription { reportImported { title source { name } } }"))
            heard = asyncio.ensure_future(anext(reports))
            await asyncio.sleep(0)
            # Operations of one connection begin in order: once this is answered, the subscription listens.
            await anext(listener.subscribe(gql("{ __typename }")))
            document = """
                mutation ($file: Upload!, $input: ImportFileInput) {
                  importReportFile(file: $file, input: $input) { created userErrors { code } }
                }
            """
            request = variables(document, file=FileVar(str(file)), input={"url": "https://example.org/2015"})
            sent = await sender.execute(request, upload_files=True)
            return sent["importReportFile"], (await asyncio.wait_for(heard, 20))["reportImported"]

    sent, heard = asyncio.run(exchange())
    assert sent == {"created": True, "userErrors": []}
    assert heard == {"title": "平遥县2015年度法治政府建设工作报告", "source": {"name": name}}
