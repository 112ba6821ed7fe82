//! Names of pods and PVCs, listed as a person would.

use crate::rows::set::SetRow;
use crate::text::Locale;

/// Names are listed up to this many, then first and last.
const LISTED: usize = 4;

/// Names in order: all of a few, the first and last of many.
pub fn list(locale: Locale, names: &[String]) -> String {
    let comma = if locale == Locale::Zh { "、" } else { ", " };
    match names {
        [first, .., last] if names.len() > LISTED => match locale {
            Locale::En => format!("{first} to {last}"),
            Locale::Zh => format!("{first} 至 {last}"),
        },
        names => names.join(comma),
    }
}

/// The pods of these ordinals.
pub fn pods(set: &SetRow, ordinals: impl Iterator<Item = u32>) -> Vec<String> {
    ordinals.map(|ordinal| set.pod_name(ordinal)).collect()
}

/// The PVCs that the claim templates make for these ordinals (`{template}-{set}-{ordinal}`).
pub fn claims(set: &SetRow, ordinals: impl Iterator<Item = u32> + Clone) -> Vec<String> {
    let name = set.meta.name();
    set.claim_templates()
        .flat_map(|template| ordinals.clone().map(move |ordinal| format!("{template}-{name}-{ordinal}")))
        .collect()
}
