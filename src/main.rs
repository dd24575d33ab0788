//! The `fazhi` program.

use std::process::ExitCode;

fn main() -> ExitCode {
    fazhi::command::run(std::env::args_os())
}
