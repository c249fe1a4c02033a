use std::hint::black_box;

use rhai::{AST, Dynamic, Engine as Rhaier, OptimizationLevel, Scope};
use serde_json::Value;

use super::Engine;

pub struct Rhai {
    engine: Rhaier,
    rules: AST,
    people: Vec<Scope<'static>>,
}

impl Rhai {
    pub fn of(inputs: &[Value]) -> Self {
        let mut engine = Rhaier::new();
        engine.set_optimization_level(OptimizationLevel::Full);
        engine.set_max_expr_depths(0, 0);
        let rules = engine.compile(include_str!("../../rules/rules.rhai")).expect("rules");
        let scope = |input: &Value| {
            let mut scope = Scope::new();
            scope.push_constant_dynamic("p", rhai::serde::to_dynamic(input).expect("a value"));
            scope
        };
        Self { people: inputs.iter().map(scope).collect(), engine, rules }
    }

    fn run(&mut self, nth: usize) -> Dynamic {
        let scope = &mut self.people[nth];
        let answer = self.engine.eval_ast_with_scope(scope, &self.rules).expect("an answer");
        scope.rewind(1);
        answer
    }
}

impl Engine for Rhai {
    fn evaluate(&mut self, nth: usize) {
        let _ = black_box(self.run(nth));
    }

    fn answer(&mut self, nth: usize) -> Value {
        serde_json::to_value(self.run(nth)).expect("JSON")
    }
}
