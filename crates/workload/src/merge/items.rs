//! The items of lists with keys, and their order.

use serde_json::Value;

use crate::merge::field_path::{ItemKey, KeyField};

/// A list whose items are known by their keys, each once.
pub(super) struct Keyed<'a> {
    pub items: Vec<(ItemKey, &'a Value)>,
}

impl<'a> Keyed<'a> {
    /// Returns the items of a list, none of which may lack its key or share it with another. No list is an empty one.
    pub fn of(fields: &'static [KeyField], list: Option<&'a Value>) -> Option<Self> {
        let list = match list {
            None => &[],
            Some(list) => list.as_array()?.as_slice(),
        };
        let mut items: Vec<(ItemKey, &Value)> = Vec::with_capacity(list.len());
        for item in list {
            let key = ItemKey::of(item, fields)?;
            if items.iter().any(|(other, _)| *other == key) {
                return None;
            }
            items.push((key, item));
        }
        Some(Self { items })
    }

    pub fn get(&self, key: &ItemKey) -> Option<&'a Value> {
        self.items.iter().find(|(other, _)| other == key).map(|(_, item)| *item)
    }

    fn keys(&self) -> impl Iterator<Item = &ItemKey> {
        self.items.iter().map(|(key, _)| key)
    }

    /// Whether items that both have stand in another order here.
    fn is_reordered(&self, before: &Self) -> bool {
        let here = self.keys().filter(|key| before.get(key).is_some());
        let there = before.keys().filter(|key| self.get(key).is_some());
        !here.eq(there)
    }
}

/// Merged items in order.
pub(super) enum Arranged {
    /// In the order of who changed it.
    One(Vec<Value>),
    /// Both changed the order, differently.
    Two { mine: Vec<Value>, theirs: Vec<Value> },
}

/// Puts merged items in order: that of the cluster, or the person's where they changed it. What only the other one has
/// comes behind what stands before it there.
pub(super) fn arranged(
    merged: Vec<(ItemKey, Value)>,
    base: &Keyed<'_>,
    mine: &Keyed<'_>,
    live: &Keyed<'_>,
) -> Arranged {
    let woven = |lead: &Keyed<'_>, follow: &Keyed<'_>| -> Vec<Value> {
        let is_left = |key: &&ItemKey| merged.iter().any(|(other, _)| other == *key);
        let mut order: Vec<&ItemKey> = lead.keys().filter(is_left).collect();
        let mut before: Option<&ItemKey> = None;
        for (key, _) in &follow.items {
            let Some((key, _)) = merged.iter().find(|(other, _)| other == key) else { continue };
            if !order.contains(&key) {
                let at = before.and_then(|before| order.iter().position(|other| *other == before));
                order.insert(at.map_or(0, |at| at + 1), key);
            }
            before = Some(key);
        }
        let value =
            |key: &ItemKey| merged.iter().find(|(other, _)| other == key).map(|(_, value)| value.clone());
        order.into_iter().filter_map(value).collect()
    };
    match (mine.is_reordered(base), live.is_reordered(base)) {
        (false, _) => Arranged::One(woven(live, mine)),
        (true, false) => Arranged::One(woven(mine, live)),
        (true, true) => {
            let (mine, theirs) = (woven(mine, live), woven(live, mine));
            if mine == theirs { Arranged::One(mine) } else { Arranged::Two { mine, theirs } }
        }
    }
}
