//! Runs the program in a folder of its own.

use std::{
    io::Write,
    path::Path,
    process::{Command, Output, Stdio},
};

/// A report in our own words, with one figure the catalogue knows.
pub const REPORT: &str =
    "平遥县2020年度法治政府建设工作报告\n一、主要工作\n全年收到行政复议申请22件。\n二、存在问题\n力量不足。\n";

/// A folder with the program in it.
pub struct Folder(pub tempfile::TempDir);

/// What a run of the program gave.
#[derive(Debug)]
pub struct Run {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Folder {
    pub fn new() -> Self {
        Folder(tempfile::tempdir().expect("a folder"))
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// Writes a file.
    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) -> &Self {
        let path = self.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("folders");
        std::fs::write(path, content).expect("a file");
        self
    }

    /// The program, in this folder, without settings from outside.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_fazhi"));
        command.current_dir(self.path()).args(arguments).stdin(Stdio::null());
        for setting in ["FAZHI_DATABASE_URL", "FAZHI_LISTEN", "FAZHI_LOG", "FAZHI_CATALOGUE", "NO_COLOR", "CLICOLOR_FORCE"] {
            command.env_remove(setting);
        }
        command
    }

    /// Runs the program to its end.
    pub fn run(&self, arguments: &[&str]) -> Run {
        self.command(arguments).output().expect("a run").into()
    }

    /// Runs the program with something on its standard input.
    pub fn run_with(&self, arguments: &[&str], input: &[u8]) -> Run {
        let mut command = self.command(arguments);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("a run");
        child.stdin.take().expect("an input").write_all(input).expect("written");
        child.wait_with_output().expect("an end").into()
    }
}

impl From<Output> for Run {
    fn from(output: Output) -> Self {
        Run {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout).expect("UTF-8"),
            err: String::from_utf8(output.stderr).expect("UTF-8"),
        }
    }
}
