use std::hint::black_box;
use std::sync::Arc;

use regorus::{CompiledPolicy, Engine as Regorus};
use serde_json::Value;

use super::Engine;

pub struct Rego {
    rules: CompiledPolicy,
    people: Vec<regorus::Value>,
}

impl Rego {
    pub fn of(inputs: &[Value]) -> Self {
        let mut engine = Regorus::new();
        engine
            .add_policy("rules.rego".to_owned(), include_str!("../../rules/rules.rego").to_owned())
            .expect("rules");
        let rules = engine.compile_with_entrypoint(&Arc::from("data.lssc.answer")).expect("rules");
        let read = |input: &Value| regorus::Value::from_json_str(&input.to_string()).expect("a value");
        Self { rules, people: inputs.iter().map(read).collect() }
    }

    fn run(&self, nth: usize) -> regorus::Value {
        self.rules.eval_with_input(self.people[nth].clone()).expect("an answer")
    }
}

impl Engine for Rego {
    fn evaluate(&mut self, nth: usize) {
        black_box(self.run(nth));
    }

    fn answer(&mut self, nth: usize) -> Value {
        serde_json::from_str(&self.run(nth).to_string()).expect("JSON")
    }
}
