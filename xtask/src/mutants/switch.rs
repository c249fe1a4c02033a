//! All mutants of a file in one text: each stands beside the code it replaces, behind a switch that is chosen when the tests run. So
//! they are compiled once, and not once each.
//!
//! What is compiled is what cargo-mutants would compile: the same operands, with the other operator; the same body, left before it
//! begins with the other value; the same `match`, with an arm that never fits.

use std::collections::HashMap;
use std::ops::Range;

use anyhow::{Context, Result};
use syn::spanned::Spanned;
use syn::visit::{self, Visit};

use super::list::{Genre, Mutant};

/// What the start of `lib.rs` needs for [`MODULE`].
pub const FEATURES: &str = "#![feature(const_eval_select, core_intrinsics)]\n";

/// A module for the end of `lib.rs`: which mutant is on, by its number in the environment. What is computed while compiling knows no
/// environment: there no mutant is on, and everywhere else a `const fn` can be switched like any other. That takes what only the
/// standard library may use on a stable compiler, which is why `RUSTC_BOOTSTRAP` is set for this build.
pub const MODULE: &str = "
mod switch {
    static CHOSEN: std::sync::OnceLock<usize> = std::sync::OnceLock::new();

    pub(crate) const fn on(mutant: usize) -> bool {
        std::intrinsics::const_eval_select((mutant,), never, chosen)
    }

    const fn never(_: usize) -> bool {
        false
    }

    fn chosen(mutant: usize) -> bool {
        let read = || std::env::var(\"LSSC_MUTANT\").ok().and_then(|number| number.parse().ok()).unwrap_or(0);
        *CHOSEN.get_or_init(read) == mutant
    }
}
";

/// A place in the text, with the mutants that change it.
struct Site {
    /// What is written anew; empty where something is only put in.
    range: Range<usize>,
    kind: Kind,
    /// Number and replacement of each.
    mutants: Vec<(usize, String)>,
}

enum Kind {
    /// At the start of a function's body.
    Body,
    Binary {
        left: Range<usize>,
        operator: String,
        right: Range<usize>,
    },
    Unary {
        operand: Range<usize>,
        operator: &'static str,
    },
    /// At the end of the pattern of an arm without a guard.
    Arm,
    /// The guard of an arm that may go away.
    ArmGuard,
    Guard,
}

/// A text, and which part of it is whose: what does not compile leads back to its mutants.
#[derive(Default)]
pub struct Switched {
    pub text: String,
    pub parts: Vec<(Range<usize>, Vec<usize>)>,
}

/// The text with every mutant that can be switched; a number is the place in the list of all, from 1.
pub fn switched(text: &str, mutants: &[(usize, &Mutant)]) -> Result<Switched> {
    let lines = LineStarts::new(text);
    let mut found = Finder { text, lines: &lines, at: HashMap::new(), sites: Vec::new() };
    for (number, mutant) in mutants {
        let start = lines.offset(mutant.start.0, mutant.start.1 - 1);
        match mutant.genre {
            Genre::FnValue => found.body(start, *number, &mutant.replacement),
            Genre::Other => {}
            _ => found.at.entry(start).or_default().push((*number, mutant)),
        }
    }
    found.visit_file(&syn::parse_file(text).context("a file of the core does not parse")?);
    let mut sites = found.sites;
    let rank = |site: &Site| match site.kind {
        Kind::Body | Kind::Arm | Kind::ArmGuard => 0,
        Kind::Guard => 1,
        Kind::Binary { .. } | Kind::Unary { .. } => 2,
    };
    // What is put in comes first, then the outer before the inner.
    sites.sort_by_key(|site| {
        let empty = !site.range.is_empty();
        (site.range.start, empty, std::cmp::Reverse(site.range.end), rank(site))
    });
    let mut writer = Writer { text, sites: &sites, out: Switched::default() };
    writer.write(0..text.len(), 0);
    Ok(writer.out)
}

/// Where each line starts, in bytes.
struct LineStarts<'a> {
    lines: Vec<(usize, &'a str)>,
}

impl<'a> LineStarts<'a> {
    fn new(text: &'a str) -> Self {
        let mut start = 0;
        let lines = text.split_inclusive('\n').map(|line| {
            let own = start;
            start += line.len();
            (own, line)
        });
        LineStarts { lines: lines.collect() }
    }

