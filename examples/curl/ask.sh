#!/bin/sh
# Asks in three ways: by POST, by GET, and with a document from a file.
set -eu
url=${FAZHI_URL:-http://127.0.0.1:8080}

# By POST: variables stand beside the query.
curl -sS --fail-with-body "$url/graphql" -H 'content-type: application/json' -d '{
  "query": "query ($name: String!) { county(name: $name) { name series(topic: MEDIATION) { indicator { name unit } points { year value } } } }",
  "variables": { "name": "同心县" } }'
echo

# By GET: the answer may be kept, and is sent again only when it has changed.
headers=$(mktemp)
trap 'rm -f "$headers"' EXIT
curl -sS --fail-with-body -D "$headers" --get "$url/graphql" --data-urlencode 'query={ statistics { counties reports figures } }'
echo
tag=$(sed -n 's/^etag: *//Ip' "$headers" | tr -d '\r')
curl -sS --get "$url/graphql" --data-urlencode 'query={ statistics { counties reports figures } }' \
  -H "if-none-match: $tag" -o /dev/null -w 'asked again: %{http_code}\n'

# From a file: the questions of docs/tour.
curl -sS --fail-with-body --get "$url/graphql" --data-urlencode "query@$(dirname "$0")/../../docs/tour/03-ranking.graphql"
echo
