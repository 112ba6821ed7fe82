//! `cargo xtask`: tooling.

#[allow(dead_code, reason = "run --terminal and test start it")]
mod front;

fn main() {}
