//! Full-text search over the headings and the own texts of sections.
//!
//! The index (`index`, `grams`) finds the sections that can contain all words of a query (`terms`); then the sections
//! themselves are looked at, which decides and counts. The score is made of those counts alone, in whole numbers: it is the
//! same in both databases, and what comes in later does not change it, so that a cursor stays where it is.

mod grams;
pub(super) mod index;
mod terms;

use entity::{report, section};
use sea_orm::{
    ColumnTrait, Condition, DbBackend, DbErr, FromQueryResult, QueryResult,
    sea_query::{
        BinOper, CommonTableExpression, Expr, ExprTrait, Func, IntoIden, Order, Query, SelectStatement, WithClause, WithQuery,
    },
};

pub use terms::Terms;

use super::{
    Cursor, MAX_PAGE, Page, ReportFilter, ReportKey, SectionFilter, Store, StoreError, condition::Filter, filter::Between,
    page::select,
};

/// Which sections are searched. None means "any".
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SearchFilter {
    /// Codes of counties.
    pub county: Option<Vec<String>>,
    /// Codes of provinces.
    pub province: Option<Vec<String>>,
    /// The year of the report.
    pub year: Option<Between<i32>>,
    /// Topics; one that the section has is enough.
    pub topic: Option<Vec<String>>,
    /// Kinds.
    pub kind: Option<Vec<String>>,
}

/// A section that was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// The section, with its text.
    pub section: section::Model,
    /// Its report.
    pub report: ReportKey,
    /// How well it answers; the higher the better.
    pub score: f64,
}

/// A mention in the heading counts as so many in the text.
const HEADING: i64 = 4;

/// The score of one word that is mentioned `n` times among `c` characters is 2.2·n / (n + 0.3 + 0.003·c): the saturation
/// of BM25 with its usual constants (k1 = 1.2, b = 0.75) and a section of 300 characters as the usual one. In millionths.
const GAIN: i64 = 2_200_000_000;
const MENTION: i64 = 1_000;
const BASE: i64 = 300;
const CHARACTER: i64 = 3;

/// The sections that the index gives, with the number of mentions of each word, as a table of the statement.
const FOUND: &str = "found";
const HITS: &str = "hits";

/// A row of the statement.
struct Row {
    hit: Hit,
    score: i64,
}

impl FromQueryResult for Row {
    fn from_query_result(row: &QueryResult, prefix: &str) -> Result<Self, DbErr> {
        let score: i64 = row.try_get("", "score")?;
        let report = ReportKey { county: row.try_get("", "of_county")?, year: row.try_get("", "of_year")? };
        let section = section::Model::from_query_result(row, prefix)?;
        Ok(Row { hit: Hit { section, report, score: score as f64 / 1e6 }, score })
    }
}

impl SearchFilter {
    /// Whether anything but the words decides.
    fn is_any(&self) -> bool {
        *self == SearchFilter::default()
    }

    fn condition(&self) -> Condition {
        let SearchFilter { county, province, year, topic, kind } = self.clone();
        let report = ReportFilter { county, province, year, ..ReportFilter::default() };
        let section = SectionFilter { topic, kind, ..SectionFilter::default() };
        Condition::all().add(report.condition()).add(section.condition())
    }
}

impl Store {
    /// The sections that contain all words of a query, the best ones first, then in the order of reports and of their text.
    ///
    /// # Errors
    /// A cursor of another query, a page that is too long, a database that refuses.
    pub async fn search(
        &self,
        terms: &Terms,
        filter: &SearchFilter,
        first: u32,
        after: Option<&Cursor>,
    ) -> Result<Page<Hit>, StoreError> {
        if first > MAX_PAGE {
            let reason = format!("a page has 0 to {MAX_PAGE} rows, not {first}");
            return Err(StoreError::BadPage { argument: "first", reason });
        }
        let mark = mark(terms);
        let mut behind = Condition::all();
        if let Some(cursor) = after {
            behind = behind.add(place_behind(cursor.integers("after", mark)?));
        }
        let scored = Query::select()
            .columns(["section_id", "report_id", "ordinal"])
            .expr_as(score(terms), "score")
            .from(FOUND)
            .cond_where(mentioned(terms))
            .take();
        let best = Query::select()
            .columns(["section_id", "report_id", "ordinal", "score"])
            .from_subquery(scored, "scored")
            .cond_where(behind)
            .order_by("score", Order::Desc)
            .order_by("report_id", Order::Asc)
            .order_by("ordinal", Order::Asc)
            .limit(u64::from(first) + 1)
            .take();
        let page = select::<section::Entity>(None)
            .column((HITS, "score"))
            .expr_as(report::Column::CountyCode.into_expr(), "of_county")
            .expr_as(report::Column::Year.into_expr(), "of_year")
            .join_subquery(
                sea_orm::JoinType::InnerJoin,
                best,
                HITS,
                section::Column::Id.into_expr().eq(Expr::col((HITS, "section_id"))),
            )
            .inner_join(report::Entity, report::Column::Id.into_expr().eq(section::Column::ReportId.into_expr()))
            .order_by((HITS, "score"), Order::Desc)
            .order_by((HITS, "report_id"), Order::Asc)
            .order_by((HITS, "ordinal"), Order::Asc)
            .take();
        let mut rows: Vec<Row> = self.rows(&self.with_found(terms, filter, page)).await?;
        let has_next = rows.len() > first as usize;
        rows.truncate(first as usize);
        let rows = rows.into_iter().map(|Row { hit, score }| {
            let place = [score, hit.section.report_id, hit.section.ordinal.into()];
            (Cursor::of_integers(mark, place), hit)
        });
        Ok(Page { rows: rows.collect(), has_next, has_previous: after.is_some() })
    }

