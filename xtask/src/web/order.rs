//! The order of a module's functions: what is alike stands side by side, so that compression finds it.

use std::collections::BTreeMap;
use std::convert::Infallible;

use anyhow::Result;
use wasm_encoder::reencode::{Error, Reencode, utils};
use wasm_encoder::{CodeSection, FunctionSection, Module};
use wasmparser::{CodeSectionReader, FunctionBody, FunctionSectionReader, Parser, Payload, TypeRef};

/// So many bytes that stand in two functions make them a little alike: of the lengths from 3 to 12, this one ended smallest.
const PIECE: usize = 5;

/// The module with its functions in such an order; more than a percent smaller once it is compressed, and otherwise the same.
/// Which function of the largest comes first is by its rank: with another one, another order comes of it.
pub fn ordered(module: &[u8], rank: usize) -> Result<Vec<u8>> {
    let mut reader = Reader::default();
    for payload in Parser::new(0).parse_all(module) {
        match payload? {
            Payload::ImportSection(section) => {
                for import in section.into_imports() {
                    reader.imports += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::FunctionSection(section) => {
                reader.types = section.into_iter().collect::<Result<_, _>>()?
            }
            Payload::CodeSectionEntry(body) => reader.bodies.push(body),
            _ => {}
        }
    }
    let functions: Vec<_> = reader.bodies.iter().map(|body| pieces(body.as_bytes())).collect();
    reader.order = chain(&functions, rank);
    let places = (0..).zip(&reader.order);
    reader.places = places.map(|(place, &function)| (function, place)).collect();
    let mut out = Module::new();
    utils::parse_core_module(&mut reader, &mut out, Parser::new(0), module)
        .map_err(|error| anyhow::anyhow!("{error}"))?;
    Ok(out.finish())
}

/// The pieces that a function is made of, each once, in order.
fn pieces(body: &[u8]) -> Vec<[u8; PIECE]> {
    let mut pieces: Vec<_> = body.windows(PIECE).filter_map(|piece| piece.try_into().ok()).collect();
    pieces.sort_unstable();
    pieces.dedup();
    pieces
}

/// One of the largest first, and after each the one of those left that is most like it.
fn chain(functions: &[Vec<[u8; PIECE]>], rank: usize) -> Vec<usize> {
    let mut left: Vec<usize> = (0..functions.len()).collect();
    left.sort_by_key(|&function| std::cmp::Reverse(functions[function].len()));
    let first = left.get(rank).or(left.last()).copied();
    left.retain(|&function| Some(function) != first);
    let mut order: Vec<usize> = first.into_iter().collect();
    while let Some(&last) = order.last() {
        let likeness = |&function: &usize| likeness(&functions[last], &functions[function]);
        let nearest = (0..left.len()).max_by_key(|&place| (likeness(&left[place]), std::cmp::Reverse(place)));
        match nearest {
            Some(place) => order.push(left.remove(place)),
            None => break,
        }
    }
    order
}

/// How many of the pieces of two functions are in both, in millionths.
fn likeness(one: &[[u8; PIECE]], other: &[[u8; PIECE]]) -> usize {
    let (mut a, mut b, mut both) = (0, 0, 0);
    while let (Some(piece), Some(with)) = (one.get(a), other.get(b)) {
        a += usize::from(piece <= with);
        b += usize::from(with <= piece);
        both += usize::from(piece == with);
    }
    both * 1_000_000 / (one.len() + other.len() - both + 1)
}

/// Reads a module again and writes its functions by their places.
#[derive(Default)]
struct Reader<'a> {
    /// The functions that are imported: they come first, and stay.
    imports: u32,
    types: Vec<u32>,
    bodies: Vec<FunctionBody<'a>>,
    order: Vec<usize>,
    places: BTreeMap<usize, u32>,
}

impl Reencode for Reader<'_> {
    type Error = Infallible;

    fn function_index(&mut self, function: u32) -> Result<u32, Error<Infallible>> {
        let own = function.checked_sub(self.imports).and_then(|own| usize::try_from(own).ok());
        let place = own.and_then(|own| self.places.get(&own));
        Ok(place.map_or(function, |place| place + self.imports))
    }

    fn parse_function_section(
        &mut self,
        out: &mut FunctionSection,
        _: FunctionSectionReader<'_>,
    ) -> Result<(), Error<Infallible>> {
        for &function in &self.order {
            out.function(self.types[function]);
        }
        Ok(())
    }

    fn parse_code_section(
        &mut self,
        out: &mut CodeSection,
        _: CodeSectionReader<'_>,
    ) -> Result<(), Error<Infallible>> {
        for function in self.order.clone() {
            let body = self.bodies[function].clone();
            self.parse_function_body(out, body)?;
        }
        Ok(())
    }
}
