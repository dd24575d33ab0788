"""Downloads, as programs for data read them: pandas with pyarrow, and DuckDB."""

import io
import os
import urllib.request

import duckdb
import pandas
import pyarrow
import pyarrow.parquet
import pytest
import requests

URL = os.environ["FAZHI_URL"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """All lists as Parquet, on disk."""
    folder = tmp_path_factory.mktemp("downloads")
    for name in ["figures", "series", "reports", "sections"]:
        urllib.request.urlretrieve(f"{URL}/export/{name}.parquet", folder / f"{name}.parquet")
    return folder


def count(selection: str) -> int:
    answer = requests.post(f"{URL}/graphql", json={"query": f"{{ {selection} {{ totalCount }} }}"}, timeout=30)
    return answer.json()["data"][selection]["totalCount"]


def test_pandas_reads_parquet_from_the_address():
    table = pandas.read_parquet(f"{URL}/export/series.parquet?topic=MEDIATION&from=2020")
    resolved = table[table["indicator"] == "mediation.disputes.resolved"].set_index("county")
    assert resolved.loc["同心县", "value"] == 3890
    assert resolved.loc["同心县", "qualifier"] == "MORE_THAN"
    assert "3890余件" in resolved.loc["同心县", "quote"]
    assert (table["topic"] == "MEDIATION").all()


def test_columns_have_types_that_can_be_computed_with(folder):
    schema = pyarrow.parquet.read_schema(folder / "figures.parquet")
    assert schema.field("value").type == pyarrow.float64()
    assert schema.field("year").type == pyarrow.int32()
    assert schema.field("periodFrom").type == pyarrow.date32()
    assert schema.field("cumulative").type == pyarrow.bool_()
    reports = pyarrow.parquet.read_schema(folder / "reports.parquet")
    assert pyarrow.types.is_list(reports.field("issuers").type)
    assert reports.field("importedAt").type.tz == "UTC"


def test_duckdb_sums_up_and_joins_the_lists(folder):
    database = duckdb.connect()
    for name in ["figures", "series", "reports", "sections"]:
        database.execute(f"CREATE VIEW {name} AS SELECT * FROM '{folder}/{name}.parquet'")
    assert database.execute("SELECT count(*) FROM figures").fetchone() == (count("figures"),)
    assert database.execute("SELECT count(*) FROM reports").fetchone() == (count("reports"),)
    homeless = """
        SELECT count(*) FROM figures ANTI JOIN sections
        ON figures.countyCode = sections.countyCode AND figures.year = sections.year AND figures.sectionPath = sections.path
    """
    assert database.execute(homeless).fetchone() == (0,), "every figure stands in a section of the other list"
    per_report = """
        SELECT reports.county, reports.figures, count(*) FROM reports JOIN figures USING (countyCode, year, sourceSha256)
        GROUP BY ALL HAVING reports.figures <> count(*)
    """
    assert database.execute(per_report).fetchall() == []
    top = """
        SELECT county, value FROM series WHERE indicator = 'mediation.disputes.resolved' AND year = 2021 ORDER BY value DESC
    """
    assert database.execute(top).fetchall()[:2] == [("酉阳土家族苗族自治县", 6227.0), ("同心县", 3890.0)]


def test_the_place_of_a_figure_is_that_of_its_words_in_the_text(folder):
    figures = pandas.read_parquet(folder / "figures.parquet")
    reports = requests.post(
        f"{URL}/graphql", json={"query": "{ reports { nodes { year text county { code } } } }"}, timeout=30
    ).json()["data"]["reports"]["nodes"]
    texts = {(report["county"]["code"], report["year"]): report["text"] for report in reports}
    for figure in figures.itertuples():
        text = texts[figure.countyCode, figure.year]
        assert text[figure.spanStart : figure.spanEnd].replace("\n", "") == figure.raw


@pytest.mark.parametrize("name", ["figures", "series", "reports", "sections"])
def test_csv_and_json_lines_say_the_same_as_parquet(folder, name):
    parquet = pandas.read_parquet(folder / f"{name}.parquet")
    csv = pandas.read_csv(f"{URL}/export/{name}.csv")
    lines = pandas.read_json(f"{URL}/export/{name}.jsonl", lines=True)
    assert list(csv.columns) == list(parquet.columns) == list(lines.columns)
    assert len(csv) == len(parquet) == len(lines)
    for column in parquet.columns:
        kind = parquet[column].dtype
        if pandas.api.types.is_float_dtype(kind) or pandas.api.types.is_integer_dtype(kind):
            for other in (csv, lines):
                pandas.testing.assert_series_equal(parquet[column], other[column], check_dtype=False)
    assert (lines["sourceSha256"] == parquet["sourceSha256"]).all()


def test_duckdb_guesses_the_types_of_csv_right(folder):
    urllib.request.urlretrieve(f"{URL}/export/figures.csv", folder / "figures.csv")
    kinds = {row[0]: row[1] for row in duckdb.sql(f"DESCRIBE SELECT * FROM '{folder}/figures.csv'").fetchall()}
    assert kinds["value"] == "DOUBLE" and kinds["year"] == "BIGINT" and kinds["periodFrom"] == "DATE"


def test_a_table_by_year_has_a_column_for_each(folder):
    table = pandas.read_csv(f"{URL}/export/series.csv?pivot=year&indicator=mediation.disputes.resolved").set_index("county")
    assert table.loc["同心县", "2021"] == 3890
    assert pandas.isna(table.loc["同心县", "2020"])


def test_excel_finds_its_mark_and_pandas_does_not_mind():
    body = requests.get(f"{URL}/export/reports.csv?bom=1", timeout=30).content
    assert body.startswith(b"\xef\xbb\xbf")
    assert "county" in pandas.read_csv(io.BytesIO(body), encoding="utf-8-sig").columns
