//! Says of each person what their status is, why, what is missing, the next date that matters, and what it costs.
//!
//! ```text
//! cargo run --example assess
//! cargo run --example assess -- --policy lssc-2019 --as-of 2027-04-11
//! cargo run --example assess -- --json people.jsonl | jq .status
//! ```
//!
//! Without a file it tells a dozen stories, each of them another corner of the rules, as of one fixed day.

mod input;
mod layout;
mod render;
mod stories;
mod trouble;

use std::io::{self, ErrorKind, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};

use clap::Parser;
use lssc_core::{Assessment, Catalog, Date, Policy, Status, assess};

use input::Source;
use render::Renderer;
use trouble::Trouble;

const EXAMPLES: &str = "\
Marks: ✓ met, ✗ not met, ? not answered yet, · good to know.

A .json file holds one record or a list of records, a .jsonl file one record a line; `-` may be either.
Without --as-of, files are assessed as of today (UTC), the bundled people as of 2026-11-22.
Something faulty is named on standard error as FILE:LINE:COLUMN POINTER [CODE]; everybody else is still assessed.

Exit status: 0 all assessed, 1 something was faulty, 2 wrong usage.

Examples:
  cargo run --example assess
  cargo run --example assess -- --as-of 2027-04-11
  cargo run --example assess -- --policy lssc-2019
  cargo run --example assess -- --policy our-state.json --catalog our-catalog.json staff.jsonl trainees.json
  cargo run --example assess -- --json staff.jsonl | jq -r '[.record, .status] | @tsv'
  echo '{\"id\": \"me\", \"education\": \"college-degree\"}' | cargo run --example assess -- -";

/// Assess people by the rules of the Library Support Staff Certification.
#[derive(Parser)]
#[command(name = "assess", after_help = EXAMPLES)]
struct Options {
    /// Record files (.json, .jsonl, or `-` for standard input) in place of the bundled people
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Print assessments as JSON lines
    #[arg(long)]
    json: bool,
    /// The day of the assessment, YYYY-MM-DD; nothing dated later is taken into account
    #[arg(long, value_name = "DATE")]
    as_of: Option<Date>,
    /// A shipped policy (lssc-faq, lssc-2011, lssc-2019), or a JSON file: a whole policy or an overlay
    #[arg(long, value_name = "NAME-or-FILE", default_value = "lssc-faq")]
    policy: PathBuf,
    /// A JSON file with approvals and agreements, in place of the bundled catalog
    #[arg(long, value_name = "FILE")]
    catalog: Option<PathBuf>,
}

fn main() -> ExitCode {
    let options = Options::parse();
    let setting = match Setting::load(&options) {
        Ok(setting) => setting,
        Err(troubles) => {
            trouble::report(&troubles);
            return ExitCode::FAILURE;
        }
    };
    let mut tally = Tally::default();
    match assess_all(&options, &setting, &mut tally) {
        // Whoever reads has seen enough, as `head` has.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => {}
        Err(error) => {
            trouble::report(&[Trouble::unwritable(&error)]);
            return ExitCode::FAILURE;
        }
        Ok(()) => {}
    }
    if tally.faulty == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// What everybody is assessed by.
struct Setting {
    policy: Policy,
    catalog: Catalog,
    as_of: Date,
}

impl Setting {
    /// Reads policy and catalog, or says all that is wrong with the two.
    fn load(options: &Options) -> Result<Self, Vec<Trouble>> {
        let policy = input::policy(&options.policy);
        let catalog = match &options.catalog {
            Some(file) => input::catalog(&Source::File(file.clone())),
            None => input::catalog(&stories::CATALOG),
        };
        let as_of = options
            .as_of
            .unwrap_or_else(|| if options.files.is_empty() { stories::told_on() } else { today() });
        match (policy, catalog) {
            (Ok(policy), Ok(catalog)) => Ok(Self { policy, catalog, as_of }),
            (policy, catalog) => Err(policy.err().into_iter().chain(catalog.err()).flatten().collect()),
        }
    }
}

/// Today's date in UTC.
fn today() -> Date {
    const SECONDS_A_DAY: u64 = 24 * 60 * 60;
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
    let epoch = Date::new(1970, 1, 1).unwrap_or(Date::MIN);
    epoch.plus_days(u32::try_from(seconds / SECONDS_A_DAY).unwrap_or_default())
}

/// How many people stand where.
#[derive(Default)]
pub struct Tally {
    statuses: Vec<Status>,
    faulty: usize,
}

impl Tally {
    /// How many people have this status.
    fn count(&self, status: Status) -> usize {
        self.statuses.iter().filter(|&&other| other == status).count()
    }
}

/// Assesses everybody, one after the other; faults go to standard error and stop nobody else.
fn assess_all(options: &Options, setting: &Setting, tally: &mut Tally) -> io::Result<()> {
    let mut out = anstream::stdout().lock();
    let renderer = Renderer::new(&setting.policy, &setting.catalog);
    if !options.json {
        renderer.heading(&mut out, setting.as_of)?;
    }
    for source in sources(options) {
        for entry in input::records(&source) {
            let record = match entry {
                Ok(record) => record,
                Err(troubles) => {
                    tally.faulty += 1;
                    trouble::report(&troubles);
                    continue;
                }
            };
            let assessment = assess(&record, &setting.catalog, &setting.policy, setting.as_of);
            tally.statuses.push(assessment.status);
            if options.json {
                write_json(&mut out, &assessment)?;
            } else {
                let story = source.is_bundled().then(|| stories::title(record.id.as_str())).flatten();
                renderer.person(&mut out, &record, &assessment, story)?;
            }
        }
    }
    if !options.json {
        renderer.summary(&mut out, tally)?;
    }
    out.flush()
}

fn sources(options: &Options) -> Vec<Source> {
    if options.files.is_empty() {
        return vec![stories::PEOPLE];
    }
    options.files.iter().cloned().map(Source::of).collect()
}

fn write_json(out: &mut impl Write, assessment: &Assessment) -> io::Result<()> {
    let line = serde_json::to_string(assessment)?;
    writeln!(out, "{line}")
}
