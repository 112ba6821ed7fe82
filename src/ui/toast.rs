//! Short messages about what was done. Good news goes by itself; bad news stays until it is read.

use std::time::Duration;

use leptos::prelude::*;

use crate::ui::{
    button::IconButton,
    icon::{Glyph, Icon},
    tone::Tone,
};

/// How long good news stays.
const STAYS: Duration = Duration::from_secs(6);
/// The oldest go when there are more.
const MOST: usize = 4;

/// One message, in the language of the moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Toast {
    /// Its tone. Good, busy and idle ones go by themselves.
    pub tone: Tone,
    /// What happened.
    pub title: String,
    /// More of it; empty shows nothing.
    pub text: String,
}

/// The messages of the application.
#[derive(Debug, Clone, Copy)]
pub struct Toaster {
    shown: RwSignal<Vec<(u32, Toast)>>,
    next: StoredValue<u32>,
}

/// Provides the messages to everything below.
pub fn provide_toaster() -> Toaster {
    let toaster = Toaster { shown: RwSignal::new(Vec::new()), next: StoredValue::new(0) };
    provide_context(toaster);
    toaster
}

/// The messages of the application.
///
/// # Panics
/// Outside of the application's component tree.
pub fn use_toaster() -> Toaster {
    expect_context()
}

impl Toaster {
    /// Shows a message.
    pub fn show(self, toast: Toast) {
        let key = self.next.get_value();
        self.next.set_value(key.wrapping_add(1));
        let stays = matches!(toast.tone, Tone::Warn | Tone::Bad);
        self.shown.update(|shown| {
            shown.push((key, toast));
            let surplus = shown.len().saturating_sub(MOST);
            shown.drain(..surplus);
        });
        if !stays {
            set_timeout(move || self.close(key), STAYS);
        }
    }

    fn close(self, key: u32) {
        // The timer may ring after the application has gone.
        self.shown.try_update(|shown| shown.retain(|(other, _)| *other != key));
    }
}

/// Where the messages stand. One in the page, always there, so that a screen reader hears what is added.
#[component]
pub fn Toasts(
    /// The name of the region.
    #[prop(into)]
    label: Signal<String>,
    /// The name of the buttons that close one.
    #[prop(into)]
    close_label: Signal<String>,
) -> impl IntoView {
    let toaster = use_toaster();
    let one = move |(key, toast): (u32, Toast)| {
        let Toast { tone, title, text } = toast;
        view! {
            <div class="toast" data-tone=tone.name()>
                <Icon glyph=tone.glyph() />
                <div>
                    <strong>{title}</strong>
                    {(!text.is_empty()).then(|| view! { <p>{text}</p> })}
                </div>
                <IconButton small=true label=close_label glyph=Glyph::Close on_press=move |()| toaster.close(key) />
            </div>
        }
    };
    view! {
        <section class="toasts" aria-label=label aria-live="polite" aria-relevant="additions">
            <For each=move || toaster.shown.get() key=|(key, _)| *key children=one />
        </section>
    }
}
