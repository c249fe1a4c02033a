//! The project's own commands; `cargo xtask` lists them.

mod browser;
mod codes;
mod coverage;
mod debian;
mod dependencies;
mod fuzz;
mod python;
mod run;
mod test;
mod tools;
mod types;
mod web;

use std::process::ExitCode;

const USAGE: &str = "\
usage: cargo xtask COMMAND

commands:
  test       set up what is missing and run every check and test there is;
             test WORD runs only the steps whose names contain the word
  coverage   print the coverage of lssc-core, lines and branches
  fuzz       build the fuzz targets (nightly compiler) and run each for ten
             seconds: fuzz [--seconds N] [--keep] [TARGET…]; --keep puts what
             reaches something new into fuzz/corpus
  codes      write docs/codes.md anew from the code
  picture    take the picture of the report in lssc-py/README.md anew (Chromium)
  stubs      write the type stubs of the Python package anew from the code
  types      write schemas, types and constants of the npm package anew from
             the code
  web        build and pack the npm package
  size       print what the npm package costs a page
  site       assemble the page in lssc-wasm/demo, in target/web/site
  serve      the same, and serve it on this machine; --port N on another port
             than 8080
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let result = match words.as_slice() {
        ["test"] => test::test(""),
        ["test", word] => test::test(word),
        ["coverage"] => coverage::coverage(),
        ["fuzz", rest @ ..] if let Some(options) = fuzz::Options::of(rest) => fuzz::fuzz(&options),
        ["codes"] => codes::write(),
        ["picture"] => python::picture(),
        ["stubs"] => python::write_stubs(),
        ["types"] => types::write(),
        ["web"] => web::build(),
        ["size"] => web::size().map(|_| ()),
        ["site"] => web::site().map(|folder| println!("{}", folder.display())),
        ["serve"] => web::serve("8080"),
        ["serve", "--port", port] => web::serve(port),
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
