//! `fazhi generate`: reports that nobody issued, to look at and to measure with.

use clap::Args;
use generate::{CountyReports, Generator, MOST_COUNTIES, Point, YEARS};
use std::{
    collections::BTreeSet,
    fs,
    io::{self, Write},
    ops::RangeInclusive,
    path::{Path, PathBuf},
    sync::atomic::{AtomicBool, Ordering},
};

use super::{
    database::block_on,
    exit::{self, Failure},
    progress::{bar, counted, stop_on_interrupt},
};

/// The arguments of `fazhi generate`.
#[derive(Args)]
pub struct Generate {
    /// The folder to write to: a .txt for each report, gold/ with their annotations, and series.csv with the true series
    #[arg(value_name = "OUT")]
    folder: PathBuf,
    /// How many counties, at most 4032; none of them exists
    #[arg(long, value_name = "N", default_value_t = 6, value_parser = counties)]
    counties: usize,
    /// The first and the last year reported on, from 2005 to 2034
    #[arg(long, value_name = "A-B", default_value = "2015-2024", value_parser = years)]
    years: RangeInclusive<i32>,
    /// The same seed gives the same reports, on every machine
    #[arg(long, value_name = "S", default_value_t = 1)]
    seed: u64,
    /// Leave the annotations out
    #[arg(long)]
    no_gold: bool,
}

fn counties(text: &str) -> Result<usize, String> {
    let count = text.parse().ok().filter(|count| (1..=MOST_COUNTIES).contains(count));
    count.ok_or_else(|| format!("a number from 1 to {MOST_COUNTIES}"))
}

fn years(text: &str) -> Result<RangeInclusive<i32>, String> {
    let (first, last) = text.split_once("..").or_else(|| text.split_once('-')).unwrap_or((text, text));
    let year = |text: &str| text.trim().parse::<i32>().ok().filter(|year| YEARS.contains(year));
    match (year(first), year(last)) {
        (Some(first), Some(last)) if first <= last => Ok(first..=last),
        _ => Err(format!("write it as 2015-2024, with years from {} to {}", YEARS.start(), YEARS.end())),
    }
}

/// What has been written.
#[derive(Default)]
struct Written {
    counties: usize,
    reports: usize,
    figures: usize,
    points: usize,
}

impl Generate {
    /// Writes county by county; what is in a file is whole, whenever it ends.
    pub fn run(self) -> Result<(), Failure> {
        let generator = Generator::new(self.seed).map_err(Failure::new)?;
        let folder = self.folder.display().to_string();
        let written = block_on(async {
            let stop = stop_on_interrupt();
            let done = tokio::task::spawn_blocking(move || self.write(&generator, &stop)).await;
            done.unwrap_or_else(|error| Err(Failure::new(error)))
        })?;
        let mut out = io::stdout().lock();
        let Written { counties, reports, figures, points } = written;
        let counties = if counties == 1 { "1 county".to_owned() } else { format!("{counties} counties") };
        let (reports, figures, points) = (counted(reports, "report"), counted(figures, "figure"), counted(points, "point"));
        writeln!(out, "{reports} of {counties}, {figures}, {points} of series in {folder}")?;
        Ok(out.flush()?)
    }

