//! Puts the places and the catalogue into their tables, where reports and figures refer to them.

use entity::{county, indicator, meta, prefecture, province};
use extract::{
    catalogue::Catalogue,
    document::Document,
    places::{County, Division, Places},
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, IdenStatic, IntoActiveModel, Iterable, QueryFilter,
    QuerySelect,
    sea_query::{ExprTrait, OnConflict, Query},
};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, HashSet};

use super::{Store, error::StoreError, statistics::bump_data_version};

/// The key in `meta` of the hash of places and catalogue.
const KEY: &str = "reference_sha256";

/// Rows of one INSERT, below the parameters of both databases.
const BATCH: usize = 1_000;

/// Everything that goes into the tables.
struct Reference {
    provinces: Vec<province::Model>,
    prefectures: Vec<prefecture::Model>,
    counties: Vec<county::Model>,
    indicators: Vec<indicator::Model>,
}

impl Store {
    /// Brings places and catalogue in the database up to date, in one transaction; says whether anything had to be done.
    /// A county with reports stays even when the places no longer have it; figures of an indicator that the catalogue no
    /// longer has lose it.
    ///
    /// # Errors
    /// A database that refuses or that is not migrated.
    pub async fn synchronise(&self, places: &Places, catalogue: &Catalogue) -> Result<bool, StoreError> {
        let reference = Reference::new(places.counties(), indicators(catalogue).collect());
        let hash = reference.hash();
        let known = |found: Option<meta::Model>| found.is_some_and(|found| found.value == hash);
        if known(meta::Entity::find_by_id(KEY).one(&self.connection).await?) {
            self.fictional_counties(1).await?;
            return Ok(false);
        }
        let _turn = self.turn().await;
        let transaction = self.begin().await?;
        self.lock_layout(&transaction).await?;
        if known(meta::Entity::find_by_id(KEY).one(&transaction).await?) {
            return Ok(false);
        }
        reference.write(&transaction).await?;
        set_meta(&transaction, KEY, &hash).await?;
        bump_data_version(&transaction).await?;
        transaction.commit().await?;
        self.fictional_counties(1).await?;
        Ok(true)
    }
}

/// Writes a fact about the database.
pub(super) async fn set_meta(transaction: &DatabaseTransaction, key: &str, value: &str) -> Result<(), StoreError> {
    let row = meta::ActiveModel { key: Set(key.to_owned()), value: Set(value.to_owned()) };
    let newer = OnConflict::column(meta::Column::Key).update_column(meta::Column::Value).to_owned();
    meta::Entity::insert(row).on_conflict(newer).exec_without_returning(transaction).await?;
    Ok(())
}

impl Reference {
    fn new(counties: &[County], indicators: Vec<indicator::Model>) -> Self {
        let mut provinces: BTreeMap<&str, &Division> = BTreeMap::new();
        let mut prefectures: BTreeMap<&str, (&Division, &str)> = BTreeMap::new();
        for county in counties {
            provinces.insert(&county.province.code, &county.province);
            if let Some(prefecture) = &county.prefecture {
                prefectures.insert(&prefecture.code, (prefecture, &county.province.code));
            }
        }
        let provinces =
            provinces.into_values().cloned().map(|Division { code, name, name_en }| province::Model { code, name, name_en });
        let prefectures = prefectures.into_values().map(|(division, province)| {
            let Division { code, name, name_en } = division.clone();
            prefecture::Model { code, province_code: province.to_owned(), name, name_en }
        });
        let counties = counties.iter().map(|county| county::Model {
            code: county.code.clone(),
            province_code: county.province.code.clone(),
            prefecture_code: county.prefecture.as_ref().map(|prefecture| prefecture.code.clone()),
            name: county.name.clone(),
            short_name: county.short_name.clone(),
            name_en: county.name_en.clone(),
            kind: county.kind.as_str().to_owned(),
            report_count: 0,
        });
        Reference { provinces: provinces.collect(), prefectures: prefectures.collect(), counties: counties.collect(), indicators }
    }

    /// A hash of all rows in their order.
    fn hash(&self) -> String {
        let mut hash = Sha256::new();
        let mut add = |row: &dyn std::fmt::Debug| hash.update(format!("{row:?}\n"));
        self.provinces.iter().for_each(|row| add(row));
        self.prefectures.iter().for_each(|row| add(row));
        self.counties.iter().for_each(|row| add(row));
        self.indicators.iter().for_each(|row| add(row));
        hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }

    async fn write(&self, transaction: &DatabaseTransaction) -> Result<(), StoreError> {
        self.add(transaction).await?;
        self.forget_what_is_gone(transaction).await
    }

    async fn add(&self, transaction: &DatabaseTransaction) -> Result<(), StoreError> {
        upsert::<province::Entity, _>(transaction, &self.provinces, province::Column::Code, None).await?;
        upsert::<prefecture::Entity, _>(transaction, &self.prefectures, prefecture::Column::Code, None).await?;
        upsert::<county::Entity, _>(transaction, &self.counties, county::Column::Code, Some(county::Column::ReportCount)).await?;
        upsert::<indicator::Entity, _>(transaction, &self.indicators, indicator::Column::Code, None).await
    }

