//! Keys that act from anywhere in the page.

use leptos::prelude::*;

use crate::platform::keys;

/// Acts on a key (`/`) or on keys pressed one after another (`g s`), as long as the current component lives.
pub fn use_shortcut(sequence: &'static str, act: impl Fn() + 'static) {
    let wanted: Vec<&'static str> = sequence.split(' ').collect();
    let reached = StoredValue::new(0usize);
    keys::on_command(move |key| {
        let (now, complete) = advance(&wanted, reached.get_value(), key);
        reached.set_value(now);
        if complete {
            act();
        }
        complete
    });
}

/// How far a sequence is after a key, and whether that completes it.
fn advance(wanted: &[&str], reached: usize, key: &str) -> (usize, bool) {
    let reached = if wanted.get(reached) == Some(&key) {
        reached + 1
    } else {
        usize::from(wanted.first() == Some(&key))
    };
    if reached == wanted.len() { (0, true) } else { (reached, false) }
}

#[cfg(test)]
mod tests {
    use super::advance;

    #[test]
    fn a_sequence_completes_in_order_and_starts_again_after_a_wrong_key() {
        assert_eq!(advance(&["/"], 0, "/"), (0, true));
        assert_eq!(advance(&["g", "s"], 0, "s"), (0, false));
        assert_eq!(advance(&["g", "s"], 0, "g"), (1, false));
        assert_eq!(advance(&["g", "s"], 1, "g"), (1, false));
        assert_eq!(advance(&["g", "s"], 1, "s"), (0, true));
        assert_eq!(advance(&["g", "s"], 1, "x"), (0, false));
    }
}
