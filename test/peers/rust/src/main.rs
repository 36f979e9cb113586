//! rsigma on the same rules and events: `peer-rsigma RULES_DIR EVENTS.ndjson OUT`.
use rsigma_eval::{Engine, JsonEvent};
use std::{env, fs, io::Write, path::Path, time::Instant};

/// Processor time of this process in seconds, from the kernel's clock ticks (100 per second).
fn cpu_seconds() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap();
    let fields: Vec<&str> = stat[stat.rfind(')').unwrap() + 2..].split(' ').collect();
    (fields[11].parse::<f64>().unwrap() + fields[12].parse::<f64>().unwrap()) / 100.0
}

fn main() {
    let args: Vec<String> = env::args().collect();
    let start = Instant::now();
    let collection = rsigma_parser::parse_sigma_directory(Path::new(&args[1])).unwrap();
    let mut engine = Engine::new();
    let refused = engine.add_rules(collection.rules.iter()).len();
    let load = start.elapsed().as_secs_f64();
    let text = fs::read_to_string(&args[2]).unwrap();
    let events: Vec<serde_json::Value> = text.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    let mut best = f64::MAX;
    for _ in 0..5 {
        let cpu = cpu_seconds();
        for _ in 0..4 {
            for event in &events {
                std::hint::black_box(engine.evaluate(&JsonEvent::borrow(event)));
            }
        }
        best = best.min((cpu_seconds() - cpu) / 4.0);
    }
    let mut out = fs::File::create(&args[3]).unwrap();
    for (i, event) in events.iter().enumerate() {
        for result in engine.evaluate(&JsonEvent::borrow(event)) {
            writeln!(out, "{} {}", i, result.header.rule_id.unwrap_or_default()).unwrap();
        }
    }
    println!(
        "{}",
        serde_json::json!({"peer": "rsigma-eval 0.23.0", "rules": collection.rules.len() - refused, "refused": refused,
            "events": events.len(), "loadSeconds": load, "perCpuSecond": (events.len() as f64 / best).round()})
    );
}
