//! Which entries answer a query, the best first. Pure.
//!
//! Each word of the query must be found in an entry. Whole names come before beginnings, those before beginnings of a
//! word inside, those before any part, and letters with gaps between them (`odb` for `orders-db`) come last; a
//! namespace or a sort narrows down, so it counts less than a name. What is equally good keeps its order.

use std::borrow::Borrow;

use crate::pages::shell::palette::entry::Entry;

/// One step of how well a word is found is worth more than any difference within it.
const STEP: u32 = 1_000;
const CONTEXT: u32 = 10 * STEP;

/// The positions of at most `most` entries that answer a query. Without a query those that were chosen before lead.
pub fn rank<E: Borrow<Entry>>(entries: &[E], query: &str, chosen: &[String], most: usize) -> Vec<usize> {
    let query = query.to_lowercase();
    let words: Vec<&str> = query.split([' ', '/', '\u{3000}']).filter(|word| !word.is_empty()).collect();
    let mut found: Vec<(u32, usize)> = entries
        .iter()
        .map(Borrow::borrow)
        .enumerate()
        .filter_map(|(index, entry)| {
            let score = if words.is_empty() { before(entry, chosen) } else { total(&words, entry)? };
            Some((score, index))
        })
        .collect();
    workload::order::sort(&mut found);
    found.truncate(most);
    found.into_iter().map(|(_, index)| index).collect()
}

fn before(entry: &Entry, chosen: &[String]) -> u32 {
    let place = chosen.iter().position(|id| *id == entry.id).unwrap_or(chosen.len());
    u32::try_from(place).unwrap_or(u32::MAX)
}

fn total(words: &[&str], entry: &Entry) -> Option<u32> {
    words.iter().try_fold(0u32, |sum, word| {
        let names = entry.names.iter().filter_map(|name| solid(word, name)).min();
        let contexts = || entry.contexts.iter().filter_map(|text| Some(solid(word, text)? + CONTEXT)).min();
        let gaps = || entry.names.iter().filter_map(|name| scattered(word, name)).min();
        Some(sum + names.or_else(contexts).or_else(gaps)?)
    })
}

/// How well a word is found in one piece; less is better.
fn solid(word: &str, text: &str) -> Option<u32> {
    let step = if text == word {
        0
    } else if text.starts_with(word) {
        1
    } else {
        let mut found = text.match_indices(word).peekable();
        found.peek()?;
        if found.any(|(at, _)| begins_word(text, at)) { 2 } else { 3 }
    };
    // Of two names that begin alike the shorter one is nearer to what was typed.
    Some(step * STEP + small(text.len() - word.len()))
}

/// How well a word is found with gaps; less is better. One letter is in almost every name, so it takes two.
fn scattered(word: &str, text: &str) -> Option<u32> {
    let mut rest = text.char_indices();
    let (mut first, mut last, mut count) = (None, 0, 0);
    for letter in word.chars() {
        let (at, _) = rest.find(|(_, other)| *other == letter)?;
        first = first.or(Some(at));
        last = at;
        count += 1;
    }
    (count > 1).then(|| 2 * CONTEXT + small(last - first.unwrap_or(0)))
}

fn small(bytes: usize) -> u32 {
    u32::try_from(bytes).unwrap_or(u32::MAX).min(STEP - 1)
}

/// Whether a word begins at this byte. Chinese writes no gaps: each of its characters may begin one.
fn begins_word(text: &str, at: usize) -> bool {
    let is_letter = |c: char| c.is_alphanumeric() && c.is_ascii();
    let before = text[..at].chars().next_back();
    !before.is_some_and(is_letter) || !text[at..].starts_with(is_letter)
}

#[cfg(test)]
mod tests {
    use workload::text::{Locale, Text};

    use super::rank;
    use crate::pages::shell::palette::entry::Entry;
    use crate::route::Route;
    use crate::ui::icon::Glyph;

    fn sets(names: &[&str]) -> Vec<Entry> {
        names.iter().map(|name| Entry::set("shop", name, "")).collect()
    }

    fn found<'a>(entries: &'a [Entry], query: &str) -> Vec<&'a str> {
        rank(entries, query, &[], 50).into_iter().map(|index| entries[index].title.as_str()).collect()
    }

    #[test]
    fn a_whole_name_leads_then_beginnings_then_words_then_parts_then_letters_with_gaps() {
        let entries = sets(&["dashboard-x", "cadb", "orders-db", "db-main", "db", "d-b"]);
        assert_eq!(found(&entries, "db"), ["db", "db-main", "orders-db", "cadb", "d-b", "dashboard-x"]);
    }

    #[test]
    fn of_what_is_equally_good_the_order_stays() {
        let entries = sets(&["web-b", "web-a", "web-c"]);
        assert_eq!(found(&entries, "web"), ["web-b", "web-a", "web-c"]);
        assert_eq!(found(&entries, ""), ["web-b", "web-a", "web-c"]);
    }

    #[test]
    fn every_word_must_be_found_and_a_namespace_narrows_down() {
        let entries =
            [Entry::set("data", "web", ""), Entry::set("shop", "web", ""), Entry::namespace("shop")];
        let notes = |query: &str| -> Vec<&str> {
            rank(&entries, query, &[], 9).into_iter().map(|index| entries[index].note.as_str()).collect()
        };
        assert_eq!(notes("web shop"), ["shop"]);
        assert_eq!(notes("shop/web"), ["shop"]);
        assert_eq!(found(&entries, "shop")[0], "shop", "the namespace itself before what is in it");
        assert_eq!(notes("web nowhere"), [] as [&str; 0]);
    }

    #[test]
    fn a_page_is_found_by_its_name_in_either_language_and_a_set_by_its_alias() {
        let label = Text { zh: "设置", en: "Settings" };
        let page = |locale| Entry::page(label, Glyph::Help, "", Route::default(), locale);
        let entries = [page(Locale::Zh), Entry::set("shop", "orders-db", "订单数据库")];
        assert_eq!(found(&entries, "SETT"), ["设置"]);
        assert_eq!(found(&entries, "设"), ["设置"]);
        assert_eq!(found(&entries, "数据库"), ["orders-db"]);
        assert_eq!(found(&entries, "odb"), ["orders-db"]);
    }

    #[test]
    fn without_a_query_what_was_chosen_before_leads_and_no_more_than_asked_are_given() {
        let entries = sets(&["a", "b", "c", "d"]);
        let chosen = ["set shop/c".to_owned(), "set shop/gone".to_owned(), "set shop/b".to_owned()];
        assert_eq!(rank(&entries, " ", &chosen, 3), [2, 1, 0]);
        assert_eq!(rank(&entries, "zz", &chosen, 3), [] as [usize; 0]);
    }

    #[test]
    fn any_text_is_a_query() {
        let entries = [Entry::set("shop", "数据-db\u{301}", "")];
        for query in ["\u{301}", "据", "-", "//", "db\u{301}", "\u{202e}", "数 据 库"] {
            assert!(rank(&entries, query, &[], 9).len() <= 1, "{query}");
        }
    }
}