    fn write(&self, generator: &Generator, stop: &AtomicBool) -> Result<Written, Failure> {
        let gold = self.folder.join("gold");
        let failed = |place: &Path, error: &dyn std::fmt::Display| Failure::new(format!("{}: {error}", place.display()));
        fs::create_dir_all(&self.folder).map_err(|error| failed(&self.folder, &error))?;
        self.refuse_others()?;
        if !self.no_gold {
            fs::create_dir_all(&gold).map_err(|error| failed(&gold, &error))?;
        }
        let table = self.folder.join("series.csv");
        let unfinished = self.folder.join("series.csv.part");
        // An old table would belie the texts while they are written.
        fs::remove_file(&table).or_else(missing_is_well).map_err(|error| failed(&table, &error))?;
        let mut series = csv::Writer::from_path(&unfinished).map_err(|error| failed(&unfinished, &error))?;
        series.write_record(COLUMNS).map_err(|error| failed(&unfinished, &error))?;
        let (bar, on_terminal) = bar();
        bar.set_length((self.counties * self.years.clone().count()) as u64);
        let mut written = Written::default();
        for number in 0..self.counties {
            if stop.load(Ordering::Relaxed) {
                bar.finish_and_clear();
                return Err(Failure::with_code(exit::INTERRUPTED, "interrupted; the same command starts again"));
            }
            let county = generator.county(number, self.years.clone()).map_err(Failure::new)?;
            self.write_county(&county, &gold).map_err(|(place, error)| failed(&place, &error))?;
            for point in &county.series {
                series.write_record(row(point)).map_err(|error| failed(&unfinished, &error))?;
            }
            written.add(&county);
            bar.set_position(written.reports as u64);
            bar.set_message(county.county.name.clone());
            if !on_terminal {
                let reports = counted(county.reports.len(), "report");
                writeln!(io::stdout().lock(), "{} {}: {reports}", county.county.code, county.county.name)?;
            }
        }
        bar.finish_and_clear();
        series.flush().map_err(|error| failed(&unfinished, &error))?;
        fs::rename(&unfinished, &table).map_err(|error| failed(&table, &error))?;
        Ok(written)
    }

    fn write_county(&self, county: &CountyReports, gold: &Path) -> Result<(), (PathBuf, io::Error)> {
        for report in &county.reports {
            whole(&self.folder.join(format!("{}.txt", report.name)), report.text.as_bytes())?;
            if !self.no_gold {
                let place = gold.join(format!("{}.json", report.name));
                let json = serde_json::to_vec_pretty(&report.annotation);
                whole(&place, &json.map_err(|error| (place.clone(), error.into()))?)?;
            }
        }
        Ok(())
    }

    /// Reports of another seed, of other counties or years would lie among these as if they belonged to them.
    fn refuse_others(&self) -> Result<(), Failure> {
        let codes: BTreeSet<&str> =
            extract::fictional::counties().iter().take(self.counties).map(|county| county.code.as_str()).collect();
        let ours = |name: &str| {
            let (code, year) = name.strip_suffix(".txt")?.split_once('-')?;
            (codes.contains(code) && self.years.contains(&year.parse().ok()?)).then_some(())
        };
        let names = fs::read_dir(&self.folder)?.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
        match names.filter(|name| name.ends_with(".txt")).find(|name| ours(name).is_none()) {
            Some(other) => Err(Failure::new(format!(
                "{} has {other}, which is none of these reports; give a folder of their own",
                self.folder.display()
            ))),
            None => Ok(()),
        }
    }
}

/// The columns of series.csv.
const COLUMNS: [&str; 11] = [
    "county_code",
    "county",
    "indicator",
    "year",
    "value",
    "unit",
    "qualifier",
    "exact",
    "report_year",
    "restated",
    "restated_in",
];

fn row(point: &Point) -> [String; 11] {
    let joined = |parts: Vec<String>| parts.join(" ");
    [
        point.county.clone(),
        point.name.clone(),
        point.indicator.clone(),
        point.year.to_string(),
        point.value.to_string(),
        point.unit.clone(),
        point.qualifier.clone(),
        point.exact.to_string(),
        point.report.to_string(),
        joined(point.restated.iter().map(|(_, value)| value.to_string()).collect()),
        joined(point.restated.iter().map(|(year, _)| year.to_string()).collect()),
    ]
}

/// Writes a file that is there whole or not at all.
fn whole(place: &Path, bytes: &[u8]) -> Result<(), (PathBuf, io::Error)> {
    let mut unfinished = place.as_os_str().to_owned();
    unfinished.push(".part");
    fs::write(&unfinished, bytes).and_then(|()| fs::rename(&unfinished, place)).map_err(|error| (place.to_owned(), error))
}

fn missing_is_well(error: io::Error) -> io::Result<()> {
    if error.kind() == io::ErrorKind::NotFound { Ok(()) } else { Err(error) }
}

impl Written {
    fn add(&mut self, county: &CountyReports) {
        self.counties += 1;
        self.reports += county.reports.len();
        self.figures += county.reports.iter().map(|report| report.annotation.gold.figures.len()).sum::<usize>();
        self.points += county.series.len();
    }
}
