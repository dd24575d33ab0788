//! How fast reports are read: `make bench`.
//!
//! One core reads a thousand varied reports; the throughput is in bytes of UTF-8 a second of its work. Before it measures, it says what is
//! measured and on which machine, and that the corpus is one of reports that are read. There are two: `reports` is as
//! dense with figures as published reports are, `dense` has five times as many.

#![allow(missing_docs)]

mod corpus;
mod prose;
mod worked;

use corpus::Density;
use criterion::{BenchmarkId, Criterion, SamplingMode, Throughput, criterion_group, criterion_main};
use extract::{Extractor, Hints};
use std::collections::HashSet;
use std::hint::black_box;
use std::time::Duration;
use worked::Worked;

fn read(extractor: &Extractor, texts: &[String]) -> usize {
    texts.iter().filter_map(|text| extractor.extract(text, &Hints::default()).ok()).map(|found| found.figures.len()).sum()
}

fn reports(criterion: &mut Criterion<Worked>) {
    let extractor = Extractor::bundled().unwrap();
    println!("{} on {}", extract::VERSION, machine());
    for (name, density) in [("reports", Density::Published), ("dense", Density::Specimens)] {
        let texts = corpus::reports(&extractor, density);
        let bytes = describe(name, &extractor, &texts);
        let mut group = criterion.benchmark_group("extract");
        group.sampling_mode(SamplingMode::Flat).sample_size(20).measurement_time(Duration::from_secs(10));
        group.throughput(Throughput::Bytes(bytes as u64));
        group.bench_with_input(BenchmarkId::new(name, texts.len()), &texts, |bencher, texts| {
            bencher.iter(|| black_box(read(&extractor, black_box(texts))));
        });
        group.finish();
    }
}

/// Says what is read, and how many bytes it has: no report twice, none refused.
fn describe(name: &str, extractor: &Extractor, texts: &[String]) -> usize {
    let bytes: usize = texts.iter().map(String::len).sum();
    let documents: Vec<_> = texts.iter().filter_map(|text| extractor.extract(text, &Hints::default()).ok()).collect();
    let distinct = texts.iter().collect::<HashSet<_>>().len();
    assert_eq!((distinct, documents.len()), (texts.len(), texts.len()), "no report twice, none refused");
    let figures: usize = documents.iter().map(|document| document.figures.len()).sum();
    let sections: usize = documents.iter().map(|document| document.sections.len()).sum();
    let known = documents.iter().flat_map(|document| &document.figures).filter(|figure| figure.indicator.is_some()).count();
    println!(
        "{name}: {distinct} reports, {bytes} bytes; a figure every {} bytes, a section every {}; {}% of the figures with an indicator",
        bytes / figures.max(1),
        bytes / sections.max(1),
        100 * known / figures.max(1)
    );
    bytes
}

/// Processor and operating system, as far as they are known.
fn machine() -> String {
    let cpu = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model =
        cpu.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": ")).map_or("unknown", |(_, model)| model);
    format!("{model}, {} {}", std::env::consts::OS, std::env::consts::ARCH)
}

criterion_group! { name = benches; config = Criterion::default().with_measurement(Worked); targets = reports }
criterion_main!(benches);
