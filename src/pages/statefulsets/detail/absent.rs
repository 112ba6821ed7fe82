//! What stands where there is no set to show: it is loading, it cannot be reached, it may not be seen, or there is
//! none.

use kubewire::error::ApiError;
use kubewire::resource::STATEFUL_SETS;
use leptos::prelude::*;
use workload::notice::{Op, Target, explain};
use workload::text::{Locale, Text};

use crate::i18n::{t, use_locale};
use crate::pages::statefulsets::detail::presence::Presence;
use crate::route::namespaces::Namespaces;
use crate::route::{Route, SetsQuery};
use crate::ui::empty::EmptyState;
use crate::ui::icon::Glyph;
use crate::ui::skeleton::Skeleton;

const LOADING: Text = Text { zh: "正在加载…", en: "Loading…" };
/// The way back.
pub const BACK: Text = Text { zh: "返回列表", en: "Back to the list" };
const NO_SUCH: Text = Text {
    zh: "它可能已被删除，或在别的命名空间。若稍后创建，本页会自动显示它。",
    en: "It may have been deleted, or be in another namespace. Should it be created, it appears here by itself.",
};

/// The page without a set.
#[component]
pub fn Absent(
    /// Where it was looked for.
    namespace: String,
    /// By which name.
    name: String,
    /// Why there is none.
    presence: Memo<Presence>,
) -> impl IntoView {
    let back =
        Route::Sets(SetsQuery { namespaces: Namespaces::one(namespace.clone()), ..SetsQuery::default() })
            .href();
    let heading = name.clone();
    let target = StoredValue::new(Target { kind: STATEFUL_SETS.kind.to_owned(), name, namespace });
    let is_settled = move || {
        presence.with(|presence| {
            matches!(presence, Presence::Missing | Presence::Denied(_) | Presence::Unreachable(_))
        })
    };
    let back = StoredValue::new(back);
    view! {
        <h1 class="unseen">{heading}</h1>
        <Show when=is_settled fallback=Waiting>
            <Reason target presence>
                <a class="button" href=back.get_value()>{t(BACK)}</a>
            </Reason>
        </Show>
    }
}

#[component]
fn Waiting() -> impl IntoView {
    view! {
        <div class="detail-loading" role="status" aria-busy="true">
            <span class="unseen">{t(LOADING)}</span>
            <Skeleton width="220px" />
            <Skeleton width="420px" />
            <Skeleton width="180px" />
        </div>
    }
}

#[component]
fn Reason(target: StoredValue<Target>, presence: Memo<Presence>, children: Children) -> impl IntoView {
    let locale = use_locale();
    let words =
        Memo::new(move |_| presence.with(|presence| words(presence, &target.get_value(), locale.get())));
    let glyph = Signal::derive(move || match presence.get() {
        Presence::Denied(_) => Glyph::Lock,
        Presence::Unreachable(_) => Glyph::Offline,
        _ => Glyph::Sets,
    });
    view! {
        <EmptyState
            glyph
            title=Signal::derive(move || words.with(|words| words.title.clone()))
            text=Signal::derive(move || words.with(|words| words.text.clone()))
            quote=Signal::derive(move || words.with(|words| words.quote.clone()))
            whole_page=true
        >
            {children()}
        </EmptyState>
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Words {
    title: String,
    text: String,
    quote: String,
}

fn words(presence: &Presence, target: &Target, locale: Locale) -> Words {
    match presence {
        Presence::Denied(error) => failed(error, target, locale),
        Presence::Unreachable(why) => failed(why.as_ref().unwrap_or(&ApiError::Offline), target, locale),
        _ => Words {
            title: missing(target, locale),
            text: NO_SUCH.get(locale).to_owned(),
            quote: String::new(),
        },
    }
}

fn failed(error: &ApiError, target: &Target, locale: Locale) -> Words {
    let notice = explain(locale, &Op::Read(target.clone()), error);
    Words {
        title: notice.title,
        text: notice.hint.unwrap_or_default(),
        quote: notice.detail.unwrap_or_default(),
    }
}

fn missing(target: &Target, locale: Locale) -> String {
    let Target { name, namespace, .. } = target;
    match locale {
        Locale::En => format!("There is no StatefulSet {name} in namespace {namespace}"),
        Locale::Zh => format!("命名空间 {namespace} 中没有有状态副本集 {name}"),
    }
}
