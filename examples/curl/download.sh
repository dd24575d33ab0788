#!/bin/sh
# Downloads figures and series; docs/API.md lists the parameters.
set -eu
url=${FAZHI_URL:-http://127.0.0.1:8080}
cd "${1:-.}"

# For Excel: bom=1 marks the file as UTF-8.
curl -sS --fail --compressed -o mediation.csv "$url/export/figures.csv?topic=MEDIATION&year.gte=2020&bom=1"
# One row for each county and indicator, one column for each year.
curl -sS --fail --compressed -o by-year.csv "$url/export/series.csv?indicator=mediation.disputes.resolved&pivot=year"
# For pandas, DuckDB and R.
curl -sS --fail -o figures.parquet "$url/export/figures.parquet"

wc -c mediation.csv by-year.csv figures.parquet
