//! A set that exists, as YAML, to be changed: the same page, begun with the set as it is.

use kubewire::error::ApiError;
use kubewire::resource::STATEFUL_SETS;
use leptos::prelude::*;
use workload::notice::{Op, Target, explain};

use crate::i18n::{t, use_locale};
use crate::pages::statefulsets::create::edited::Beginning;
use crate::pages::statefulsets::create::kept::KeptDraft;
use crate::pages::statefulsets::create::words;
use crate::pages::statefulsets::create::{Writing, waiting};
use crate::platform::task::spawn_scoped;
use crate::route::Route;
use crate::store::cluster_storage::ClusterStorage;
use crate::store::{commands, use_store};
use crate::ui::button::{Button, Kind, LinkButton};
use crate::widgets::notice_callout::NoticeCallout;

type Read = Result<Beginning, ApiError>;

/// The page.
#[component]
pub fn EditPage(
    /// The set's namespace.
    namespace: String,
    /// The set's name.
    name: String,
) -> impl IntoView {
    let kept = use_store().kept();
    move || match kept.get() {
        Some(storage) => {
            view! { <Editing storage namespace=namespace.clone() name=name.clone() /> }.into_any()
        }
        None => waiting().into_any(),
    }
}

/// Goes on with what was written of it, or else reads the set.
#[component]
fn Editing(storage: ClusterStorage, namespace: String, name: String) -> impl IntoView {
    let kept = KeptDraft::of_set(storage, &namespace, &name);
    let base = RwSignal::new(kept.base().map(|base| Ok(Beginning::from_value(base)) as Read));
    let place = StoredValue::new((namespace.clone(), name));
    let store = StoredValue::new(use_store());
    let wanted = Memo::new(move |_| base.with(Option::is_none));
    // By an effect: whoever asks again goes with the message that offered it.
    Effect::new(move || {
        if wanted.get() {
            spawn_scoped(async move {
                let (namespace, name) = place.get_value();
                let answer = commands::get_value(&store.get_value(), STATEFUL_SETS, &namespace, &name).await;
                base.set(Some(answer.map(|answer| Beginning::of(answer.value))));
            });
        }
    });
    let read = Callback::new(move |()| base.set(None));
    let forgotten = kept.clone();
    let reopen = Callback::new(move |()| {
        forgotten.forget();
        base.set(None);
    });
    let namespace = Signal::stored(namespace);
    move || match base.get() {
        None => waiting().into_any(),
        Some(Ok(base)) => {
            view! { <Writing namespace kept=kept.clone() edited=Some(base) reopen=Some(reopen) /> }.into_any()
        }
        Some(Err(error)) => view! { <Unread place error on_again=read /> }.into_any(),
    }
}

/// Says why the set cannot be read.
#[component]
fn Unread(place: StoredValue<(String, String)>, error: ApiError, on_again: Callback<()>) -> impl IntoView {
    let locale = use_locale();
    let (namespace, name) = place.get_value();
    let target =
        Target { kind: STATEFUL_SETS.kind.to_owned(), name: name.clone(), namespace: namespace.clone() };
    let notice = Memo::new(move |_| explain(locale.get(), &Op::Read(target.clone()), &error));
    let back = Route::Set { namespace, name, tab: String::new() }.href();
    view! {
        <div class="create">
            <NoticeCallout notice />
            <div class="create-actions">
                <Button on_press=on_again>{t(words::AGAIN)}</Button>
                <LinkButton kind=Kind::Quiet href=back>{t(words::OPEN_SET)}</LinkButton>
            </div>
        </div>
    }
}
