//! How fast reports are read: `make bench`.
//!
//! One core reads a thousand varied reports; the throughput is in bytes of UTF-8. Before it measures, it says what is
//! measured and on which machine, and that the corpus is one of reports that are read.

#![allow(missing_docs)]

mod corpus;

use criterion::{BenchmarkId, Criterion, SamplingMode, Throughput, criterion_group, criterion_main};
use extract::{Extractor, Hints};
use std::collections::HashSet;
use std::hint::black_box;
use std::time::Duration;

fn read(extractor: &Extractor, texts: &[String]) -> usize {
    texts.iter().filter_map(|text| extractor.extract(text, &Hints::default()).ok()).map(|found| found.figures.len()).sum()
}

fn reports(criterion: &mut Criterion) {
    let extractor = Extractor::bundled().unwrap();
    let texts = corpus::reports(&extractor);
    let bytes: usize = texts.iter().map(String::len).sum();
    let distinct = texts.iter().collect::<HashSet<_>>().len();
    let unread = texts.iter().filter(|text| extractor.extract(text, &Hints::default()).is_err()).count();
    let figures = read(&extractor, &texts);
    assert_eq!((distinct, unread), (texts.len(), 0), "no report twice, none refused");
    println!("{} on {}", extract::VERSION, machine());
    println!("{distinct} reports, {bytes} bytes, {figures} figures");

    let mut group = criterion.benchmark_group("extract");
    group.sampling_mode(SamplingMode::Flat).sample_size(20).measurement_time(Duration::from_secs(10));
    group.throughput(Throughput::Bytes(bytes as u64));
    group.bench_with_input(BenchmarkId::new("reports", texts.len()), &texts, |bencher, texts| {
        bencher.iter(|| black_box(read(&extractor, black_box(texts))));
    });
    group.finish();
}

/// Processor and operating system, as far as they are known.
fn machine() -> String {
    let cpu = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model =
        cpu.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": ")).map_or("unknown", |(_, model)| model);
    format!("{model}, {} {}", std::env::consts::OS, std::env::consts::ARCH)
}

criterion_group!(benches, reports);
criterion_main!(benches);
