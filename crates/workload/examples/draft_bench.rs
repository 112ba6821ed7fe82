//! What `cargo xtask bench` measures of the draft in a browser: the document of 2,000 lines among the fixtures, read,
//! written and edited. A module of its own, so that nothing but the draft is measured.

// What JavaScript calls needs a name in the module, which is unsafe where two have the same.
#![allow(unsafe_code)]

use std::cell::RefCell;

use serde_json::json;
use workload::draft::Draft;
use workload::draft::edit::{Change, Edit};
use workload::emit;
use workload::path::Path;

const LONG: &str = include_str!("../../../tests/fixtures/drafts/long.yaml");
const FIELD: &str = "spec.template.spec.containers[0].image";

thread_local! {
    static DRAFT: RefCell<Option<Draft>> = const { RefCell::new(None) };
}

/// The set, which is the second of three documents.
fn set() -> &'static str {
    LONG.split("\n---\n").nth(1).unwrap_or_default()
}

/// How many lines are measured.
#[unsafe(no_mangle)]
pub extern "C" fn lines() -> usize {
    set().lines().count()
}

/// Reads the text and writes what it says. Returns how many bytes that are.
#[unsafe(no_mangle)]
pub extern "C" fn read_and_write() -> usize {
    let draft = Draft::new(set().to_owned());
    let written = draft.values().iter().map(|value| emit::yaml(value).len()).sum();
    DRAFT.with_borrow_mut(|kept| *kept = Some(draft));
    written
}

/// Changes one field of the text that was read last, each time to something else. Returns how many documents had to
/// be written anew, and one where the edit was refused.
#[unsafe(no_mangle)]
pub extern "C" fn edit(round: u32) -> usize {
    let change = Change::Set(Path::parse(FIELD), json!(format!("registry.example/long/broker:5.{round}")));
    let edit = Edit::Value { document: 0, change };
    DRAFT.with_borrow_mut(|draft| {
        let applied = draft.as_mut().and_then(|draft| draft.apply(edit).ok());
        applied.map_or(1, |applied| applied.anew.len())
    })
}

/// Looks for what is wrong with the text that was read last. Returns how many issues there are.
#[unsafe(no_mangle)]
pub extern "C" fn issues() -> usize {
    DRAFT.with_borrow(|draft| draft.as_ref().map_or(0, |draft| draft.issues().len()))
}
