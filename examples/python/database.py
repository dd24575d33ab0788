"""Figures and reports in a DuckDB file, to be asked with SQL: pip install duckdb"""

import os
import tempfile
import urllib.request

import duckdb

url = os.environ.get("FAZHI_URL", "http://127.0.0.1:8080")

with tempfile.TemporaryDirectory() as folder:
    database = duckdb.connect(f"{folder}/fazhi.duckdb")
    for name in ["figures", "reports"]:
        file, _ = urllib.request.urlretrieve(f"{url}/export/{name}.parquet", f"{folder}/{name}.parquet")
        database.execute(f"CREATE TABLE {name} AS SELECT * FROM '{file}'")

    print(database.sql("""
        SELECT topic, count(*) AS figures, count(DISTINCT countyCode) AS counties, round(avg(confidence), 2) AS confidence
        FROM figures WHERE status = 'ACTUAL' AND indicator IS NOT NULL GROUP BY topic ORDER BY figures DESC
    """))
    # Every row says where it comes from.
    print(database.sql("SELECT county, value, unit, quote, reportTitle FROM figures WHERE indicator = 'mediation.mediators'"))
