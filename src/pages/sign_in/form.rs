//! The token and what became of it.

use leptos::{ev, prelude::*};

use crate::i18n::{t, use_locale};
use crate::pages::sign_in::words;
use crate::platform::task;
use crate::store::session::refusal::Refusal;
use crate::store::use_store;
use crate::ui::button::{Button, Kind};
use crate::ui::callout::Callout;
use crate::ui::check::Check;
use crate::ui::field::TextField;
use crate::ui::tone::Tone;

/// Asks for a token and signs in with it.
#[component]
pub fn TokenForm() -> impl IntoView {
    let session = StoredValue::new(use_store().session().clone());
    let (token, keep, busy) = (RwSignal::new(String::new()), RwSignal::new(false), RwSignal::new(false));
    let refusal = RwSignal::new(None::<Refusal>);
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        refusal.set(None);
        let session = session.get_value();
        task::spawn_scoped(async move {
            let answer = session.sign_in(&token.get_untracked(), keep.get_untracked()).await;
            // Where it was taken, this page may be gone already.
            busy.try_set(false);
            if let Err(why) = answer {
                refusal.try_set(Some(why));
            }
        });
    };
    view! {
        <form class="sign-in-form" on:submit=submit>
            <TextField
                label=t(words::TOKEN)
                value=token
                on_input=move |text: String| token.set(text)
                help=t(words::TOKEN_HELP)
                machine=true
                secret=true
                autofocus=true
            />
            <Check label=t(words::KEEP) checked=keep on_change=move |on: bool| keep.set(on) />
            <Refused refusal />
            <Button submit=true kind=Kind::Main busy disabled=Signal::derive(move || token.with(|token| token.trim().is_empty()))>
                {t(words::SIGN_IN)}
            </Button>
        </form>
    }
}

#[component]
fn Refused(refusal: RwSignal<Option<Refusal>>) -> impl IntoView {
    let locale = use_locale();
    move || {
        refusal.get().map(|why| {
            let (title, text, quote) = (why.title(locale.get()), why.text(locale.get()), why.quote());
            view! {
                <Callout
                    tone=Tone::Bad
                    title=Signal::stored(title)
                    text=Signal::stored(text.to_owned())
                    quote=Signal::stored(quote)
                />
            }
        })
    }
}
