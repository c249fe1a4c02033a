//! All mutants of a file in one text: each stands beside the code it replaces, behind a switch that is chosen when the tests run. So
//! they are compiled once, and not once each.
//!
//! What is compiled is what cargo-mutants would compile: the same operands, with the other operator; the same body, left before it
//! begins with the other value; the same `match`, with an arm that never fits; the same field, taken from the rest. One thing differs: in
//! `a + b * c` the changed operator keeps the operands it has, whatever binds how.

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
#[doc(hidden)]
pub mod switch {
    use std::sync::atomic::{AtomicUsize, Ordering};

    static CHOSEN: AtomicUsize = AtomicUsize::new(usize::MAX);

    pub fn choose(mutant: usize) {
        CHOSEN.store(mutant, Ordering::Relaxed);
    }

    pub(crate) const fn on(mutant: usize) -> bool {
        std::intrinsics::const_eval_select((mutant,), never, chosen)
    }

    const fn never(_: usize) -> bool {
        false
    }

    fn chosen(mutant: usize) -> bool {
        if CHOSEN.load(Ordering::Relaxed) == usize::MAX {
            choose(std::env::var(\"LSSC_MUTANT\").ok().and_then(|number| number.parse().ok()).unwrap_or(0));
        }
        CHOSEN.load(Ordering::Relaxed) == mutant
    }

    /// What a function that returns `impl Iterator` returns, if it may be another one.
    #[derive(Clone)]
    pub(crate) enum Either<This, That> {
        This(This),
        That(That),
    }

    impl<This: Iterator, That: Iterator<Item = This::Item>> Iterator for Either<This, That> {
        type Item = This::Item;

        fn next(&mut self) -> Option<Self::Item> {
            match self {
                Self::This(this) => this.next(),
                Self::That(that) => that.next(),
            }
        }

        fn size_hint(&self) -> (usize, Option<usize>) {
            match self {
                Self::This(this) => this.size_hint(),
                Self::That(that) => that.size_hint(),
            }
        }
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
    /// The whole body of a function that returns `impl Iterator`, or an option of one.
    Iterator {
        is_option: bool,
    },
    /// A field of a struct that takes the others from `rest`.
    Field {
        of: Range<usize>,
        name: String,
        value: Range<usize>,
        rest: Range<usize>,
    },
}

/// A text, and which part of it is whose: what does not compile leads back to its mutants.
#[derive(Default)]
pub struct Switched {
    pub text: String,
    pub parts: Vec<(Range<usize>, Vec<usize>)>,
    /// Those in what may be computed while compiling.
    pub early: Vec<usize>,
}

/// The text with every mutant that can be switched; a number is the place in the list of all, from 1.
pub fn switched(text: &str, mutants: &[(usize, &Mutant)]) -> Result<Switched> {
    let lines = LineStarts::new(text);
    let mut found = Finder { text, lines: &lines, at: HashMap::new(), sites: Vec::new(), early: Vec::new() };
    for (number, mutant) in mutants {
        let start = lines.offset(mutant.start.0, mutant.start.1 - 1);
        match mutant.genre {
            // What is leaked is no shared reference by itself, and would leave the whole body without a type.
            Genre::FnValue if mutant.is_opaque && mutant.replacement.contains("Box::leak") => {}
            Genre::FnValue => found.body(start, *number, &mutant.replacement),
            Genre::Other => {}
            _ => found.at.entry(start).or_default().push((*number, mutant)),
        }
    }
    found.visit_file(&syn::parse_file(text).context("a file of the core does not parse")?);
    let early = |start: usize| found.early.iter().any(|range| range.contains(&start));
    let early = mutants.iter().filter(|(_, mutant)| early(lines.offset(mutant.start.0, mutant.start.1 - 1)));
    let early = early.map(|(number, _)| *number).collect();
    let mut sites = found.sites;
    let rank = |site: &Site| match site.kind {
        Kind::Body | Kind::Iterator { .. } | Kind::Arm | Kind::ArmGuard | Kind::Field { .. } => 0,
        Kind::Guard => 1,
        Kind::Binary { .. } | Kind::Unary { .. } => 2,
    };
    // What is put in comes first, then the outer before the inner.
    sites.sort_by_key(|site| {
        let empty = !site.range.is_empty();
        (site.range.start, empty, std::cmp::Reverse(site.range.end), rank(site))
    });
    let mut writer = Writer { text, sites: &sites, out: Switched { early, ..Switched::default() } };
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
    early: Vec<Range<usize>>,
}

impl Finder<'_> {
    fn body(&mut self, start: usize, number: usize, replacement: &str) {
        let mutant = (number, replacement.to_owned());
        match self.sites.iter_mut().find(|site| site.range.start == start) {
            Some(site) => site.mutants.push(mutant),
            None => self.sites.push(Site { range: start..start, kind: Kind::Body, mutants: vec![mutant] }),
        }
    }

    /// Of an iterator that nobody else names, another one takes the place, and not an early return.
    fn function(&mut self, signature: &syn::Signature, block: &syn::Block) {
        if signature.constness.is_some() {
            self.early.push(self.lines.range(block.span()));
        }
        let syn::ReturnType::Type(_, returned) = &signature.output else { return };
        let (Some(first), Some(last)) = (block.stmts.first(), block.stmts.last()) else { return };
        let body = self.lines.range(first.span()).start..self.lines.range(last.span()).end;
        let own = |site: &&mut Site| matches!(site.kind, Kind::Body) && site.range.start == body.start;
        let is_option = in_option(returned).is_some();
        let is_iterator = is_iterator(in_option(returned).unwrap_or(returned));
        if let Some(site) = self.sites.iter_mut().find(own).filter(|_| is_iterator) {
            (site.kind, site.range) = (Kind::Iterator { is_option }, body);
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

fn is_iterator(returned: &syn::Type) -> bool {
    let syn::Type::ImplTrait(opaque) = returned else { return false };
    opaque.bounds.iter().any(|bound| match bound {
        syn::TypeParamBound::Trait(bound) => bound.path.segments.iter().any(|part| part.ident == "Iterator"),
        _ => false,
    })
}

/// `T` of `Option<T>`.
fn in_option(returned: &syn::Type) -> Option<&syn::Type> {
    let syn::Type::Path(path) = returned else { return None };
    let last = path.path.segments.last().filter(|last| last.ident == "Option")?;
    let syn::PathArguments::AngleBracketed(inner) = &last.arguments else { return None };
    match inner.args.first()? {
        syn::GenericArgument::Type(inner) => Some(inner),
        _ => None,
    }
}

impl<'ast> Visit<'ast> for Finder<'_> {
    fn visit_item_fn(&mut self, function: &'ast syn::ItemFn) {
        self.function(&function.sig, &function.block);
        visit::visit_item_fn(self, function);
    }

    fn visit_impl_item_fn(&mut self, function: &'ast syn::ImplItemFn) {
        self.function(&function.sig, &function.block);
        visit::visit_impl_item_fn(self, function);
    }

    fn visit_item_const(&mut self, item: &'ast syn::ItemConst) {
        self.early.push(self.lines.range(item.span()));
        visit::visit_item_const(self, item);
    }

    fn visit_impl_item_const(&mut self, item: &'ast syn::ImplItemConst) {
        self.early.push(self.lines.range(item.span()));
        visit::visit_impl_item_const(self, item);
    }

    fn visit_item_static(&mut self, item: &'ast syn::ItemStatic) {
        self.early.push(self.lines.range(item.span()));
        visit::visit_item_static(self, item);
    }

    fn visit_expr_const(&mut self, block: &'ast syn::ExprConst) {
        self.early.push(self.lines.range(block.span()));
        visit::visit_expr_const(self, block);
    }

    fn visit_expr_struct(&mut self, built: &'ast syn::ExprStruct) {
        if let Some(rest) = &built.rest {
            for field in &built.fields {
                let syn::Member::Named(name) = &field.member else { continue };
                let spans = [built.path.span(), field.span(), field.expr.span(), rest.span()];
                let [of, range, value, rest] = spans.map(|span| self.lines.range(span));
                let kind = Kind::Field { of, name: name.to_string(), value, rest };
                self.site(Genre::StructField, range.start, range, kind);
            }
        }
        visit::visit_expr_struct(self, built);
    }

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
            Kind::Iterator { is_option } => {
                let close = if *is_option { ").map(crate::switch::Either::That) }" } else { ") }" };
                for (number, value) in &site.mutants {
                    self.push(&format!("if crate::switch::on({number}) {{ "));
                    self.this(*number, value);
                    self.push(if *is_option {
                        " } else { ("
                    } else {
                        " } else { crate::switch::Either::That("
                    });
                }
                self.push("{ ");
                self.write(site.range.clone(), inner);
                self.push(" }");
                self.push(&close.repeat(site.mutants.len()));
            }
            Kind::Field { of, name, value, rest } => {
                self.push(&format!("{name}: "));
                for (number, _) in &site.mutants {
                    let of = &self.text[of.clone()];
                    self.push(&format!("if crate::switch::on({number}) {{ match ("));
                    self.one(*number, |own| own.write(rest.clone(), usize::MAX));
                    self.push(&format!(") {{ {of} {{ {name}, .. }} => {name} }} }} else "));
                }
                self.push("{ ");
                self.write(value.clone(), inner);
                self.push(" }");
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

    /// Another iterator, or none.
    fn this(&mut self, number: usize, value: &str) {
        let (open, value, close) = match value.strip_prefix("Some(") {
            _ if value == "None" => ("", "None::<crate::switch::Either<std::iter::Empty<_>, _>>", ""),
            Some(rest) => ("Some(crate::switch::Either::This(", rest.strip_suffix(')').unwrap_or(rest), "))"),
            None => ("crate::switch::Either::This(", value, ")"),
        };
        self.push(open);
        self.one(number, |own| own.push(value));
        self.push(close);
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
                is_opaque: false,
            })
            .collect();
        let numbered: Vec<(usize, &Mutant)> = (1..).zip(&mutants).collect();
        // What it returns, only one of the lines says.
        let returns = if line.starts_with("once") { " -> impl Iterator<Item = bool>" } else { "" };
        let written = switched(&format!("fn f(){returns} {{\n{line}\n}}\n"), &numbered).expect("it parses");
        let written = written.text.replace("crate::switch::", "");
        assert_eq!(written, format!("fn f(){returns} {{\n{expected}\n}}\n"));
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
    fn an_iterator_is_one_of_two() {
        check(
            "once(a == b)",
            &[
                (Genre::FnValue, "once", "empty()"),
                (Genre::FnValue, "once", "once(false)"),
                (Genre::BinaryOperator, "==", "!="),
            ],
            "if on(1) { Either::This(empty()) } else { Either::That(\
             if on(2) { Either::This(once(false)) } else { Either::That(\
             { once((if on(3) { (a) != (b) } else { (a) == (b) })) }) }) }",
        );
    }

    #[test]
    fn a_field_is_the_rest_s() {
        check(
            "S { a: b + 1, c, ..d() }",
            &[
                (Genre::StructField, "a:", ""),
                (Genre::BinaryOperator, "+", "-"),
                (Genre::StructField, "c,", ""),
            ],
            "S { a: if on(1) { match (d()) { S { a, .. } => a } } else { (if on(2) { (b) - (1) } else { (b) + (1) }) }, \
             c: if on(3) { match (d()) { S { c, .. } => c } } else { c }, ..d() }",
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
