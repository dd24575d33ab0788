#!/bin/sh
# Imports reports from files: upload.sh FILE…
# The token needs the scope import: FAZHI_TOKEN=$(fazhi token create me --scope import)
set -eu
url=${FAZHI_URL:-http://127.0.0.1:8080}

for file in "$@"; do
  curl -sS --fail-with-body "$url/graphql" -H "authorization: Bearer $FAZHI_TOKEN" \
    -F operations='{
      "query": "mutation ($file: Upload!) { importReportFile(file: $file) { created replaced report { title year figures(first: 0) { totalCount } } warnings { message } userErrors { code message } } }",
      "variables": { "file": null } }' \
    -F map='{ "0": ["variables.file"] }' \
    -F 0=@"$file"
  echo
done
