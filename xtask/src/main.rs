//! `cargo xtask`: tooling.

fn main() {}
