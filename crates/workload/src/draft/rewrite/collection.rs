//! Keys and items in block style: changed, added and taken out line by line.

use serde_json::{Map, Value};

use crate::documents::tree::{Entry, Item};
use crate::draft::rewrite::{Place, Writer};
use crate::emit;

impl Writer<'_> {
    pub(super) fn map(
        &mut self,
        entries: &[Entry],
        old: &Map<String, Value>,
        new: &Map<String, Value>,
    ) -> Option<()> {
        let column = self.column(entries.first()?.start);
        let find = |key: &str| entries.iter().find(|entry| entry.name == key);
        // What came by a merge is no entry, and cannot be taken out.
        let gone: Option<Vec<&Entry>> =
            old.keys().filter(|key| !new.contains_key(*key)).map(|key| find(key)).collect();
        let mut gone = gone?.into_iter();
        let mut before = None;
        for (key, value) in new {
            if let Some(entry) = find(key).filter(|_| old.contains_key(key)) {
                let place = Place::Member { colon: entry.colon, column };
                self.value(&entry.value, old.get(key)?, value, place)?;
                before = Some(entry);
            } else if old.get(key) == Some(value) {
                // It came by a merge and still does.
            } else if let Some(entry) = gone.next() {
                self.rename(entry, key, old.get(&entry.name)?, value, column)?;
                before = Some(entry);
            } else {
                // What takes the place of what a merge brings must stand behind it.
                let merge = find("<<").filter(|_| old.contains_key(key));
                let before =
                    merge.filter(|merge| before.is_none_or(|entry| entry.start < merge.start)).or(before);
                self.add_key(entries.first()?, before, &emit::entry(key, value, column), column);
            }
        }
        for entry in gone {
            let next = entries.iter().find(|other| other.start > entry.start);
            let next = next.map(|next| next.start);
            self.take_out(entry.start, entry.value.span.end.max(entry.colon), next)?;
        }
        Some(())
    }

    /// Another key in the place of one, with the same value or another.
    fn rename(&mut self, entry: &Entry, key: &str, old: &Value, new: &Value, column: usize) -> Option<()> {
        self.patches.put(entry.key.clone(), emit::text(key));
        self.value(&entry.value, old, new, Place::Member { colon: entry.colon, column })
    }

    fn add_key(&mut self, first: &Entry, before: Option<&Entry>, written: &str, column: usize) {
        let pad = " ".repeat(column);
        match before {
            Some(entry) => {
                let at = self.behind_comments(self.line_end(entry.value.span.end.max(entry.colon)), column);
                self.patches.put(at..at, format!("\n{pad}{written}"));
            }
            None => self.add_first(first.start, written, &pad),
        }
    }

    fn add_first(&mut self, first: usize, written: &str, pad: &str) {
        if self.begins_line(first) && self.line_start(first) > 0 {
            let at = self.line_before(first);
            self.patches.put(at..at, format!("\n{pad}{written}"));
        } else {
            self.patches.put(first..first, format!("{written}\n{pad}"));
        }
    }

    /// Takes out what begins at `start` and ends at `end`, with its lines; `next` is where its sibling begins.
    fn take_out(&mut self, start: usize, end: usize, next: Option<usize>) -> Option<()> {
        let line_end = self.line_end(end);
        if self.begins_line(start) {
            let begin = self.line_before(start);
            let end = match (begin, self.line_start(start)) {
                // The first line has none before it whose break could go.
                (0, 0) => (line_end + 1).min(self.text.len()),
                _ => line_end,
            };
            self.patches.put(begin..end, String::new());
            return Some(());
        }
        // Behind a dash: the sibling moves up to it, unless comments stand between.
        let next = next?;
        let has_comment = self.text[end..next].contains('#');
        self.patches.put(start..if has_comment { end } else { next }, String::new());
        Some(())
    }

    pub(super) fn list(&mut self, items: &[Item], old: &[Value], new: &[Value]) -> Option<()> {
        if items.len() != old.len() {
            return None;
        }
        let steps = align(old, new);
        let mut removed: Vec<usize> = steps
            .iter()
            .filter_map(|step| if let Step::Remove(at) = step { Some(*at) } else { None })
            .collect();
        for step in &steps {
            match *step {
                Step::Pair(at, to) => {
                    let item = items.get(at)?;
                    self.value(&item.value, old.get(at)?, new.get(to)?, Place::Item { dash: item.start })?;
                }
                Step::Remove(at) => {
                    let item = items.get(at)?;
                    self.take_out(item.start, end(item), items.get(at + 1).map(|next| next.start))?;
                }
                Step::Insert { before, at } => {
                    let value = new.get(at)?;
                    // An item that only moves keeps its comments.
                    let from = removed.iter().position(|from| old.get(*from) == Some(value));
                    let moved = from.and_then(|from| items.get(removed.swap_remove(from)));
                    self.insert(items, before, value, moved)?;
                }
            }
        }
        Some(())
    }

    fn insert(&mut self, items: &[Item], before: usize, value: &Value, moved: Option<&Item>) -> Option<()> {
        let first = items.first()?.start;
        let column = self.column(first);
        let pad = " ".repeat(column);
        let written = match moved {
            Some(item) => self.text[item.start..self.line_end(end(item))].to_owned(),
            None => format!("- {}", emit::item(value, column + 2)),
        };
        match before.checked_sub(1).and_then(|at| items.get(at)) {
            Some(item) => {
                let at = self.behind_comments(self.line_end(end(item)), column);
                self.patches.put(at..at, format!("\n{pad}{written}"));
            }
            None => self.add_first(first, &written, &pad),
        }
        Some(())
    }
}

/// Where an item ends; one without a value ends behind its dash.
fn end(item: &Item) -> usize {
    item.value.span.end.max(item.start + 1)
}

/// What becomes of the items of a list.
#[derive(Debug, Clone, Copy)]
enum Step {
    /// An old one stands where a new one shall.
    Pair(usize, usize),
    Remove(usize),
    /// A new one comes before the old one of this place.
    Insert {
        before: usize,
        at: usize,
    },
}

/// Which old item becomes which new one: the same, or else one of the same name, or else the one of its place.
fn align(old: &[Value], new: &[Value]) -> Vec<Step> {
    let mut steps = Vec::new();
    let (mut i, mut j) = (0, 0);
    while let (Some(a), Some(b)) = (old.get(i), new.get(j)) {
        let later = |all: &[Value], one: &Value| all.iter().position(|other| is_same(other, one));
        let step = if is_same(a, b) {
            Step::Pair(i, j)
        } else {
            match (later(&new[j..], a), later(&old[i..], b)) {
                (None, None) => Step::Pair(i, j),
                (Some(to), Some(from)) if to > from => Step::Remove(i),
                (Some(_), _) => Step::Insert { before: i, at: j },
                (None, Some(_)) => Step::Remove(i),
            }
        };
        i += usize::from(!matches!(step, Step::Insert { .. }));
        j += usize::from(!matches!(step, Step::Remove(_)));
        steps.push(step);
    }
    steps.extend((i..old.len()).map(Step::Remove));
    steps.extend((j..new.len()).map(|at| Step::Insert { before: old.len(), at }));
    steps
}

fn is_same(a: &Value, b: &Value) -> bool {
    let name = |value: &Value| value.get("name").and_then(Value::as_str).map(str::to_owned);
    a == b || name(a).is_some_and(|name_a| name(b).is_some_and(|name_b| name_a == name_b))
}
