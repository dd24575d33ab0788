//! The command line: one file per subcommand.

mod catalogue;
mod database;
mod eval;
mod exit;
mod export;
mod extract;
mod generate;
mod import;
mod limits;
mod migrate;
mod progress;
mod query;
mod reextract;
mod report_page;
mod samples;
mod schema;
mod sentences;
mod serve;
mod settings;
mod token;

use clap::{Parser, Subcommand};
use std::{
    ffi::OsString,
    io::{self, IsTerminal},
    process::ExitCode,
};
use tracing_subscriber::EnvFilter;

use crate::ingest;

pub use exit::Failure;

/// Rule-of-law government reports of Chinese counties as data.
#[derive(Parser)]
#[command(
    name = "fazhi",
    version,
    about,
    after_long_help = HELP_AFTER,
    max_term_width = 100,
    subcommand_required = true,
    arg_required_else_help = true
)]
struct Line {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the explorer, the playground and the GraphQL API.
    Serve(serve::Serve),
    /// Import reports: files, folders and web addresses; .txt, .md, .html, .docx, .pdf and .zip of these.
    Import(import::Import),
    /// Read one report and print what was found in it; nothing is stored.
    Extract(extract::Extract),
    /// Read stored reports again, after the rules or the catalogue have changed, and tell what that changes.
    Reextract(reextract::Reextract),
    /// Score how annotated reports are read, and list what is read wrongly.
    Eval(eval::Eval),
    /// Write reports that nobody issued, with their annotations and their true series: to look at, to measure with.
    Generate(generate::Generate),
    /// Run a GraphQL document on the database, without a server.
    Query(query::Query),
    /// Write figures, series, reports or sections to files: CSV, JSON lines, Parquet.
    Export(export::Export),
    /// Print the GraphQL schema.
    Schema(schema::Schema),
    /// Bring the database to the newest layout.
    Migrate(migrate::Migrate),
    /// Make, list and revoke the tokens that writing over the API needs.
    Token(token::Token),
    /// Read a PDF from standard input and write its text; started for each PDF, by this program itself.
    #[command(name = ingest::READER, hide = true)]
    ReadPdf,
}

const HELP_AFTER: &str = concat!(
    "\
Examples:
  fazhi serve                                   the sample reports at http://127.0.0.1:8080
  fazhi serve --listen 0.0.0.0:80 --no-samples --database postgres://fazhi@db/fazhi
  fazhi import reports/ extra.pdf 2021.zip      into fazhi.db
  fazhi import https://example.gov.cn/a.html    fetched; the address is kept with the report
  fazhi import old.txt --county 140821 --year 2021
  fazhi extract report.txt --format text        what the extractor sees
  fazhi reextract --dry-run                     what today's rules and catalogue would change
  fazhi eval annotated/ --at-least indicators=0.9
  fazhi generate --counties 6 --years 2015-2024 demo/
  fazhi query query.graphql --var code=640324   JSON on standard output
  fazhi export figures.csv --year 2019..2022    rows with their quotes and sources
  fazhi token create ci --scope import          a token for imports over the API

Exit codes:
",
    include_str!("command/exit_codes.txt"),
    "
The log goes to standard error; FAZHI_LOG sets what it holds (FAZHI_LOG=debug, FAZHI_LOG=warn,sqlx=info)."
);

/// Runs the program on a command line and returns its exit code.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let line = match Line::try_parse_from(arguments) {
        Ok(line) => line,
        Err(answer) => {
            // Help and version are answers, not failures; clap says which stream is whose.
            let code = if answer.use_stderr() { exit::USAGE } else { exit::OK };
            return match answer.print() {
                Ok(()) => ExitCode::from(code),
                Err(_) => ExitCode::from(exit::OK),
            };
        }
    };
    start_log(&line.command);
    let done = match line.command {
        Command::Serve(serve) => serve.run(),
        Command::Import(import) => import.run(),
        Command::Extract(extract) => extract.run(),
        Command::Reextract(reextract) => reextract.run(),
        Command::Eval(eval) => eval.run(),
        Command::Generate(generate) => generate.run(),
        Command::Query(query) => query.run(),
        Command::Export(export) => export.run(),
        Command::Schema(schema) => schema.run(),
        Command::Migrate(migrate) => migrate.run(),
        Command::Token(token) => token.run(),
        Command::ReadPdf => return ExitCode::from(ingest::read_pdf()),
    };
    match done {
        Ok(()) => ExitCode::from(exit::OK),
        Err(failure) => failure.report(),
    }
}

/// The server tells what it does; the other commands only what goes wrong.
fn start_log(command: &Command) {
    let usual = match command {
        Command::Serve(_) => "info,sqlx=warn,sea_orm_migration=warn,actix_server=warn",
        _ => "error",
    };
    let filter = EnvFilter::try_from_env("FAZHI_LOG").unwrap_or_else(|_| EnvFilter::new(usual));
    // A second subscriber in the same process (a test) is not an error.
    let _ = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(io::stderr)
        .with_ansi(io::stderr().is_terminal())
        .try_init();
}
