//! How long work goes on, and how it is ended.

use indicatif::{ProgressBar, ProgressStyle};
use std::{
    io::{self, IsTerminal},
    process,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use super::exit;

/// A bar on standard error, and whether that is a terminal; elsewhere the bar is not seen.
pub fn bar() -> (ProgressBar, bool) {
    let on_terminal = io::stderr().is_terminal();
    let bar = if on_terminal { ProgressBar::new(0) } else { ProgressBar::hidden() };
    // A template without unknown keys is always read.
    if let Ok(style) = ProgressStyle::with_template("{bar:30.red} {pos}/{len} {wide_msg}") {
        bar.set_style(style.progress_chars("━╸ "));
    }
    (bar, on_terminal)
}

/// 1 figure, 2 figures.
pub fn counted(count: usize, thing: &str) -> String {
    if count == 1 { format!("1 {thing}") } else { format!("{count} {thing}s") }
}

/// The first Ctrl-C ends the work behind the document that is being read, the second one at once.
pub fn stop_on_interrupt() -> Arc<AtomicBool> {
    let stop = Arc::new(AtomicBool::new(false));
    let asked = stop.clone();
    actix_web::rt::spawn(async move {
        while tokio::signal::ctrl_c().await.is_ok() {
            if asked.swap(true, Ordering::Relaxed) {
                process::exit(exit::INTERRUPTED.into());
            }
        }
    });
    stop
}
