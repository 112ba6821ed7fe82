//! What one can do here: each command says itself once, and the keys, the help sheet and the palette are made of that.
//!
//! A component registers its commands with [`use_command`]; they are there for as long as it is. Keys act from anywhere
//! in the page but not while one types, in a dialog or a menu (`platform::keys`). Of two commands with the same key the
//! later one counts: it belongs to what is further in.

use leptos::prelude::*;
use workload::text::Text;

use crate::platform::keys;
use crate::ui::icon::Glyph;
use crate::ui::kept::Kept;

const KEY: &str = "ordinal.keys";
/// The part of the help sheet for what works on every page.
pub const ANYWHERE: Text = Text { zh: "任何位置", en: "Anywhere" };

/// Something that can be done.
#[derive(Debug, Clone, Copy)]
pub struct Command {
    /// What it does.
    pub label: Text,
    /// Where it belongs: a heading of the help sheet.
    pub area: Text,
    /// The keys that do it, each alternative as `g s`: pressed one after another.
    pub keys: &'static [&'static str],
    /// Its drawing.
    pub glyph: Glyph,
    /// Does it; none where the element that has the focus takes the keys itself, and only the help sheet names them.
    pub run: Option<Callback<()>>,
    /// Why it cannot be done now; none where it can.
    pub refused: Signal<Option<String>>,
    /// What it is done to, such as the name of a set; empty where that is clear.
    pub about: Signal<String>,
    /// Whether the palette offers it.
    pub listed: Signal<bool>,
}

impl Command {
    /// A command that the palette offers.
    pub fn new(label: Text, run: impl Fn() + Send + Sync + 'static) -> Self {
        let run = Callback::new(move |()| run());
        Self { run: Some(run), listed: Signal::stored(true), ..Self::hint(ANYWHERE, &[], label) }
    }

    /// Keys that an element takes itself while it has the focus.
    pub fn hint(area: Text, keys: &'static [&'static str], label: Text) -> Self {
        Self {
            label,
            area,
            keys,
            glyph: Glyph::Play,
            run: None,
            refused: Signal::stored(None),
            about: Signal::stored(String::new()),
            listed: Signal::stored(false),
        }
    }

    /// Also by keys.
    #[must_use]
    pub const fn keys(mut self, keys: &'static [&'static str]) -> Self {
        self.keys = keys;
        self
    }

    /// Under this heading of the help sheet.
    #[must_use]
    pub const fn area(mut self, area: Text) -> Self {
        self.area = area;
        self
    }

    /// With a drawing.
    #[must_use]
    pub const fn glyph(mut self, glyph: Glyph) -> Self {
        self.glyph = glyph;
        self
    }

    /// By keys only: in the palette it would make no sense.
    #[must_use]
    pub fn unlisted(self) -> Self {
        self.shown(false)
    }

    /// In the palette while it makes sense there.
    #[must_use]
    pub fn shown(mut self, listed: impl Into<Signal<bool>>) -> Self {
        self.listed = listed.into();
        self
    }

    /// Not to be done while there is a reason.
    #[must_use]
    pub fn refused(mut self, why: impl Into<Signal<Option<String>>>) -> Self {
        self.refused = why.into();
        self
    }

    /// Done to something that has a name.
    #[must_use]
    pub fn about(mut self, about: impl Into<Signal<String>>) -> Self {
        self.about = about.into();
        self
    }

    /// Why it cannot be done now, read reactively.
    pub fn why_not(&self) -> Option<String> {
        self.refused.try_get().flatten()
    }

    /// Does it, unless there is a reason not to, or the page that offered it is gone.
    pub fn run(&self) {
        if let Some(run) = self.run
            && self.refused.try_with_untracked(Option::is_none) == Some(true)
        {
            run.run(());
        }
    }
}

/// The commands of the page.
#[derive(Debug, Clone, Copy)]
pub struct Commands {
    registered: RwSignal<Vec<(u32, Command)>>,
    next: StoredValue<u32>,
    pressed: StoredValue<Vec<String>>,
    letters: Kept,
}

/// Provides the register to everything below, and listens to the keys.
pub fn provide_commands() -> Commands {
    let commands = Commands {
        registered: RwSignal::new(Vec::new()),
        next: StoredValue::new(0),
        pressed: StoredValue::new(Vec::new()),
        letters: Kept::follow(KEY),
    };
    provide_context(commands);
    keys::on_command(move |key| commands.press(key));
    commands
}

