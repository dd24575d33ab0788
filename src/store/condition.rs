//! Filters as SQL conditions.

use entity::{county, figure, indicator, report, report_check, review, section, source};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, QueryFilter, QuerySelect, QueryTrait, Value,
    sea_query::{CaseStatement, Expr, ExprTrait, Func, LikeExpr, Query, SelectStatement},
};

use super::filter::{Between, CountyFilter, FigureFilter, IndicatorFilter, ReportFilter, SectionFilter};

/// Something that tells rows apart.
pub(super) trait Filter: Sized {
    /// True for the rows that match; it may be null for those that do not.
    fn condition(&self) -> Condition;
}

/// The conditions of one filter, collected.
struct All(Condition);

impl All {
    fn of() -> Self {
        All(Condition::all())
    }

    fn add<T>(mut self, value: &Option<T>, condition: impl FnOnce(&T) -> Condition) -> Self {
        if let Some(value) = value {
            self.0 = self.0.add(condition(value));
        }
        self
    }

    fn one_of(self, column: impl ColumnTrait, values: &Option<Vec<String>>) -> Self {
        self.add(values, |values| Condition::all().add(one_of(column, values)))
    }

    fn between<T: Copy + Into<Value>>(self, column: impl ColumnTrait, range: &Option<Between<T>>) -> Self {
        self.add(range, |range| {
            Condition::all().add_option(range.gte.map(|end| column.gte(end))).add_option(range.lte.map(|end| column.lte(end)))
        })
    }

    fn combine<F: Filter>(self, and: &Option<Vec<F>>, or: &Option<Vec<F>>, not: &Option<Box<F>>) -> Condition {
        self.add(and, |filters| filters.iter().fold(Condition::all(), |all, filter| all.add(filter.condition())))
            .add(or, |filters| match filters.as_slice() {
                [] => never(),
                filters => filters.iter().fold(Condition::any(), |any, filter| any.add(filter.condition())),
            })
            .add(not, |filter| {
                // NOT of null is null, and would lose the rows without a value.
                let matches = CaseStatement::new().case(filter.condition(), 1).finally(0);
                Condition::all().add(Expr::Case(Box::new(matches)).eq(0))
            })
            .0
    }
}

pub(super) fn never() -> Condition {
    Condition::all().add(Expr::cust("1 = 0"))
}

fn one_of(column: impl ColumnTrait, values: &[String]) -> Condition {
    if values.is_empty() { never() } else { Condition::all().add(column.is_in(values)) }
}