    async fn forget_what_is_gone(&self, transaction: &DatabaseTransaction) -> Result<(), StoreError> {
        let kept: HashSet<&str> = self.counties.iter().map(|row| row.code.as_str()).collect();
        let without_reports = county::Column::ReportCount.eq(0);
        let known = county::Entity::find().select_only().column(county::Column::Code).filter(without_reports);
        delete::<county::Entity>(transaction, county::Column::Code, gone(known.into_tuple().all(transaction).await?, &kept))
            .await?;
        let kept: HashSet<&str> = self.indicators.iter().map(|row| row.code.as_str()).collect();
        let known = indicator::Entity::find().select_only().column(indicator::Column::Code);
        delete::<indicator::Entity>(transaction, indicator::Column::Code, gone(known.into_tuple().all(transaction).await?, &kept))
            .await
    }
}

/// Writes a county with what it lies in.
pub(super) async fn add_county(transaction: &DatabaseTransaction, county: &County) -> Result<(), StoreError> {
    Reference::new(std::slice::from_ref(county), Vec::new()).add(transaction).await
}

/// The rows of a catalogue, in its order.
fn indicators(catalogue: &Catalogue) -> impl Iterator<Item = indicator::Model> {
    (0..).zip(catalogue.indicators()).map(|(ordinal, indicator)| indicator::Model {
        code: indicator.code.clone(),
        ordinal,
        parent_code: indicator.parent.clone(),
        tree: tree(catalogue, &indicator.code),
        topic: indicator.topic.to_string(),
        measure: indicator.measure.to_string(),
        unit: indicator.unit.clone(),
        name: indicator.name.clone(),
        name_en: indicator.name_en.clone(),
        description: indicator.description.clone(),
    })
}

/// Writes the indicators of a document's figures that the database does not have yet. Those that the catalogue no longer
/// has stay until it is synchronised: figures that are still to be read again refer to them.
pub(super) async fn add_missing(
    transaction: &DatabaseTransaction,
    catalogue: &Catalogue,
    document: &Document,
) -> Result<(), StoreError> {
    let wanted: HashSet<&str> = document.figures.iter().filter_map(|figure| figure.indicator.as_deref()).collect();
    let known = indicator::Entity::find().select_only().column(indicator::Column::Code).into_tuple();
    let known: HashSet<String> = known.all(transaction).await?.into_iter().collect();
    let wanted = |row: &indicator::Model| wanted.contains(row.code.as_str()) && !known.contains(&row.code);
    let missing: Vec<indicator::Model> = indicators(catalogue).filter(wanted).collect();
    upsert::<indicator::Entity, _>(transaction, &missing, indicator::Column::Code, None).await
}

/// The codes from the top of the tree down to this one, each between slashes.
fn tree(catalogue: &Catalogue, code: &str) -> String {
    let mut codes = vec![code];
    while let Some(parent) = codes.last().and_then(|code| catalogue.indicator(code)).and_then(|it| it.parent.as_deref()) {
        if codes.contains(&parent) {
            break;
        }
        codes.push(parent);
    }
    codes.reverse();
    format!("/{}/", codes.join("/"))
}

fn gone(known: Vec<String>, kept: &HashSet<&str>) -> Vec<String> {
    known.into_iter().filter(|code| !kept.contains(code.as_str())).collect()
}

/// Writes rows over those with the same code; the column `kept` keeps the value it has in the database.
async fn upsert<E, M>(
    transaction: &DatabaseTransaction,
    rows: &[M],
    code: E::Column,
    kept: Option<E::Column>,
) -> Result<(), StoreError>
where
    E: EntityTrait,
    M: Clone + IntoActiveModel<E::ActiveModel>,
    E::ActiveModel: Send,
{
    let stays = |column: &E::Column| [Some(code), kept].iter().flatten().any(|other| other.as_str() == column.as_str());
    let changed: Vec<E::Column> = E::Column::iter().filter(|column| !stays(column)).collect();
    for rows in rows.chunks(BATCH) {
        let rows = rows.iter().cloned().map(|row| sea_orm::ActiveModelTrait::reset_all(row.into_active_model()));
        let newer = OnConflict::column(code).update_columns(changed.iter().copied()).to_owned();
        E::insert_many(rows).on_conflict(newer).exec_without_returning(transaction).await?;
    }
    Ok(())
}

async fn delete<E: EntityTrait>(
    transaction: &DatabaseTransaction,
    code: E::Column,
    codes: Vec<String>,
) -> Result<(), StoreError> {
    for codes in codes.chunks(BATCH) {
        let condition = code.into_expr().is_in(codes.iter().cloned());
        let statement = Query::delete().from_table(E::default().table_ref()).and_where(condition).take();
        transaction.execute(&statement).await?;
    }
    Ok(())
}
