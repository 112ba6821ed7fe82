//! The places of the console: one table for the rail, the palette, the keys and the page that is not there.

use workload::order;
use workload::text::Text;

use crate::route::Route;
use crate::router::use_router;
use crate::ui::command::{Command, use_command};
use crate::ui::icon::Glyph;

/// A place.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    /// Its name.
    pub label: Text,
    /// What its keys and the palette say.
    pub go: Text,
    /// Its drawing.
    pub glyph: Glyph,
    /// The keys that lead there.
    pub keys: &'static [&'static str],
    /// Where it is.
    pub route: fn() -> Route,
}

/// The list, which is also where one begins.
pub const SETS: Place = Place {
    label: Text { zh: "有状态副本集", en: "StatefulSets" },
    go: Text { zh: "前往有状态副本集列表", en: "Go to the StatefulSets" },
    glyph: Glyph::Sets,
    keys: &["g s"],
    route: Route::default,
};
/// A new set.
pub const CREATE: Place = Place {
    label: Text { zh: "创建有状态副本集", en: "Create a StatefulSet" },
    go: Text { zh: "前往创建页面", en: "Go to the page that creates" },
    glyph: Glyph::Add,
    keys: &["g c"],
    route: || Route::Create { namespace: String::new() },
};
/// What was done.
pub const ACTIVITY: Place = Place {
    label: Text { zh: "操作记录", en: "Activity" },
    go: Text { zh: "前往操作记录", en: "Go to what was done" },
    glyph: Glyph::Clock,
    keys: &["g a"],
    route: || Route::Record { search: String::new() },
};
/// How the console is.
pub const SETTINGS: Place = Place {
    label: Text { zh: "设置", en: "Settings" },
    go: Text { zh: "前往设置", en: "Go to the settings" },
    glyph: Glyph::Sliders,
    keys: &["g ,"],
    route: || Route::Settings,
};
/// All of them.
pub const PLACES: [Place; 4] = [SETS, CREATE, ACTIVITY, SETTINGS];

/// Lets each place's keys lead there.
pub fn use_place_keys() {
    let router = use_router();
    for place in PLACES {
        let go = move || router.navigate(&(place.route)());
        use_command(Command::new(place.go, go).keys(place.keys).glyph(place.glyph).unlisted());
    }
}

/// The places whose address is like one that leads nowhere, the likest first.
pub fn near(fragment: &str) -> Vec<Place> {
    let asked: String = fragment.split('?').next().unwrap_or_default().to_lowercase();
    let words: Vec<&str> = asked.split(['/', '#']).filter(|word| !word.is_empty()).collect();
    let mut found: Vec<(usize, Place)> = PLACES
        .into_iter()
        .filter_map(|place| {
            let href = (place.route)().href();
            let own: Vec<&str> = href.trim_start_matches("#/").split('/').collect();
            let distance = own
                .iter()
                .flat_map(|own| words.iter().map(move |word| (distance(own, word), own.len())))
                .filter(|(distance, length)| distance * 2 < *length)
                .map(|(distance, _)| distance)
                .min()?;
            Some((distance, place))
        })
        .collect();
    order::sort_by_key(&mut found, |(distance, _)| *distance);
    found.into_iter().map(|(_, place)| place).collect()
}

/// How many letters one has to insert, take out or change to make one word of the other (Levenshtein).
fn distance(a: &str, b: &str) -> usize {
    let mut row: Vec<usize> = (0..=b.chars().count()).collect();
    for (i, left) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, right) in b.chars().enumerate() {
            let changed = diagonal + usize::from(left != right);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{distance, near};

    fn names(fragment: &str) -> Vec<&'static str> {
        near(fragment).into_iter().map(|place| place.label.en).collect()
    }

    #[test]
    fn a_mistyped_address_is_near_the_place_that_was_meant() {
        assert_eq!(names("/setings"), ["Settings"]);
        assert_eq!(names("#/statefulset?namespace=shop")[0], "StatefulSets");
        assert_eq!(names("/create")[0], "Create a StatefulSet");
        assert_eq!(names("/no/such/place"), [] as [&str; 0]);
        assert_eq!(names(""), [] as [&str; 0]);
    }

    #[test]
    fn words_differ_by_what_it_takes_to_make_one_of_the_other() {
        assert_eq!((distance("", "abc"), distance("kitten", "sitting"), distance("序号", "序")), (3, 3, 1));
    }
}
