//! What is linked in the documents of a draft: one names the other, or chooses it by labels. A change of one end
//! changes the other, as long as it was the same before.

mod label;
pub mod reference;
mod rename;

use serde_json::Value;

/// Changes what is linked with the changed document: `old` is what all documents said, `new` what they say now.
pub(super) fn follow(old: &[Value], new: &mut [Value], changed: usize) {
    rename::follow(old, new, changed);
    label::follow(old, new, changed);
}