    /// The byte at a line, from 1, and a column in characters, from 0.
    fn offset(&self, line: usize, column: usize) -> usize {
        let (start, text) = self.lines[line - 1];
        start + text.char_indices().nth(column).map_or(text.len(), |(at, _)| at)
    }

    fn range(&self, span: proc_macro2::Span) -> Range<usize> {
        let (start, end) = (span.start(), span.end());
        self.offset(start.line, start.column)..self.offset(end.line, end.column)
    }
}

/// Finds the code that each mutant is about.
struct Finder<'a> {
    text: &'a str,
    lines: &'a LineStarts<'a>,
    /// By the byte at which the mutant starts.
    at: HashMap<usize, Vec<(usize, &'a Mutant)>>,
    sites: Vec<Site>,
}

impl Finder<'_> {
    fn body(&mut self, start: usize, number: usize, replacement: &str) {
        let mutant = (number, replacement.to_owned());
        match self.sites.iter_mut().find(|site| site.range.start == start) {
            Some(site) => site.mutants.push(mutant),
            None => self.sites.push(Site { range: start..start, kind: Kind::Body, mutants: vec![mutant] }),
        }
    }

    fn site(&mut self, genre: Genre, start: usize, range: Range<usize>, kind: Kind) {
        let mutants: Vec<(usize, String)> = self
            .at
            .get(&start)
            .into_iter()
            .flatten()
            .filter(|(_, mutant)| mutant.genre == genre)
            .map(|(number, mutant)| (*number, mutant.replacement.clone()))
            .collect();
        if !mutants.is_empty() {
            self.sites.push(Site { range, kind, mutants });
        }
    }
}

impl<'ast> Visit<'ast> for Finder<'_> {
    fn visit_expr_binary(&mut self, binary: &'ast syn::ExprBinary) {
        let [left, right] = [binary.left.span(), binary.right.span()].map(|span| self.lines.range(span));
        let operator = self.lines.range(binary.op.span());
        let text = self.text[operator.clone()].to_owned();
        let whole = left.start..right.end;
        self.site(Genre::BinaryOperator, operator.start, whole, Kind::Binary { left, operator: text, right });
        visit::visit_expr_binary(self, binary);
    }

    fn visit_expr_unary(&mut self, unary: &'ast syn::ExprUnary) {
        let range = self.lines.range(unary.span());
        let operand = self.lines.range(unary.expr.span());
        let operator = if matches!(unary.op, syn::UnOp::Neg(_)) { "-" } else { "!" };
        self.site(Genre::UnaryOperator, range.start, range.clone(), Kind::Unary { operand, operator });
        visit::visit_expr_unary(self, unary);
    }

    fn visit_arm(&mut self, arm: &'ast syn::Arm) {
        let start = self.lines.range(arm.span()).start;
        if let syn::Pat::Guard(guarded) = &arm.pat {
            let range = self.lines.range(guarded.guard.span());
            self.site(Genre::MatchArm, start, range.clone(), Kind::ArmGuard);
            self.site(Genre::MatchArmGuard, range.start, range, Kind::Guard);
        } else {
            let end = self.lines.range(arm.pat.span()).end;
            self.site(Genre::MatchArm, start, end..end, Kind::Arm);
        }
        visit::visit_arm(self, arm);
    }
}

/// Writes the text anew, site by site.
struct Writer<'a> {
    text: &'a str,
    sites: &'a [Site],
    out: Switched,
}

