//! The project's own commands; `cargo xtask` lists them.

mod bench;
mod browser;
mod codes;
mod coverage;
mod debian;
mod dependencies;
mod differential;
mod fuzz;
mod instructions;
mod kit;
mod mutants;
mod pairs;
mod python;
mod run;
mod sbom;
mod supply;
mod test;
mod tools;
mod types;
mod web;
mod worst;

use std::process::ExitCode;

const USAGE: &str = "\
usage: cargo xtask COMMAND

commands:
  test       set up what is missing and run every check and test there is;
             test WORD runs only the steps whose names contain the word
  coverage   check that the tests take every line and branch of the rules
  pairs      check that each pair in lssc-core/tests/pairs shows what its single
             condition decides
  differential --cases N
             the runner against the model in conformance/model, over N
             generated requests; --seed S, --workers W, --census
  fuzz       build the fuzz targets (nightly compiler) and run each for ten
             seconds: fuzz [--seconds N] [--keep] [TARGET…]; --keep puts what
             reaches something new into fuzz/corpus
  bench      measure the library beside what else there is, in three languages,
             and write docs/performance.md: bench --date YYYY-MM-DD; --quick
             runs all of it and keeps nothing, --page writes the page anew
  codes      write docs/codes.md anew from the code
  instructions
             count the instructions of a fixed work (valgrind), and keep them in
             benches/instructions.json; a test step holds the code to them
  kit        build the archive of the conformance kit, in target/kit; --stamp
             gives changed cases their version, --check says whether they
             have it
  mutants    whether a test notices each small change to the core, recorded in
             xtask/mutants.json; mutants FILE... runs those of some files,
             mutants --changed those of lines changed since the whole run,
             mutants --page writes their part of docs/trust.md anew
  picture    take the picture of the report in lssc-py/README.md anew (Chromium)
  stubs      write the type stubs of the Python package anew from the code
  types      write schemas, types and constants of the npm package anew from
             the code
  web        build and pack the npm package
  size       print what the npm package costs a page
  worst      print what the worst requests cost in each language; what follows
             goes to benches/worst/measure.py (--mib 4 8, --only WORD)
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
        ["coverage"] => {
            coverage::check().map(|why| why.into_iter().for_each(|why| println!("skipped: {why}")))
        }
        ["pairs"] => pairs::pairs(),
        ["differential", options @ ..] => differential::differential(options),
        ["fuzz", rest @ ..] if let Some(options) = fuzz::Options::of(rest) => fuzz::fuzz(&options),
        ["bench", options @ ..] => bench::bench(options),
        ["codes"] => codes::write(),
        ["instructions"] => instructions::update(),
        ["kit"] => kit::build(),
        ["kit", "--check"] => kit::check(),
        ["kit", "--stamp"] => kit::stamp(),
        ["mutants", rest @ ..] => mutants::mutants(rest),
        ["picture"] => python::picture(),
        ["stubs"] => python::write_stubs(),
        ["types"] => types::write(),
        ["web"] => web::build(),
        ["size"] => web::size().map(|_| ()),
        ["worst", options @ ..] => worst::print(options),
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
