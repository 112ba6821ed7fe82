//! Text that one takes elsewhere: a name, an image, a command.

use std::time::Duration;

use leptos::prelude::*;

use crate::platform::{clipboard, task};
use crate::ui::{button::IconButton, icon::Glyph};

/// How long the check mark stays, in time to be seen.
const SEEN: Duration = Duration::from_millis(1600);

/// Text with a button that copies it.
#[component]
pub fn CopyText(
    /// What is copied.
    #[prop(into)]
    text: Signal<String>,
    /// The button's name.
    #[prop(into)]
    label: Signal<String>,
    /// The button's name just after it has copied.
    #[prop(into)]
    done_label: Signal<String>,
    /// What is shown instead of the text.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let copied = RwSignal::new(false);
    let copy = move |()| {
        // Ends by itself; there is nothing to stop early.
        drop(task::spawn_abortable(async move {
            match clipboard::write(text.get_untracked()).await {
                Ok(()) => {
                    copied.try_set(true);
                    set_timeout(
                        move || {
                            copied.try_set(false);
                        },
                        SEEN,
                    );
                }
                Err(error) => leptos::logging::error!("the clipboard refuses: {error}"),
            }
        }));
    };
    let name = Signal::derive(move || if copied.get() { done_label.get() } else { label.get() });
    let glyph = Signal::derive(move || if copied.get() { Glyph::Check } else { Glyph::Copy });
    view! {
        <span class="copy">
            <span class="copy-text">{match children {
                Some(children) => children().into_any(),
                None => view! { {text} }.into_any(),
            }}</span>
            <IconButton small=true label=name glyph on_press=copy />
        </span>
    }
}
