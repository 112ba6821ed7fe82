//! The rules, as data where they are data.

use crate::Breach;
use crate::names::Name;
use crate::room::Room;

const LONGEST_FILE: usize = 600;
/// Names that say nothing of what is in a module.
const EMPTY_NAMES: [&str; 9] =
    ["util", "utils", "helper", "helpers", "common", "misc", "manager", "managers", "shared"];
const STD: [&str; 3] = ["std", "core", "alloc"];
/// What puts the page on the screen or reaches the browser; the pure crates name none of it.
const IMPURE: [&str; 2] = ["SystemTime", "Instant"];

/// What a room may name beside itself, the standard library and (but for the pure crates) leptos and futures.
struct Allowance {
    rooms: &'static [Room],
    crates: &'static [&'static str],
}

const fn allowance(room: Room) -> Allowance {
    use Room::{I18n, Jsbridge, Kube, Kubewire, Pages, Platform, Store, Ui, Widgets, Workload};
    let (rooms, crates): (&[Room], &[&str]) = match room {
        Kubewire => (&[], &["serde", "serde_json"]),
        Workload => (&[Kubewire], &["unsafe_libyaml_norway", "serde", "serde_json"]),
        Jsbridge => (&[], &["js_sys", "web_sys", "wasm_bindgen", "wasm_bindgen_futures"]),
        Platform => (&[], &["js_sys", "web_sys", "wasm_bindgen", "wasm_bindgen_futures", "gloo_net"]),
        I18n => (&[Workload], &[]),
        Kube => (
            &[Kubewire, Platform],
            &["js_sys", "web_sys", "wasm_bindgen", "wasm_bindgen_futures", "gloo_net", "serde", "serde_json"],
        ),
        Store => (&[Kube, Kubewire, Workload, Platform], &["serde", "serde_json"]),
        Ui => (&[I18n, Platform, Workload, Jsbridge], &["web_sys"]),
        Widgets => (&[Ui, I18n, Platform, Workload], &["serde_json"]),
        Pages => (&[Widgets, Ui, I18n, Store, Platform, Workload, Kubewire], &["serde", "serde_json"]),
        Room::App => {
            (&[Pages, Widgets, Ui, I18n, Store, Kube, Platform, Workload, Kubewire], &["serde", "serde_json"])
        }
    };
    Allowance { rooms, crates }
}

/// Rules that need no parsing: length and name.
pub fn of_file(path: &str, source: &str) -> Vec<Breach> {
    let mut breaches = Vec::new();
    let lines = source.lines().count();
    if lines > LONGEST_FILE {
        breaches.push(Breach { line: lines, rule: format!("{lines} lines; {LONGEST_FILE} at most") });
    }
    let empty = path
        .split('/')
        .map(|part| part.strip_suffix(".rs").unwrap_or(part))
        .find(|part| EMPTY_NAMES.contains(part));
    breaches.extend(empty.map(|name| Breach {
        line: 1,
        rule: format!("“{name}” says nothing; name a module for its main item"),
    }));
    breaches
}

/// Why a room must not name this; none where it may.
pub fn refusal(room: Room, path: &str, name: &Name) -> Option<String> {
    let is_pure = matches!(room, Room::Kubewire | Room::Workload);
    if is_pure && name.segments.iter().any(|segment| IMPURE.contains(&segment.as_str())) {
        return Some(format!("{} has no clock", room.name()));
    }
    let (first, second) = (name.segments[0].as_str(), name.segments.get(1).map_or("", String::as_str));
    let in_app = !matches!(room, Room::Kubewire | Room::Workload | Room::Jsbridge);
    let target =
        if first == "crate" { in_app.then(|| Room::named(second)).flatten() } else { crate_room(name) };
    match target {
        Some(target) => room_refusal(room, path, target, name),
        None if first == "crate" => None,
        None => crate_refusal(room, name),
    }
}

/// A crate of the workspace; a path of one segment is a local name.
fn crate_room(name: &Name) -> Option<Room> {
    let room = Room::named(&name.segments[0])?;
    let is_crate = matches!(room, Room::Kubewire | Room::Workload | Room::Jsbridge);
    (is_crate && name.segments.len() > 1).then_some(room)
}

fn room_refusal(room: Room, path: &str, target: Room, name: &Name) -> Option<String> {
    let refused = Some(format!("{} must not import {}", room.name(), target.name()));
    if target == room {
        return None;
    }
    if !allowance(room).rooms.contains(&target) {
        return refused;
    }
    let is_text = name.segments.get(1).is_some_and(|module| module == "text" || module == "shown");
    match (room, target) {
        (Room::Ui, Room::Workload) if !is_text => {
            Some("ui knows of workload only its text, and how text is shown".to_owned())
        }
        (Room::Ui, Room::Jsbridge) if !path.starts_with("src/ui/editor") => {
            Some("only ui/editor may use jsbridge".to_owned())
        }
        _ => None,
    }
}

/// Crates that some rooms may not name; the rest is a matter of `Cargo.toml`.
const WATCHED: [&str; 14] = [
    "leptos",
    "web_sys",
    "js_sys",
    "wasm_bindgen",
    "wasm_bindgen_futures",
    "gloo_net",
    "gloo_timers",
    "gloo",
    "futures",
    "serde",
    "serde_json",
    "unsafe_libyaml_norway",
    "serde_yaml",
    "k8s_openapi",
];
/// What every room but the pure crates may name.
const EVERYWHERE: [&str; 2] = ["leptos", "futures"];

fn crate_refusal(room: Room, name: &Name) -> Option<String> {
    let first = name.segments[0].as_str();
    // A path of one segment is a local name, unless it is imported as a whole.
    if !WATCHED.contains(&first) || STD.contains(&first) || name.segments.len() < 2 {
        return None;
    }
    let is_bare = matches!(room, Room::Kubewire | Room::Workload | Room::Jsbridge);
    if (!is_bare && EVERYWHERE.contains(&first)) && !is_browser_reach(room, name) {
        return None;
    }
    if !allowance(room).crates.contains(&first) {
        return Some(format!("{} must not use {first}", room.name()));
    }
    let is_type = name.segments[1].starts_with(|c: char| c.is_ascii_uppercase());
    (room == Room::Ui && first == "web_sys" && !is_type)
        .then(|| "ui knows of web_sys only the types of events and elements".to_owned())
}

/// Leptos' own way to the window and the document.
fn is_browser_reach(room: Room, name: &Name) -> bool {
    let last = name.segments.last().map_or("", String::as_str);
    !matches!(room, Room::Platform | Room::Kube)
        && name.segments[0] == "leptos"
        && matches!(last, "window" | "document")
}
