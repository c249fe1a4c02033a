//! The project's own commands; `cargo xtask` lists them.

mod codes;
mod coverage;
mod dependencies;
mod run;
mod test;

use std::process::ExitCode;

const USAGE: &str = "\
usage: cargo xtask COMMAND

commands:
  test       set up what is missing and run every check and test there is
  coverage   print the coverage of lssc-core, lines and branches
  codes      write docs/codes.md anew from the code
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let result = match words.as_slice() {
        ["test"] => test::test(),
        ["coverage"] => coverage::coverage(),
        ["codes"] => codes::write(),
        _ => {
            eprint!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