impl Writer<'_> {
    /// Writes a part of the text, with the sites in it from number `from` on.
    fn write(&mut self, range: Range<usize>, from: usize) {
        let mut at = range.start;
        for index in from..self.sites.len() {
            let site = &self.sites[index];
            if site.range.start < at || site.range.end > range.end {
                continue;
            }
            self.out.text.push_str(&self.text[at..site.range.start]);
            let start = self.out.text.len();
            self.site(index);
            let numbers = site.mutants.iter().map(|(number, _)| *number).collect();
            self.out.parts.push((start..self.out.text.len(), numbers));
            at = site.range.end;
        }
        self.out.text.push_str(&self.text[at..range.end]);
    }

    /// Writes what belongs to one mutant alone.
    fn one(&mut self, number: usize, write: impl FnOnce(&mut Self)) {
        let start = self.out.text.len();
        write(self);
        self.out.parts.push((start..self.out.text.len(), vec![number]));
    }

    fn push(&mut self, text: &str) {
        self.out.text.push_str(text);
    }

    fn site(&mut self, index: usize) {
        let (site, inner) = (&self.sites[index], index + 1);
        match &site.kind {
            Kind::Body => {
                for (number, value) in &site.mutants {
                    self.one(*number, |own| {
                        own.push(&format!("if crate::switch::on({number}) {{ return {value}; }} "));
                    });
                }
            }
            Kind::Arm => self.push(&format!(" if {}", none_on(site))),
            Kind::ArmGuard => {
                self.push(&format!("({} && (", none_on(site)));
                self.write(site.range.clone(), inner);
                self.push("))");
            }
            Kind::Guard => {
                self.push(&"(".repeat(site.mutants.len() + 1));
                self.write(site.range.clone(), inner);
                self.push(")");
                for (number, value) in &site.mutants {
                    let (join, not) = if value == "true" { ("||", "") } else { ("&&", "!") };
                    self.push(&format!(" {join} {not}crate::switch::on({number}))"));
                }
            }
            Kind::Unary { operand, operator } => {
                self.push("(");
                for (number, _) in &site.mutants {
                    self.push(&format!("if crate::switch::on({number}) {{ ("));
                    self.one(*number, |own| own.write(operand.clone(), inner));
                    self.push(") } else ");
                }
                self.push(&format!("{{ {operator}("));
                self.write(operand.clone(), inner);
                self.push(") })");
            }
            Kind::Binary { left, operator, right } if matches!(operator.as_str(), "&&" | "||") => {
                self.lazily(site, (left, operator, right), inner);
            }
            Kind::Binary { left, operator, right } => {
                self.push("(");
                for (number, other) in &site.mutants {
                    self.push(&format!("if crate::switch::on({number}) {{ "));
                    self.one(*number, |own| own.joined((left, other, right), inner));
                    self.push(" } else ");
                }
                self.push("{ ");
                self.joined((left, operator, right), inner);
                self.push(" })");
            }
        }
    }

    fn joined(&mut self, (left, operator, right): (&Range<usize>, &str, &Range<usize>), inner: usize) {
        // What is assigned to is a place, and no value.
        let [open, close] = if operator.len() > 1 && operator.ends_with('=') && !is_comparison(operator) {
            ["", ""]
        } else {
            ["(", ")"]
        };
        self.push(open);
        self.write(left.clone(), inner);
        self.push(&format!("{close} {operator} ("));
        self.write(right.clone(), inner);
        self.push(")");
    }

    /// `&&` as the other of the two when it is on: the left side is looked at once, the right one where it is needed.
    fn lazily(
        &mut self,
        site: &Site,
        (left, operator, right): (&Range<usize>, &str, &Range<usize>),
        inner: usize,
    ) {
        let same = if operator == "&&" { "==" } else { "!=" };
        let on: Vec<String> =
            site.mutants.iter().map(|(number, _)| format!("crate::switch::on({number})")).collect();
        self.push("(match (");
        self.write(left.clone(), inner);
        self.push(&format!(") {{ it_is => if it_is {same} ({}) {{ it_is }} else {{ (", on.join(" || ")));
        self.write(right.clone(), inner);
        self.push(") } })");
    }
}

