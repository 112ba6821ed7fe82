//! How much of a namespace's quotas is used: of several that limit the same thing, the tightest counts, because every
//! one of them must let an object through.

use std::sync::Arc;

use crate::quantity::Quantity;
use crate::rows::quota::QuotaRow;
use crate::text::Locale;

/// The names under which quotas limit the number of sets, and of pods. Both names of the latter are enforced.
const SETS: [&str; 1] = ["count/statefulsets.apps"];
const PODS: [&str; 2] = ["pods", "count/pods"];

/// How much of one thing may be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Allowance {
    /// How many there are, as the quota counts.
    pub used: i128,
    /// How many there may be.
    pub hard: i128,
}

/// What a namespace may hold; none where no quota limits it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Allowances {
    /// `StatefulSets`.
    pub sets: Option<Allowance>,
    /// Pods.
    pub pods: Option<Allowance>,
}

impl Allowance {
    /// How many more there may be; none where there are too many already, as a quota that came later finds.
    pub fn left(&self) -> i128 {
        (self.hard - self.used).max(0)
    }

    /// `12 of 20, 8 left`.
    pub fn say(&self, locale: Locale) -> String {
        let Self { used, hard } = self;
        match locale {
            Locale::En => format!("{used} of {hard}, {} left", self.left()),
            Locale::Zh => format!("已用 {used} / {hard}，剩余 {}", self.left()),
        }
    }
}

/// What one namespace may hold, by its quotas. Scoped quotas are left out: they count only some of the pods.
pub fn allowances(namespace: &str, quotas: &[Arc<QuotaRow>]) -> Allowances {
    let here = || {
        quotas
            .iter()
            .map(Arc::as_ref)
            .filter(|quota| quota.meta.namespace() == namespace && !quota.is_scoped())
    };
    let tightest = |names: &[&str]| {
        here()
            .flat_map(|quota| names.iter().filter_map(|name| allowance(quota, name)))
            .min_by_key(|allowance| (allowance.hard - allowance.used, allowance.hard))
    };
    Allowances { sets: tightest(&SETS), pods: tightest(&PODS) }
}

/// A quota whose use is not counted yet says nothing.
fn allowance(quota: &QuotaRow, name: &str) -> Option<Allowance> {
    let read = |text: Option<&String>| Quantity::parse(text?).map(Quantity::units);
    Some(Allowance { used: read(quota.status.used.get(name))?, hard: read(quota.status.hard.get(name))? })
}
