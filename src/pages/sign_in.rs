//! The page that asks for a bearer token, over whatever was on screen: that stays as it is, drafts included. It is
//! the browser's own modal dialog, so it also covers a dialog that was open when the sign-in ended.

mod form;
mod words;

use leptos::{ev, html, prelude::*};

use crate::i18n::{say, t, use_locale};
use crate::pages::shell::appearance_menu::{AppearanceMenu, LanguageButton};
use crate::pages::shell::brand::BrandMark;
use crate::pages::sign_in::form::TokenForm;
use crate::store::session::Session;
use crate::store::session::identity::{Who, Why};
use crate::store::use_store;
use crate::ui::button::{Button, Kind};
use crate::ui::id;

/// The page.
#[component]
pub fn SignInPage() -> impl IntoView {
    let node = NodeRef::<html::Dialog>::new();
    node.on_load(|dialog| {
        if let Err(error) = dialog.show_modal() {
            leptos::logging::error!("the sign-in page does not open: {error:?}");
        }
    });
    let session = StoredValue::new(use_store().session().clone());
    let who = session.with_value(Session::who);
    let locale = use_locale();
    let name = session.with_value(|session| session.place().name.clone());
    let title = say(move |locale| words::title(locale, &name));
    let lead = move || {
        let text = who.with(|who| match who {
            Who::Nobody(Why::Ended) => words::ENDED,
            Who::User(_) => words::RENEW,
            Who::Asking | Who::Nobody(Why::NoCredential) => words::LEAD,
        });
        text.get(locale.get())
    };
    // Who was somebody sees what they saw; without signing in, nothing of it goes on.
    let way_back = move || {
        let was_somebody = session.with_value(Session::was_somebody);
        let stays = who.with(|who| matches!(who, Who::User(_))) || was_somebody;
        if stays { words::BACK.get(locale.get()) } else { words::GO_ON.get(locale.get()) }
    };
    let go_on = move |()| session.with_value(|session| session.want_sign_in(false));
    // Escape would lead to a page on which everything is refused; the button that does so says it.
    let cancel = move |event: ev::Event| event.prevent_default();
    let heading = id::fresh("sign-in");
    view! {
        <dialog node_ref=node class="sign-in" aria-labelledby=heading.clone() on:cancel=cancel>
            <header class="sign-in-bar">
                <BrandMark />
                <b>"Ordinal"</b>
                <span class="spacer"></span>
                <LanguageButton />
                <AppearanceMenu />
            </header>
            <div class="sign-in-card">
                <h1 id=heading.clone()>{title}</h1>
                <p class="sign-in-lead">{lead}</p>
                <TokenForm />
                <footer class="sign-in-foot">
                    <p>{t(words::ELSEWHERE)}</p>
                    <Button kind=Kind::Quiet small=true on_press=go_on>{way_back}</Button>
                </footer>
            </div>
        </dialog>
    }
}
