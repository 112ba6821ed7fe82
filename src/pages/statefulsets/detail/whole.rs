//! The set as the API server stores it, whole, for the tabs that show all of it. Read once when the tab opens and
//! again after each change that the watch reports.

use std::sync::Arc;

use kubewire::error::ApiError;
use kubewire::resource::STATEFUL_SETS;
use leptos::prelude::*;
use serde_json::Value;
use workload::notice::{Op, Target, explain};

use crate::i18n::use_locale;
use crate::pages::statefulsets::detail::denied::Noticed;
use crate::pages::statefulsets::detail::model::Model;
use crate::pages::statefulsets::detail::presence::Presence;
use crate::platform::task;
use crate::store::{commands, use_store};

/// What is known of the whole object.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Whole {
    /// The object as it was last read.
    pub value: Option<Arc<Value>>,
    /// Why the last read brought nothing.
    pub error: Option<ApiError>,
}

/// Reads the set for as long as the current owner lives. What was read stays while it is read again, and after the
/// set is gone.
pub fn read(model: Model) -> Signal<Whole> {
    let whole = RwSignal::new(Whole::default());
    let store = use_store();
    let version = Memo::new(move |_| {
        let gone = model.presence.get() == Presence::Deleted;
        model.set.with(|set| (!gone).then(|| set.meta.key.resource_version.clone()))
    });
    Effect::new(move || {
        if version.with(Option::is_none) {
            return;
        }
        let store = store.clone();
        let (namespace, name) =
            model.set.with_untracked(|set| (set.meta.namespace().to_owned(), set.meta.name().to_owned()));
        task::spawn_scoped(async move {
            match commands::get_value(&store, STATEFUL_SETS, &namespace, &name).await {
                Ok(answer) => whole.set(Whole { value: Some(Arc::new(answer.value)), error: None }),
                Err(error) => whole.update(|whole| whole.error = Some(error)),
            }
        });
    });
    whole.into()
}

/// A callout while the set cannot be read.
#[component]
pub fn Unread(
    /// What is known of the whole object.
    whole: Signal<Whole>,
    /// What is known of the set.
    model: Model,
) -> impl IntoView {
    let locale = use_locale();
    let notice = Memo::new(move |_| {
        let error = whole.with(|whole| whole.error.clone())?;
        let target = model.set.with(|set| Target {
            kind: STATEFUL_SETS.kind.to_owned(),
            name: set.meta.name().to_owned(),
            namespace: set.meta.namespace().to_owned(),
        });
        Some(explain(locale.get(), &Op::Read(target), &error))
    });
    view! { <Noticed notice /> }
}