    /// How many sections contain all words of a query.
    ///
    /// # Errors
    /// A database that refuses.
    pub async fn count_found(&self, terms: &Terms, filter: &SearchFilter) -> Result<u64, StoreError> {
        #[derive(FromQueryResult)]
        struct Rows {
            rows: i64,
        }
        let mut count = Query::select().expr_as(Expr::cust("COUNT(*)"), "rows").take();
        let counted = if terms.words().iter().all(|term| grams::decide(term)) {
            let backend = self.connection.get_database_backend();
            count.from(index::TABLE).and_where(in_index(backend, terms));
            if !filter.is_any() {
                join(&mut count, backend);
                count.cond_where(filter.condition());
            }
            self.rows::<Rows>(&count).await?
        } else {
            count.from(FOUND).cond_where(mentioned(terms));
            self.rows::<Rows>(&self.with_found(terms, filter, count)).await?
        };
        Ok(counted.first().map_or(0, |counted| counted.rows.unsigned_abs()))
    }

    /// A statement over the sections that the index gives.
    fn with_found(&self, terms: &Terms, filter: &SearchFilter, statement: SelectStatement) -> WithQuery {
        let backend = self.connection.get_database_backend();
        let mut found = Query::select();
        found
            .expr_as(section::Column::Id.into_expr(), "section_id")
            .expr_as(section::Column::ReportId.into_expr(), "report_id")
            .expr_as(section::Column::Ordinal.into_expr(), "ordinal")
            .expr_as(length(section::Column::Heading).add(length(section::Column::Text)), "characters");
        for (at, term) in terms.words().iter().enumerate() {
            let all = mentions(section::Column::Heading, term).mul(HEADING).add(mentions(section::Column::Text, term));
            found.expr_as(all, mentions_of(at));
        }
        found.from(index::TABLE).and_where(in_index(backend, terms));
        join(&mut found, backend);
        found.cond_where(filter.condition());
        // Materialized: each text is looked at once, however often its counts are used.
        let table = CommonTableExpression::new().table_name(FOUND).query(found).materialized(true).to_owned();
        WithClause::new().cte(table).to_owned().query(statement)
    }
}

/// The sections of the index and their reports.
fn join(select: &mut SelectStatement, backend: DbBackend) {
    select
        .inner_join(section::Entity, section::Column::Id.into_expr().eq(Expr::col((index::TABLE, index::key(backend)))))
        .inner_join(report::Entity, report::Column::Id.into_expr().eq(section::Column::ReportId.into_expr()));
}

/// The index has all grams of all words.
fn in_index(backend: DbBackend, terms: &Terms) -> Expr {
    let all: std::collections::BTreeSet<u32> = terms.words().iter().flat_map(|term| grams::of_term(term)).collect();
    match backend {
        DbBackend::Postgres => Expr::col((index::TABLE, "grams")).binary(BinOper::Custom("@>"), index::value(backend, all)),
        // The table's own name is the column that FTS5 matches with.
        _ => Expr::col((index::TABLE, index::TABLE)).binary(BinOper::Custom("MATCH"), index::value(backend, all)),
    }
}

fn length(column: section::Column) -> Expr {
    Func::cust("LENGTH").arg(column.into_expr()).into()
}

/// How often a word stands in a column, in whatever case.
fn mentions(column: section::Column, term: &str) -> Expr {
    let without = Func::cust("REPLACE").arg(Func::lower(column.into_expr())).arg(term).arg("");
    let gone = length(column).sub(Func::cust("LENGTH").arg(without));
    gone.div(Expr::val(term.chars().count() as i64))
}

fn mentions_of(term: usize) -> String {
    format!("mentions_{term}")
}

/// Every word is mentioned.
fn mentioned(terms: &Terms) -> Condition {
    let counts = (0..terms.words().len()).map(|at| Expr::col((FOUND, mentions_of(at).into_iden())).gt(0));
    counts.fold(Condition::all(), |all, count| all.add(count))
}

/// The sum of the scores of all words.
fn score(terms: &Terms) -> Expr {
    let one = |at: usize| {
        let count = || Expr::col((FOUND, mentions_of(at).into_iden()));
        let length = Expr::col((FOUND, "characters")).mul(CHARACTER);
        count().mul(GAIN).div(count().mul(MENTION).add(length).add(BASE))
    };
    (1..terms.words().len()).fold(one(0), |sum, at| sum.add(one(at)))
}

/// What comes behind a place: a lower score, or the same one later in the reports.
fn place_behind([score, report, ordinal]: [i64; 3]) -> Condition {
    let later =
        Expr::tuple([Expr::col("report_id"), Expr::col("ordinal")]).gt(Expr::tuple([Expr::val(report), Expr::val(ordinal)]));
    Condition::any().add(Expr::col("score").lt(score)).add(Expr::col("score").eq(score).and(later))
}

/// A mark of the words: a cursor holds for them alone.
fn mark(terms: &Terms) -> u32 {
    super::cursor::hash(std::iter::once("search").chain(terms.words().iter().map(String::as_str)))
}
