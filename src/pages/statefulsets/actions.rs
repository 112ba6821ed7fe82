//! What can be done to one set from wherever it is shown: the dialogs, and who opens them.

mod delete_dialog;
mod preview;
mod scale_dialog;
mod words;

use std::sync::Arc;

use kubewire::access::Ask;
use kubewire::resource::STATEFUL_SETS;
use leptos::prelude::*;
use workload::rows::pod::PodRow;
use workload::rows::set::SetRow;

use crate::pages::statefulsets::actions::delete_dialog::DeleteDialog;
use crate::pages::statefulsets::actions::scale_dialog::ScaleDialog;
use crate::pages::statefulsets::actions::words::Effect;
use crate::ui::callout::Callout;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::tone::Tone;

/// A set and its pods; none where pods are not loaded or denied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// The set.
    pub set: Arc<SetRow>,
    /// Its pods.
    pub pods: Option<Vec<Arc<PodRow>>>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Action {
    Scale,
    Delete,
}

/// What one needs to scale a set.
pub fn to_scale(set: &SetRow) -> Ask {
    Ask::new("patch", STATEFUL_SETS, set.meta.namespace()).on("scale").named(set.meta.name())
}

/// What one needs to delete a set.
pub fn to_delete(set: &SetRow) -> Ask {
    Ask::new("delete", STATEFUL_SETS, set.meta.namespace()).named(set.meta.name())
}

/// What one needs to create a set in a namespace.
pub fn to_create(namespace: &str) -> Ask {
    Ask::new("create", STATEFUL_SETS, namespace)
}

/// Opens the dialogs. One per page, beside one [`ActionDialogs`].
#[derive(Debug, Clone, Copy)]
pub struct Acting(RwSignal<Option<(Action, Arc<str>)>>);

impl Default for Acting {
    fn default() -> Self {
        Self::new()
    }
}

impl Acting {
    /// With no dialog open.
    pub fn new() -> Self {
        Self(RwSignal::new(None))
    }

    /// Asks how many replicas the set of this uid shall have.
    pub fn scale(self, uid: &str) {
        self.0.set(Some((Action::Scale, Arc::from(uid))));
    }

    /// Asks whether the set of this uid shall be deleted.
    pub fn delete(self, uid: &str) {
        self.0.set(Some((Action::Delete, Arc::from(uid))));
    }
}

/// The dialog that is open, if one is. It follows the set while it is open.
#[component]
pub fn ActionDialogs(
    /// Who opens them.
    acting: Acting,
    /// What is known of the set of a uid now, read reactively; none when it is gone.
    #[prop(into)]
    find: Callback<Arc<str>, Option<Known>>,
) -> impl IntoView {
    let on_close = Callback::new(move |()| acting.0.set(None));
    move || {
        let (action, uid) = acting.0.get()?;
        let first = untrack(|| find.run(Arc::clone(&uid)))?;
        let now = Memo::new(move |_| find.run(Arc::clone(&uid)));
        let gone = Signal::derive(move || now.with(Option::is_none));
        // A set that goes while one decides about it stays in the dialog as it was last.
        let known = Memo::new(move |before: Option<&Known>| {
            now.get().or_else(|| before.cloned()).unwrap_or_else(|| first.clone())
        });
        Some(match action {
            Action::Scale => view! { <ScaleDialog known gone on_close /> }.into_any(),
            Action::Delete => view! { <DeleteDialog known gone on_close /> }.into_any(),
        })
    }
}

/// Says in a dialog that what it asks for cannot be done by this person.
#[component]
fn Barred(
    /// Why not.
    #[prop(into)]
    why: Signal<Option<String>>,
) -> impl IntoView {
    let title = Signal::derive(move || why.get().unwrap_or_default());
    view! { <Show when=move || why.with(Option::is_some)><Callout tone=Tone::Warn title /></Show> }
}

/// What will happen, one line each; what is lost stands out.
fn effects(effects: Vec<Effect>, glyph: Glyph) -> impl IntoView {
    let line = |effect: Effect| {
        let glyph = if effect.loss { Glyph::Warning } else { glyph };
        view! { <li data-loss=effect.loss.then_some("")><Icon glyph /><span>{effect.text}</span></li> }
    };
    view! { <ul class="effects">{effects.into_iter().map(line).collect_view()}</ul> }
}