fn none_on(site: &Site) -> String {
    let off = site.mutants.iter().map(|(number, _)| format!("!crate::switch::on({number})"));
    off.collect::<Vec<_>>().join(" && ")
}

fn is_comparison(operator: &str) -> bool {
    matches!(operator, "==" | "!=" | "<=" | ">=")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A function of one line, with mutants on that line numbered from 1.
    fn check(line: &str, mutants: &[(Genre, &str, &str)], expected: &str) {
        let mutants: Vec<Mutant> = mutants
            .iter()
            .map(|&(genre, at, replacement)| Mutant {
                file: String::new(),
                full: String::new(),
                name: String::new(),
                at: String::new(),
                genre,
                replacement: replacement.to_owned(),
                start: (2, line.split(at).next().unwrap_or_default().chars().count() + 1),
                lines: 2..=2,
            })
            .collect();
        let numbered: Vec<(usize, &Mutant)> = (1..).zip(&mutants).collect();
        let written = switched(&format!("fn f() {{\n{line}\n}}\n"), &numbered).expect("it parses");
        let written = written.text.replace("crate::switch::on", "on");
        assert_eq!(written, format!("fn f() {{\n{expected}\n}}\n"));
    }

    #[test]
    fn every_operator_stands_beside_the_one_it_replaces() {
        check(
            "a < b + 1",
            &[
                (Genre::BinaryOperator, "<", "<="),
                (Genre::BinaryOperator, "<", ">"),
                (Genre::BinaryOperator, "+", "-"),
            ],
            "(if on(1) { (a) <= ((if on(3) { (b) - (1) } else { (b) + (1) })) } \
             else if on(2) { (a) > ((if on(3) { (b) - (1) } else { (b) + (1) })) } \
             else { (a) < ((if on(3) { (b) - (1) } else { (b) + (1) })) })",
        );
        check(
            "é |= b;",
            &[(Genre::BinaryOperator, "|=", "&=")],
            "(if on(1) { é &= (b) } else { é |= (b) });",
        );
        check("!a", &[(Genre::UnaryOperator, "!", "")], "(if on(1) { (a) } else { !(a) })");
    }

    /// The right side is looked at where the operator asks for it, and then only.
    #[test]
    fn both_sides_of_a_lazy_operator_are_looked_at_once_at_most() {
        for (operator, other, same) in [("&&", "||", "=="), ("||", "&&", "!=")] {
            check(
                &format!("a {operator} b"),
                &[(Genre::BinaryOperator, operator, other)],
                &format!("(match (a) {{ it_is => if it_is {same} (on(1)) {{ it_is }} else {{ (b) }} }})"),
            );
        }
    }

    #[test]
    fn a_body_is_left_before_it_begins() {
        check(
            "a == b",
            &[
                (Genre::FnValue, "a", "true"),
                (Genre::FnValue, "a", "false"),
                (Genre::BinaryOperator, "==", "!="),
            ],
            "if on(1) { return true; } if on(2) { return false; } (if on(3) { (a) != (b) } else { (a) == (b) })",
        );
    }

    #[test]
    fn an_arm_does_not_fit_and_a_guard_is_one_answer() {
        check(
            "match a { 1 => b, 2 if c => d, _ => e }",
            &[
                (Genre::MatchArm, "1 =>", ""),
                (Genre::MatchArm, "2 if", ""),
                (Genre::MatchArmGuard, "c =>", "true"),
                (Genre::MatchArmGuard, "c =>", "false"),
            ],
            "match a { 1 if !on(1) => b, 2 if (!on(2) && ((((c) || on(3)) && !on(4)))) => d, _ => e }",
        );
    }
}
