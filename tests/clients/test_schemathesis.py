"""Schemathesis: documents nobody would write, made from the schema. The server answers each, and never breaks on one."""

import os

import schemathesis
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from schemathesis.graphql import nodes

URL = os.environ["FAZHI_URL"]
TOKEN = os.environ["FAZHI_TOKEN"]

schemathesis.graphql.scalar("Date", st.dates().map(lambda day: nodes.String(day.isoformat())))
schemathesis.graphql.scalar("DateTime", st.datetimes().map(lambda moment: nodes.String(moment.isoformat() + "Z")))
# A file only comes with a multipart request; anything else is refused.
schemathesis.graphql.scalar("Upload", st.text(max_size=5).map(nodes.String))

schema = schemathesis.graphql.from_url(f"{URL}/graphql", headers={"authorization": f"Bearer {TOKEN}"})


@schema.parametrize()
@settings(
    max_examples=int(os.environ.get("FAZHI_FUZZ_EXAMPLES", "25")),
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_no_document_breaks_the_server(case):
    response = case.call(headers={"authorization": f"Bearer {TOKEN}"}, timeout=30)
    answer = response.json()
    assert response.status_code < 500, answer
    assert "data" in answer or answer["errors"], answer
    for error in answer.get("errors", []):
        assert error["message"]
        # Whoever is limited is not tried.
        assert error["extensions"]["code"] not in {"INTERNAL_SERVER_ERROR", "RATE_LIMITED"}, (error, case.body)
