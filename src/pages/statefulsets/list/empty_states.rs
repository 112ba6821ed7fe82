//! What stands in place of the list: loading, nothing there, nothing that matches, not allowed, not reachable.

use kubewire::health::Health;
use kubewire::resource::STATEFUL_SETS;
use kubewire::status::Status;
use leptos::prelude::*;
use workload::text::{Locale, Text};

use crate::i18n::{say, t, use_locale};
use crate::pages::statefulsets::list::Listing;
use crate::pages::statefulsets::list::board::Lines;
use crate::pages::statefulsets::list::gone::gone;
use crate::pages::statefulsets::list::own_namespace::AskNamespace;
use crate::pages::statefulsets::list::source::Source;
use crate::pages::statefulsets::list::view::View;
use crate::route::SetsQuery;
use crate::route::namespaces::Namespaces;
use crate::ui::button::{Button, Kind, LinkButton};
use crate::ui::empty::EmptyState;
use crate::ui::icon::Glyph;

/// What the list is now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// The first load.
    Loading,
    /// Lines are there.
    Filled,
    /// There is no set in the scope.
    Empty,
    /// There are sets, and none that the filters let through.
    NoMatch,
    /// The API server refuses the list.
    Forbidden(Box<Status>),
    /// Nothing has ever come: there is no way to the API server.
    Unreachable,
}

/// Derives the state from the watch and the filters.
pub fn state(source: Source, view: View) -> Memo<State> {
    Memo::new(move |_| {
        let known = source.lines.with(|lines| !lines.is_empty());
        match source.health.get() {
            // The first list is shown as it comes, page by page.
            _ if known && view.wanted.with(Vec::is_empty) => State::NoMatch,
            _ if known => State::Filled,
            Health::Denied(status) => State::Forbidden(Box::new(status)),
            Health::Reconnecting { .. } | Health::Stale { .. } if !source.loaded.get() => State::Unreachable,
            _ if !source.loaded.get() => State::Loading,
            _ => State::Empty,
        }
    })
}

const NO_MATCH: Text = Text { zh: "没有符合条件的有状态副本集", en: "No StatefulSet matches" };
const CLEAR: Text = Text { zh: "清除筛选", en: "Clear the filters" };
const CREATE: Text = Text { zh: "创建有状态副本集", en: "Create a StatefulSet" };
const EMPTY_TEXT: Text = Text {
    zh: "有状态副本集运行有固定名称和专属存储的容器组，例如数据库和消息队列。用 YAML 创建第一个。",
    en: "A StatefulSet runs pods with fixed names and storage of their own, such as a database or a broker. Create the first one from YAML.",
};
const READ_ONLY: Text = Text { zh: "此控制台为只读模式。", en: "This console is read-only." };
const UNREACHABLE: Text = Text { zh: "无法连接到集群", en: "The cluster cannot be reached" };
const UNREACHABLE_TEXT: Text = Text {
    zh: "还没有读到任何数据。连接恢复后，列表会自动出现。",
    en: "Nothing has been read yet. The list appears by itself when the connection is back.",
};

/// What to say where there are no rows; nothing while there are.
#[component]
pub fn NothingHere(listing: Listing, namespaces: Namespaces, create: StoredValue<String>) -> impl IntoView {
    let namespaces = StoredValue::new(namespaces.names().to_vec());
    // Where all of them are gone, the notes have said so.
    let is_gone = Memo::new(move |_| {
        let count = listing.fates.with(|fates| gone(fates).count());
        count > 0 && count == namespaces.with_value(Vec::len)
    });
    move || {
        match listing.state.get() {
        State::Loading | State::Filled => ().into_any(),
        State::Empty if is_gone.get() => ().into_any(),
        State::Empty => {
            view! { <Nothing namespaces=namespaces.get_value() create listing /> }.into_any()
        }
        State::NoMatch => view! { <NoMatch listing /> }.into_any(),
        State::Forbidden(_) if listing.leads.get() => ().into_any(),
        State::Forbidden(status) => {
            view! { <Forbidden listing status=*status namespaces=namespaces.get_value() /> }.into_any()
        }
        State::Unreachable => view! {
            <section class="card"><EmptyState glyph=Glyph::Offline title=t(UNREACHABLE) text=t(UNREACHABLE_TEXT) /></section>
        }
        .into_any(),
    }
    }
}

