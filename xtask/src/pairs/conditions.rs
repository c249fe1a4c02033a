//! The compound conditions of the rules: where they stand in the sources, and of which single conditions they are made.
//!
//! Compound is what `&&` or `||` joins, a chain of `if let`, a guard behind a pattern that can fail, and an `Option` that is asked
//! with a condition of its own (`is_none_or`, `is_some_and`). A closure's condition stands by itself.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{BinOp, Expr, Pat, Token, UnOp};

/// The sources whose conditions must have pairs: the rules, what is decided from them, and the small values they count in.
pub const SOURCES: &[&str] = &[
    "assessment.rs",
    "calendar.rs",
    "case.rs",
    "civil.rs",
    "compare.rs",
    "date.rs",
    "order.rs",
    "plan.rs",
    "policy",
    "quantity.rs",
    "review",
    "rules",
    "timeline.rs",
    "verdict.rs",
];

/// A compound condition.
#[derive(Clone, Debug)]
pub struct Condition {
    /// The file, below `lssc-core/src`.
    pub file: String,
    /// The function, with the type whose it is: `Credits::offer`.
    pub function: String,
    /// What it says, on one line.
    pub text: String,
    pub shape: Shape,
    /// The single conditions, in the order in which they are asked.
    pub singles: Vec<Single>,
    /// Whether it stands in a `const fn` or a constant, or in a check of debug builds: nothing can be put there to watch it.
    pub fixed: bool,
}

/// How single conditions, by their places, make the whole.
#[derive(Clone, Debug)]
pub enum Shape {
    Single(usize),
    Not(Box<Shape>),
    And(Box<Shape>, Box<Shape>),
    Or(Box<Shape>, Box<Shape>),
}

/// A single condition of a compound one.
#[derive(Clone, Debug)]
pub struct Single {
    pub text: String,
    pub place: Place,
}

/// What of the source a single condition is.
#[derive(Clone, Debug)]
pub enum Place {
    /// An expression.
    Plain(Range<usize>),
    /// `let PATTERN = VALUE`: the range of the value.
    Let(Range<usize>),
    /// The pattern before a guard: the range of the guard.
    Pattern(Range<usize>),
    /// That a value is there, or is not: the range of the whole expression, which of the two it asks for, and the place of the
    /// first single condition on that value.
    Option { whole: Range<usize>, needs_value: bool, inner: usize },
    /// The condition on that value, given as a function: the range of its name.
    Function(Range<usize>),
}

/// All compound conditions of the rules, in the order of files and lines; `core` is the folder of the core.
pub fn all(core: &Path) -> Result<Vec<Condition>> {
    let mut files = Vec::new();
    for source in SOURCES {
        collect(&core.join("src").join(source), source, &mut files)?;
    }
    let mut conditions = Vec::new();
    for (path, name) in files {
        let source = std::fs::read_to_string(&path)?;
        conditions.extend(of_source(&name, &source).with_context(|| name.clone())?);
    }
    let mut seen = BTreeMap::new();
    for condition in &conditions {
        let key = (&condition.file, &condition.function, &condition.text);
        ensure!(seen.insert(key, ()).is_none(), "{key:?} stands twice; give one of them another form");
    }
    Ok(conditions)
}

/// The Rust files of a source, with their names below `src`.
fn collect(path: &Path, name: &str, files: &mut Vec<(std::path::PathBuf, String)>) -> Result<()> {
    if path.is_file() {
        files.push((path.to_owned(), name.to_owned()));
        return Ok(());
    }
    let mut entries: Vec<_> = std::fs::read_dir(path)
        .with_context(|| path.display().to_string())?
        .collect::<std::io::Result<_>>()?;
    entries.sort_by_key(std::fs::DirEntry::file_name);
    for entry in entries {
        collect(&entry.path(), &format!("{name}/{}", entry.file_name().to_string_lossy()), files)?;
    }
    Ok(())
}

/// The conditions of one file.
pub fn of_source(file: &str, source: &str) -> Result<Vec<Condition>> {
    let parsed = syn::parse_file(source)?;
    let mut finder = Finder {
        file,
        source,
        owner: String::new(),
        function: String::new(),
        fixed: false,
        found: vec![],
        bad: None,
    };
    finder.visit_file(&parsed);
    match finder.bad {
        Some(bad) => bail!(bad),
        None => Ok(finder.found),
    }
}

struct Finder<'a> {
    file: &'a str,
    source: &'a str,
    owner: String,
    function: String,
    fixed: bool,
    found: Vec<Condition>,
    bad: Option<String>,
}