/// The commands of the page.
///
/// # Panics
/// Outside of the application's component tree.
pub fn use_commands() -> Commands {
    expect_context()
}

/// Offers a command for as long as the current component lives.
pub fn use_command(command: Command) {
    let commands = use_commands();
    let key = commands.next.get_value();
    commands.next.set_value(key.wrapping_add(1));
    commands.registered.update(|registered| registered.push((key, command)));
    on_cleanup(move || {
        // The register may have gone with the application.
        commands.registered.try_update(|registered| registered.retain(|(other, _)| *other != key));
    });
}

impl Commands {
    /// All that can be done now, read reactively; what is further in comes later.
    pub fn all(self) -> Vec<Command> {
        self.registered.with(|registered| registered.iter().map(|(_, command)| *command).collect())
    }

    /// Whether keys that are single characters act. People who speak to their computer, or whose hands slip, turn them
    /// off (WCAG 2.1.4).
    pub fn has_letters(self) -> bool {
        self.letters.read(|word| Some(word != "off")).unwrap_or(true)
    }

    /// Turns the keys that are single characters on or off.
    pub fn choose_letters(self, on: bool) {
        self.letters.choose(Some(if on { "on" } else { "off" }));
    }

    fn press(self, key: &str) -> bool {
        if is_character(key) && !untrack(|| self.has_letters()) {
            return false;
        }
        let commands = untrack(|| self.all());
        let known: Vec<&'static [&'static str]> =
            commands.iter().map(|command| if command.run.is_some() { command.keys } else { &[] }).collect();
        let mut pressed = self.pressed.get_value();
        let found = advance(&known, &mut pressed, key);
        self.pressed.set_value(pressed);
        if let Some(command) = found.and_then(|index| commands.get(index)) {
            command.run();
        }
        found.is_some()
    }
}

/// Whether a key writes something, rather than being `Escape` or `ArrowDown`.
fn is_character(key: &str) -> bool {
    key.chars().count() == 1
}

/// Takes a key after those that were pressed before, and tells which command they complete: the last of them. What
/// leads nowhere is forgotten.
fn advance(commands: &[&[&str]], pressed: &mut Vec<String>, key: &str) -> Option<usize> {
    pressed.push(key.to_owned());
    let fits = |keys: &str, pressed: &[String]| {
        let mut keys = keys.split(' ');
        pressed.iter().all(|key| keys.next() == Some(key)).then(|| keys.next().is_none())
    };
    let complete =
        commands.iter().rposition(|command| command.iter().any(|keys| fits(keys, pressed) == Some(true)));
    let begun = commands.iter().any(|command| command.iter().any(|keys| fits(keys, pressed).is_some()));
    match complete {
        None if begun => None,
        None if pressed.len() > 1 => {
            pressed.clear();
            advance(commands, pressed, key)
        }
        found => {
            pressed.clear();
            found
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{advance, is_character};

    fn press(commands: &[&[&str]], keys: &[&str]) -> Vec<Option<usize>> {
        let mut pressed = Vec::new();
        keys.iter().map(|key| advance(commands, &mut pressed, key)).collect()
    }

    #[test]
    fn a_sequence_completes_in_order_and_starts_again_after_a_wrong_key() {
        let commands: &[&[&str]] = &[&["/"], &["g s"], &["j", "ArrowDown"]];
        assert_eq!(press(commands, &["/"]), [Some(0)]);
        assert_eq!(press(commands, &["s", "g", "s"]), [None, None, Some(1)]);
        assert_eq!(press(commands, &["g", "g", "s"]), [None, None, Some(1)]);
        assert_eq!(press(commands, &["g", "x", "s"]), [None, None, None]);
        assert_eq!(press(commands, &["g", "j", "ArrowDown"]), [None, Some(2), Some(2)]);
    }

    #[test]
    fn what_is_further_in_takes_the_key() {
        assert_eq!(press(&[&["Escape"], &["x"], &["Escape"]], &["Escape"]), [Some(2)]);
    }

    #[test]
    fn characters_can_be_told_from_named_keys_in_any_script() {
        assert!(["g", "?", "é", "序"].into_iter().all(is_character));
        assert!(!["Escape", "F1", "ArrowDown", ""].into_iter().any(is_character));
    }
}