/// `shop`, `shop, data`: in the order of the alphabet.
fn written(namespaces: &[String], locale: Locale) -> String {
    let between = match locale {
        Locale::En => ", ",
        Locale::Zh => "、",
    };
    namespaces.join(between)
}

#[component]
fn Nothing(namespaces: Vec<String>, create: StoredValue<String>, listing: Listing) -> impl IntoView {
    let title = say(move |locale| match (locale, written(&namespaces, locale).as_str()) {
        (Locale::En, "") => "There are no StatefulSets in this cluster".to_owned(),
        (Locale::Zh, "") => "集群中还没有有状态副本集".to_owned(),
        (Locale::En, names) => format!("There are no StatefulSets in {names}"),
        (Locale::Zh, names) => format!("命名空间 {names} 中还没有有状态副本集"),
    });
    let next = move || {
        if listing.writable.get() {
            view! {
                <LinkButton kind=Kind::Main icon=Glyph::Add href=create.get_value() why_not=listing.no_create>{t(CREATE)}</LinkButton>
            }
            .into_any()
        } else {
            view! { <span class="faint">{t(READ_ONLY)}</span> }.into_any()
        }
    };
    view! {
        <section class="card">
            <EmptyState glyph=Glyph::Sets title text=t(EMPTY_TEXT)>{next}</EmptyState>
        </section>
    }
}

#[component]
fn NoMatch(listing: Listing) -> impl IntoView {
    let locale = use_locale();
    let text = Signal::derive(move || {
        let total = listing.source.lines.with(Lines::len);
        match locale.get() {
            Locale::En if total == 1 => "The one that is there is hidden by the filters.".to_owned(),
            Locale::En => format!("The {total} that are there are hidden by the filters."),
            Locale::Zh => format!("现有的 {total} 个都被筛选条件隐藏了。"),
        }
    });
    let clear = move |()| {
        listing.place.change(|query| {
            let (namespaces, sort) = (query.namespaces.clone(), query.sort.clone());
            *query = SetsQuery { namespaces, sort, ..SetsQuery::default() };
        });
    };
    view! {
        <section class="card">
            <EmptyState glyph=Glyph::Filter title=t(NO_MATCH) text>
                <Button on_press=clear>{t(CLEAR)}</Button>
            </EmptyState>
        </section>
    }
}

#[component]
fn Forbidden(listing: Listing, status: Status, namespaces: Vec<String>) -> impl IntoView {
    let everywhere = namespaces.is_empty();
    let title = say(move |locale| match (locale, written(&namespaces, locale).as_str()) {
        (Locale::En, "") => "You may not list StatefulSets in all namespaces".to_owned(),
        (Locale::Zh, "") => "没有权限列出所有命名空间的有状态副本集".to_owned(),
        (Locale::En, names) => format!("You may not list StatefulSets in {names}"),
        (Locale::Zh, names) => format!("没有权限列出命名空间 {names} 的有状态副本集"),
    });
    let resource = format!("{}.{}", STATEFUL_SETS.plural, STATEFUL_SETS.group);
    let text = say(move |locale| match (locale, everywhere) {
        (Locale::En, true) => {
            format!("Which namespace is yours? Or ask for the permissions list and watch on {resource}.")
        }
        (Locale::Zh, true) => {
            format!("请输入自己的命名空间，或申请 {resource} 的 list 和 watch 权限。")
        }
        (Locale::En, false) => {
            format!(
                "Choose another namespace, or ask for the permissions list and watch on {resource} in this one."
            )
        }
        (Locale::Zh, false) => {
            format!("请换一个命名空间，或申请此命名空间中 {resource} 的 list 和 watch 权限。")
        }
    });
    view! {
        <section class="card">
            <EmptyState glyph=Glyph::Lock title text quote=status.message>
                <AskNamespace place=listing.place />
            </EmptyState>
        </section>
    }
}
