//! Short messages about what was done. Good news goes by itself, but not while one points at it or the keyboard is in
//! it; bad news stays until it is dismissed. What was said in this visit can be read again.

use std::time::Duration;

use leptos::{ev, prelude::*};
use workload::shown::shown;

use crate::platform::{clock, focus, task, timer};
use crate::ui::{
    button::IconButton,
    icon::{Glyph, Icon},
    tone::Tone,
};

/// How long good news stays.
const STAYS: Duration = Duration::from_secs(6);
/// The oldest go when there are more.
const MOST: usize = 4;
/// How many can be read again.
const REMEMBERED: usize = 50;

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

impl Toast {
    fn stays(&self) -> bool {
        matches!(self.tone, Tone::Warn | Tone::Bad)
    }
}

/// A message that was shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// Names it.
    pub key: u32,
    /// When, in Unix milliseconds.
    pub at: u64,
    /// What.
    pub toast: Toast,
}

/// The messages of the application.
#[derive(Debug, Clone, Copy)]
pub struct Toaster {
    shown: RwSignal<Vec<(u32, Toast)>>,
    said: RwSignal<Vec<Said>>,
    unread: RwSignal<usize>,
    held: RwSignal<bool>,
    next: StoredValue<u32>,
}

/// Provides the messages to everything below.
pub fn provide_toaster() -> Toaster {
    let toaster = Toaster {
        shown: RwSignal::new(Vec::new()),
        said: RwSignal::new(Vec::new()),
        unread: RwSignal::new(0),
        held: RwSignal::new(false),
        next: StoredValue::new(0),
    };
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
    pub fn show(self, mut toast: Toast) {
        for text in [&mut toast.title, &mut toast.text] {
            *text = shown(text).into_owned();
        }
        let key = self.next.get_value();
        self.next.set_value(key.wrapping_add(1));
        let said = Said { key, at: clock::now_ms(), toast: toast.clone() };
        self.said.update(|all| {
            all.insert(0, said);
            all.truncate(REMEMBERED);
        });
        self.unread.update(|unread| *unread += 1);
        self.shown.update(|shown| {
            shown.push((key, toast));
            let surplus = shown.len().saturating_sub(MOST);
            shown.drain(..surplus);
        });
    }

    /// What was said in this visit, the latest first.
    pub fn said(self) -> Signal<Vec<Said>> {
        self.said.into()
    }

    /// How many were said since [`Toaster::read`].
    pub fn unread(self) -> Signal<usize> {
        self.unread.into()
    }

    /// All that was said has been read.
    pub fn read(self) {
        self.unread.set(0);
    }

    /// Forgets what was said.
    pub fn forget(self) {
        self.said.set(Vec::new());
    }

    fn close(self, key: u32) {
        // The timer may ring after the application has gone.
        self.shown.try_update(|shown| shown.retain(|(other, _)| *other != key));
        if self.shown.try_with_untracked(Vec::is_empty) == Some(true) {
            // What goes away under the pointer says nothing of the pointer's leaving.
            self.held.set(false);
        }
    }

    /// Closes a message after its time, which begins anew when one has pointed at it. Ends with the current owner.
    fn close_later(self, key: u32) {
        Effect::new(move || {
            if !self.held.get() {
                task::spawn_scoped(async move {
                    timer::sleep(STAYS).await;
                    self.close(key);
                });
            }
        });
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
    let one = move |(key, toast): (u32, Toast)| view! { <One key toast close_label /> };
    view! {
        <section
            class="toasts"
            aria-label=label
            aria-live="polite"
            aria-relevant="additions"
            on:mouseenter=move |_| toaster.held.set(true)
            on:mouseleave=move |_| toaster.held.set(false)
            on:focusin=move |_| toaster.held.set(true)
            on:focusout=move |_| toaster.held.set(false)
        >
            <For each=move || toaster.shown.get() key=|(key, _)| *key children=one />
        </section>
    }
}

#[component]
fn One(key: u32, toast: Toast, close_label: Signal<String>) -> impl IntoView {
    let toaster = use_toaster();
    if !toast.stays() {
        toaster.close_later(key);
    }
    // Bad news interrupts what a screen reader says; good news waits.
    let role = (toast.tone == Tone::Bad).then_some("alert");
    let Toast { tone, title, text } = toast;
    let close = move || {
        toaster.close(key);
        // The button that had the focus is gone.
        focus::main_region();
    };
    let escape = move |ev: ev::KeyboardEvent| {
        if ev.key() == "Escape" {
            ev.stop_propagation();
            close();
        }
    };
    view! {
        <div class="toast" data-tone=tone.name() role=role on:keydown=escape>
            <Icon glyph=tone.glyph() />
            <div>
                <strong>{title}</strong>
                {(!text.is_empty()).then(|| view! { <p>{text}</p> })}
            </div>
            <IconButton small=true label=close_label glyph=Glyph::Close on_press=move |()| close() />
        </div>
    }
}
