//! Which namespace is a person's, who may not list all of them: asked once, and chosen by itself from then on. What is
//! kept of it are the namespaces that were used, so that choosing another one at the top changes it.

use kubewire::health::Health;
use leptos::{ev, prelude::*};
use workload::text::Text;

use crate::i18n::{t, use_locale};
use crate::pages::shell::remembered::{NAMESPACES, NAMESPACES_KEPT, Remembered};
use crate::pages::statefulsets::list::Place;
use crate::pages::statefulsets::list::source::Source;
use crate::route::namespaces::{Namespaces, is_name};
use crate::store::session::identity::Who;
use crate::store::use_store;
use crate::ui::button::{Button, Kind};
use crate::ui::field::TextField;

const LABEL: Text = Text { zh: "命名空间", en: "Namespace" };
const HELP: Text = Text {
    zh: "下次会自动选中它；可随时在顶部更换。",
    en: "It is chosen for you from now on; change it at the top at any time.",
};
const NO_NAME: Text = Text {
    zh: "命名空间名称只能包含小写字母、数字和 -，且不能以 - 开头或结尾。",
    en: "A namespace's name has lowercase letters, digits and - only, and no - at its ends.",
};
const SHOW: Text = Text { zh: "显示", en: "Show it" };

/// Whether the person has been led to a namespace in this visit: who then asks for all of them is not led away again.
#[derive(Debug, Clone, Copy)]
pub struct Led(StoredValue<bool>);

/// Provides it to everything below.
pub fn provide_led() {
    provide_context(Led(StoredValue::new(false)));
}

/// Leads a person who may not list all namespaces to the one that they used last. Whether that is about to happen.
pub fn lead(place: Place, namespaces: &Namespaces, source: Source) -> Signal<bool> {
    let Led(led) = expect_context();
    if !namespaces.is_all() {
        led.set_value(true);
        return Signal::stored(false);
    }
    let was_led = led.get_value();
    let (kept, used) = (use_store().kept(), Remembered::read(NAMESPACES, NAMESPACES_KEPT).lines());
    let last = Memo::new(move |_| used.with(|used| used.first().cloned()));
    Effect::new(move || {
        let is_denied = source.health.with(|health| matches!(health, Health::Denied(_)));
        let name = last.get().filter(|_| is_denied && !was_led);
        if let Some(name) = name {
            place.change(|query| query.namespaces = Namespaces::one(name));
        }
    });
    // What was used is known a moment after the start, when it is known which cluster this is.
    Signal::derive(move || !was_led && (kept.with(Option::is_none) || last.with(Option::is_some)))
}

/// Asks for a namespace and shows its list.
#[component]
pub fn AskNamespace(
    /// The address.
    place: Place,
) -> impl IntoView {
    let (locale, who) = (use_locale(), use_store().session().who());
    let used = Remembered::read(NAMESPACES, NAMESPACES_KEPT);
    // Who it is, is known a moment after what they may not.
    let (typed, is_wrong) = (RwSignal::new(None::<String>), RwSignal::new(false));
    let value = Signal::derive(move || typed.get().unwrap_or_else(|| who.with(own)));
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let name = value.with_untracked(|value| value.trim().to_lowercase());
        is_wrong.set(!is_name(&name));
        if is_name(&name) {
            used.put(&name);
            place.change(|query| query.namespaces = Namespaces::one(name));
        }
    };
    let error =
        Signal::derive(
            move || {
                if is_wrong.get() { NO_NAME.get(locale.get()).to_owned() } else { String::new() }
            },
        );
    view! {
        <form class="ask-namespace" on:submit=submit>
            <TextField
                label=t(LABEL)
                value
                on_input=move |text: String| typed.set(Some(text))
                help=t(HELP)
                error
                machine=true
            />
            <Button submit=true kind=Kind::Main>{t(SHOW)}</Button>
        </form>
    }
}

/// The namespace that a service account lives in; empty for other people.
fn own(who: &Who) -> String {
    let Who::User(user) = who else { return String::new() };
    let account = user.username.strip_prefix("system:serviceaccount:").unwrap_or_default();
    account.split(':').next().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use kubewire::caller::User;

    use super::{Who, own};

    #[test]
    fn a_service_account_is_offered_the_namespace_that_it_lives_in() {
        let who = |name: &str| Who::User(User { username: name.into(), groups: Vec::new() });
        assert_eq!(own(&who("system:serviceaccount:shop:bot")), "shop");
        assert_eq!(own(&who("jane")), "");
        assert_eq!(own(&Who::Asking), "");
    }
}