fn contains(column: impl ColumnTrait, part: &str) -> Expr {
    let mut pattern = String::with_capacity(part.len() + 2);
    pattern.push('%');
    for character in part.chars() {
        if matches!(character, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(character.to_ascii_lowercase());
    }
    pattern.push('%');
    // On columns in code point order lower() touches ASCII letters alone, on both databases.
    Expr::from(Func::lower(column.into_expr())).like(LikeExpr::new(pattern).escape('\\'))
}

fn within<E: EntityTrait>(column: impl ColumnTrait, keys: sea_orm::Select<E>) -> Condition {
    Condition::all().add(column.in_subquery(keys.into_query()))
}

/// The codes of an indicator and all below it.
fn tree(code: &str) -> SelectStatement {
    let inside = contains(indicator::Column::Tree, &format!("/{code}/"));
    indicator::Entity::find().select_only().column(indicator::Column::Code).filter(inside).into_query()
}

impl Filter for CountyFilter {
    fn condition(&self) -> Condition {
        use county::Column;
        All::of()
            .one_of(Column::Code, &self.code)
            .one_of(Column::ProvinceCode, &self.province)
            .one_of(Column::PrefectureCode, &self.prefecture)
            .one_of(Column::Kind, &self.kind)
            .add(&self.name_contains, |part| {
                Condition::any().add(contains(Column::Name, part)).add(contains(Column::NameEn, part))
            })
            .add(&self.has_reports, |&has| {
                Condition::all().add(if has { Column::ReportCount.gt(0) } else { Column::ReportCount.eq(0) })
            })
            .combine(&self.and, &self.or, &self.not)
    }
}

impl Filter for ReportFilter {
    fn condition(&self) -> Condition {
        use report::Column;
        All::of()
            .one_of(Column::CountyCode, &self.county)
            .add(&self.province, |codes| {
                let inside = one_of(county::Column::ProvinceCode, codes);
                let counties = county::Entity::find().select_only().column(county::Column::Code).filter(inside);
                within(Column::CountyCode, counties)
            })
            .between(Column::Year, &self.year)
            .one_of(Column::Edition, &self.edition)
            .add(&self.title_contains, |part| Condition::all().add(contains(Column::Title, part)))
            .add(&self.signed_on, |_| Condition::all().add(Column::SignedOn.is_not_null()))
            .between(Column::SignedOn, &self.signed_on)
            .add(&self.has_failed_checks, |&has| {
                let failed = Query::select()
                    .column(report_check::Column::ReportId)
                    .from(report_check::Entity)
                    .and_where(report_check::Column::Status.eq("FAILED"))
                    .take();
                let with_failed = Column::Id.in_subquery(failed);
                Condition::all().add(if has { with_failed } else { with_failed.not() })
            })
            .combine(&self.and, &self.or, &self.not)
    }
}

impl Filter for SectionFilter {
    fn condition(&self) -> Condition {
        use section::Column;
        All::of()
            .add(&self.topic, |topics| match topics.as_slice() {
                [] => never(),
                topics => {
                    topics.iter().fold(Condition::any(), |any, topic| any.add(contains(Column::Topics, &format!("\"{topic}\""))))
                }
            })
            .one_of(Column::Kind, &self.kind)
            .between(Column::Level, &self.level)
            .add(&self.heading_contains, |part| Condition::all().add(contains(Column::Heading, part)))
            .add(&self.text_contains, |part| Condition::all().add(contains(Column::Text, part)))
            .combine(&self.and, &self.or, &self.not)
    }
}

impl Filter for IndicatorFilter {
    fn condition(&self) -> Condition {
        use indicator::Column;
        All::of()
            .one_of(Column::Topic, &self.topic)
            .one_of(Column::Measure, &self.measure)
            .add(&self.tree, |code| Condition::all().add(contains(Column::Tree, &format!("/{code}/"))))
            .add(&self.name_contains, |part| {
                Condition::any().add(contains(Column::Name, part)).add(contains(Column::NameEn, part))
            })
            .add(&self.has_figures, |&has| {
                let own = Column::Code.into_expr().eq(figure::Column::IndicatorCode.into_expr());
                let figures = Query::select().expr(Expr::val(1)).from(figure::Entity).and_where(own).take();
                let exists = Expr::exists(figures);
                Condition::all().add(if has { exists } else { exists.not() })
            })
            .combine(&self.and, &self.or, &self.not)
    }
}

impl Filter for FigureFilter {
    fn condition(&self) -> Condition {
        use figure::Column;
        All::of()
            .one_of(Column::IndicatorCode, &self.indicator)
            .add(&self.indicator_tree, |code| Condition::all().add(Column::IndicatorCode.in_subquery(tree(code))))
            .one_of(Column::Topic, &self.topic)
            .one_of(Column::CountyCode, &self.county)
            .one_of(Column::ProvinceCode, &self.province)
            .between(Column::Year, &self.year)
            .between(Column::Value, &self.value)
            .one_of(Column::Unit, &self.unit)
            .one_of(Column::Status, &self.status)
            .one_of(Column::Qualifier, &self.qualifier)
            .between(Column::Confidence, &self.confidence)
            .add(&self.catalogued, |&has| {
                let column = Column::IndicatorCode;
                Condition::all().add(if has { column.is_not_null() } else { column.is_null() })
            })
            .add(&self.reviewed, |&has| {
                let exists = Expr::exists(reviews_of_figure());
                Condition::all().add(if has { exists } else { exists.not() })
            })
            .add(&self.subject_contains, |part| Condition::all().add(contains(Column::Subject, part)))
            .combine(&self.and, &self.or, &self.not)
    }
}

/// The reviews of the figure of the statement around.
fn reviews_of_figure() -> SelectStatement {
    let same = |review: review::Column, figure: figure::Column| review.into_expr().eq(figure.into_expr());
    Query::select()
        .expr(Expr::val(1))
        .from(report::Entity)
        .inner_join(source::Entity, source::Column::Id.into_expr().eq(report::Column::SourceId.into_expr()))
        .inner_join(review::Entity, review::Column::SourceSha256.into_expr().eq(source::Column::Sha256.into_expr()))
        .and_where(report::Column::Id.into_expr().eq(figure::Column::ReportId.into_expr()))
        .and_where(same(review::Column::Start, figure::Column::Start))
        .and_where(same(review::Column::Raw, figure::Column::Raw))
        .take()
}