impl Finder<'_> {
    fn text(&self, range: Range<usize>) -> String {
        one_line(self.source.get(range).unwrap_or_default())
    }

    fn text_of(&self, node: &impl Spanned) -> String {
        self.text(node.span().byte_range())
    }

    /// Takes a condition in if it is compound, and says whether it is.
    fn take(&mut self, expression: &Expr) -> bool {
        let mut singles = Vec::new();
        let shape = self.shape(expression, &mut singles);
        self.add(shape, singles, self.text_of(expression))
    }

    fn add(&mut self, shape: Shape, singles: Vec<Single>, text: String) -> bool {
        if singles.len() < 2 {
            return false;
        }
        let function = match (&*self.owner, &*self.function) {
            ("", function) => function.to_owned(),
            (owner, function) => format!("{owner}::{function}"),
        };
        let (file, fixed) = (self.file.to_owned(), self.fixed);
        self.found.push(Condition { file, function, text, shape, singles, fixed });
        true
    }

    /// The shape of a condition; its single conditions are added to `singles`, and what they contain is visited.
    fn shape(&mut self, expression: &Expr, singles: &mut Vec<Single>) -> Shape {
        match expression {
            Expr::Paren(paren) => self.shape(&paren.expr, singles),
            Expr::Unary(unary) if matches!(unary.op, UnOp::Not(_)) => {
                Shape::Not(Box::new(self.shape(&unary.expr, singles)))
            }
            Expr::Binary(binary) if matches!(binary.op, BinOp::And(_) | BinOp::Or(_)) => {
                let a = Box::new(self.shape(&binary.left, singles));
                let b = Box::new(self.shape(&binary.right, singles));
                if matches!(binary.op, BinOp::And(_)) { Shape::And(a, b) } else { Shape::Or(a, b) }
            }
            Expr::Let(chain) => {
                self.visit_expr(&chain.expr);
                let place = Place::Let(chain.expr.span().byte_range());
                self.single(self.text_of(chain), place, singles)
            }
            Expr::MethodCall(call) if option_words(call).is_some() => {
                let (words, needs_value) = option_words(call).unwrap_or_default();
                self.visit_expr(&call.receiver);
                let text = format!("{} {words}", self.text_of(&call.receiver));
                let (whole, inner) = (call.span().byte_range(), singles.len() + 1);
                let place = Place::Option { whole, needs_value, inner };
                let first = Box::new(self.single(text, place, singles));
                let second = Box::new(match &call.args[0] {
                    Expr::Closure(closure) => self.shape(&closure.body, singles),
                    function => {
                        let place = Place::Function(function.span().byte_range());
                        self.single(self.text_of(function), place, singles)
                    }
                });
                if needs_value { Shape::And(first, second) } else { Shape::Or(first, second) }
            }
            // A closure's body: what it says at its end.
            Expr::Block(block) if block.label.is_none() && ends_in_expression(&block.block) => {
                let Some((syn::Stmt::Expr(last, None), before)) = block.block.stmts.split_last() else {
                    unreachable!("it was looked at");
                };
                before.iter().for_each(|statement| self.visit_stmt(statement));
                self.shape(last, singles)
            }
            _ => {
                self.visit_expr(expression);
                let place = Place::Plain(expression.span().byte_range());
                self.single(self.text_of(expression), place, singles)
            }
        }
    }

    fn single(&self, text: String, place: Place, singles: &mut Vec<Single>) -> Shape {
        singles.push(Single { text, place });
        Shape::Single(singles.len() - 1)
    }

    /// A pattern with a guard.
    fn guarded(&mut self, pattern: &Pat, guard: &Expr, whole: &impl Spanned) {
        let mut singles = Vec::new();
        let can_fail = !matches!(pattern, Pat::Wild(_) | Pat::Ident(_));
        if can_fail {
            let place = Place::Pattern(guard.span().byte_range());
            singles.push(Single { text: self.text_of(pattern), place });
        }
        let guard_shape = self.shape(guard, &mut singles);
        let shape = if can_fail {
            Shape::And(Box::new(Shape::Single(0)), Box::new(guard_shape))
        } else {
            guard_shape
        };
        self.add(shape, singles, self.text_of(whole));
    }

    fn within<T>(&mut self, set: impl FnOnce(&mut Self) -> T, then: impl FnOnce(&mut Self)) {
        let before = (self.owner.clone(), self.function.clone(), self.fixed);
        set(self);
        then(self);
        (self.owner, self.function, self.fixed) = before;
    }
}

fn ends_in_expression(block: &syn::Block) -> bool {
    matches!(block.stmts.last(), Some(syn::Stmt::Expr(_, None)))
}

/// The words for an `Option`'s (or a `Result`'s) own part of a condition, and whether a value must be there.
fn option_words(call: &syn::ExprMethodCall) -> Option<(&'static str, bool)> {
    (call.args.len() == 1).then_some(())?;
    match call.method.to_string().as_str() {
        "is_none_or" => Some(("is none", false)),
        "is_some_and" => Some(("is some", true)),
        "is_ok_and" => Some(("is ok", true)),
        _ => None,
    }
}

fn is_test(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("cfg")
            && attribute.parse_args::<syn::Ident>().is_ok_and(|argument| argument == "test")
    })
}

impl<'ast> Visit<'ast> for Finder<'_> {
    fn visit_item_mod(&mut self, module: &'ast syn::ItemMod) {
        if !is_test(&module.attrs) {
            visit::visit_item_mod(self, module);
        }
    }

    fn visit_item_impl(&mut self, item: &'ast syn::ItemImpl) {
        let owner = match &*item.self_ty {
            syn::Type::Path(path) => path.path.segments.last().map(|last| last.ident.to_string()),
            _ => None,
        };
        self.within(|own| own.owner = owner.unwrap_or_default(), |own| visit::visit_item_impl(own, item));
    }

    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        if is_test(&item.attrs) {
            return;
        }
        let function = item.sig.ident.to_string();
        let fixed = item.sig.constness.is_some();
        self.within(
            |own| (own.owner, own.function, own.fixed) = (String::new(), function, fixed),
            |own| visit::visit_item_fn(own, item),
        );
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        let function = item.sig.ident.to_string();
        let fixed = item.sig.constness.is_some();
        self.within(
            |own| (own.function, own.fixed) = (function, fixed),
            |own| visit::visit_impl_item_fn(own, item),
        );
    }

    fn visit_expr_const(&mut self, block: &'ast syn::ExprConst) {
        self.within(|own| own.fixed = true, |own| visit::visit_expr_const(own, block));
    }

    fn visit_expr(&mut self, expression: &'ast Expr) {
        match expression {
            Expr::Binary(binary) if matches!(binary.op, BinOp::And(_) | BinOp::Or(_)) => {
                self.take(expression);
            }
            Expr::MethodCall(call) if option_words(call).is_some() => {
                self.take(expression);
            }
            Expr::Unary(unary) if matches!(unary.op, UnOp::Not(_)) => {
                self.take(expression);
            }
            _ => visit::visit_expr(self, expression),
        }
    }

    fn visit_pat_guard(&mut self, pattern: &'ast syn::PatGuard) {
        self.guarded(&pattern.pat, &pattern.guard, pattern);
    }

    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        let name = call.path.segments.last().map(|last| last.ident.to_string()).unwrap_or_default();
        if name == "matches" {
            match call.parse_body_with(matches_body) {
                Ok((value, pattern)) => {
                    self.visit_expr(&value);
                    self.visit_pat(&pattern);
                }
                Err(error) => self.bad = Some(format!("matches!: {error}")),
            }
        } else if let Ok(arguments) = call.parse_body_with(Punctuated::<Expr, Token![,]>::parse_terminated) {
            self.within(
                |own| own.fixed |= name.starts_with("debug_assert"),
                |own| arguments.iter().for_each(|argument| own.visit_expr(argument)),
            );
        } else {
            let text = self.text(call.span().byte_range());
            if text.contains("&&") || text.contains("||") {
                self.bad = Some(format!("a condition in {name}! cannot be read"));
            }
        }
    }
}

fn matches_body(input: syn::parse::ParseStream) -> syn::Result<(Expr, Pat)> {
    let value = input.parse()?;
    input.parse::<Token![,]>()?;
    // A pattern with its guard is read as that of a match.
    let pattern = Pat::parse_multi_with_leading_vert(input)?;
    if input.peek(Token![if]) {
        return Err(input.error("a guard in matches!: write a match"));
    }
    input.parse::<Option<Token![,]>>()?;
    Ok((value, pattern))
}

/// A piece of source without comments, on one line, and without the spaces that only a line's length asks for.
fn one_line(source: &str) -> String {
    let code = source.lines().map(|line| line.split(" //").next().unwrap_or_default());
    let words: Vec<&str> = code.flat_map(str::split_whitespace).collect();
    let joined = words.join(" ");
    [(" .", "."), ("( ", "("), (" )", ")"), (",)", ")"), (" ?", "?")]
        .iter()
        .fold(joined, |text, (from, to)| text.replace(from, to))
}
