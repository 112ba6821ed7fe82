//! The dialog before every action: what is put in, what that means for each set, what is skipped and why, and what
//! stands beside it. What is confirmed is the plan as it is then.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use kubewire::access::{Ask, Verdict};
use leptos::prelude::*;
use workload::plan::{Action, Knowing, Order, Plan, PodRef, Target, kubectl, make};
use workload::rows::set::SetRow;
use workload::text::{Locale, Text};

use crate::i18n::{say, t, use_locale};
use crate::pages::shell::CLOSE;
use crate::pages::statefulsets::actions::belongings::Belongings;
use crate::pages::statefulsets::actions::choices::{Choices, Confirmation, Unread};
use crate::pages::statefulsets::actions::delete_pods::offered;
use crate::pages::statefulsets::actions::draft::{Draft, Lack};
use crate::pages::statefulsets::actions::inputs::Inputs;
use crate::pages::statefulsets::actions::related::Related;
use crate::pages::statefulsets::actions::rows::{Sets, Shown};
use crate::pages::statefulsets::actions::save::SaveFirst;
use crate::pages::statefulsets::actions::verb::Verb;
use crate::pages::statefulsets::actions::{Asked, Known};
use crate::platform::{clipboard, task, timer};
use crate::store::cache::Uid;
use crate::store::use_store;
use crate::ui::button::{Button, Kind};
use crate::ui::dialog::Dialog;
use crate::ui::icon::Glyph;
use crate::ui::toast::{Toast, use_toaster};
use crate::ui::tone::Tone;

const CANCEL: Text = Text { zh: "取消", en: "Cancel" };
const COPY: Text = Text { zh: "复制为 kubectl 命令", en: "Copy as kubectl" };
const COPIED: Text = Text { zh: "已复制到剪贴板", en: "Copied to the clipboard" };
const NOT_COPIED: Text =
    Text { zh: "浏览器拒绝写入剪贴板", en: "The browser refuses the clipboard" };
const SCALE_TO: Text = Text { zh: "调整为 {}", en: "Scale to {}" };
const SAVE: Text = Text { zh: "保存", en: "Save" };
const INFO: Text = Text { zh: "编辑 {} 的别名和描述", en: "Alias and description of {}" };

/// Of more sets, changes are taken together.
const MANY: usize = 20;
/// So often.
const PACE: Duration = Duration::from_secs(1);

/// A set of the dialog, as it was seen last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// What is known of it.
    pub known: Known,
    /// It is not there any more.
    pub gone: bool,
    /// The list's filters hide it.
    pub hidden: bool,
}

/// What the parts of the dialog share.
#[derive(Debug, Clone, Copy)]
pub struct Deciding {
    /// What is to be done.
    pub verb: Verb,
    /// To which sets.
    pub sets: Memo<Vec<Seen>>,
    /// What was put in.
    pub draft: Draft,
    /// What is around them.
    pub related: Related,
    /// What that makes, or what is missing.
    pub action: Memo<Result<Action, Lack>>,
    /// Pods that it does not reach by itself.
    pub stuck_pods: Memo<Vec<PodRef>>,
    /// What it means for each set.
    pub plan: Memo<Option<Plan>>,
    /// Whether it is about one set only.
    pub is_one: bool,
}

impl Deciding {
    fn new(asked: &Asked, find: Callback<Uid, Option<Known>>) -> Self {
        let sets = follow(asked, find);
        let first = sets.get_untracked();
        let rows: Vec<_> = first.iter().map(|seen| &*seen.known.set).collect();
        let targets: Vec<Target> = rows.iter().map(|set| Target::of(set)).collect();
        let (verb, locale) = (asked.verb, use_locale());
        let draft = Draft::new(verb, &rows);
        let related = Related::read(verb, &targets);
        let action = Memo::new(move |_| draft.action(verb, locale.get()));
        let stuck_pods = Memo::new(move |_| {
            action.with(|action| {
                action.as_ref().map_or(Vec::new(), |action| sets.with(|sets| offered(action, sets)))
            })
        });
        let rights = use_store().rights().clone();
        let plan = Memo::new(move |_| {
            let action = action.get().ok()?;
            let delete_pods = if draft.delete_pods.get() { stuck_pods.get() } else { Vec::new() };
            let order = Order { action, options: draft.options(), targets: targets.clone(), delete_pods };
            let denied = |ask: &Ask| rights.may(ask.clone()).get() == Verdict::Denied;
            sets.with(|sets| {
                let there = sets.iter().filter(|seen| !seen.gone).map(|seen| &seen.known.set);
                let there: HashMap<&str, &Arc<SetRow>> = there.map(|set| (&*set.meta.key.uid, set)).collect();
                let find = |target: &Target| there.get(&*target.uid).copied().map(Arc::clone);
                related.around.with(|around| Some(make(order, &find, Knowing { around, denied: &denied })))
            })
        });
        Self { verb, sets, draft, related, action, stuck_pods, plan, is_one: asked.uids.len() == 1 }
    }

    /// How many sets something is done to.
    pub fn count(self) -> usize {
        self.plan.with(|plan| plan.as_ref().map_or(0, Plan::count))
    }

    fn shown(self) -> Shown {
        let Self { sets, plan, action, is_one, .. } = self;
        let lack = Signal::derive(move || action.with(|action| action.as_ref().err().cloned()));
        Shown { sets, plan, around: self.related.around, lack, is_one }
    }

    /// The name, where it is one set.
    pub fn name(self) -> Option<String> {
        let first =
            move || self.sets.with(|sets| sets.first().map(|seen| seen.known.set.meta.name().to_owned()));
        self.is_one.then(first).flatten()
    }

    /// Whether what must be typed has been typed.
    fn is_confirmed(self) -> bool {
        self.verb != Verb::Delete
            || self.draft.typed.with(|typed| typed.trim() == self.name().as_deref().unwrap_or("confirmed"))
    }
}

/// The sets that were there when the dialog opened. One that goes stays in it as it was last. Of many, of which some
/// change all the time, the changes are taken together: one cannot read faster, and what is sent is guarded by version.
fn follow(asked: &Asked, find: Callback<Uid, Option<Known>>) -> Memo<Vec<Seen>> {
    let seen = |uid: &Uid| {
        let hidden = asked.hidden.contains(uid);
        untrack(|| find.run(Uid::clone(uid))).map(|known| Seen { known, gone: false, hidden })
    };
    let first: Vec<Seen> = asked.uids.iter().filter_map(seen).collect();
    let (is_many, shown) = (first.len() > MANY, RwSignal::new(first.clone()));
    let now = Memo::new(move |before: Option<&Vec<Seen>>| {
        let before = before.unwrap_or(&first);
        let now = |seen: &Seen| match find.run(Uid::from(seen.known.set.meta.key.uid.as_str())) {
            Some(known) => Seen { known, gone: false, hidden: seen.hidden },
            None => Seen { gone: true, ..seen.clone() },
        };
        before.iter().map(now).collect()
    });
    if is_many {
        timer::every(PACE, move || {
            let now = now.get_untracked();
            if shown.with_untracked(|shown| *shown != now) {
                shown.set(now);
            }
        });
        return Memo::new(move |_| shown.get());
    }
    now
}

/// The dialog.
#[component]
pub fn PlanDialog(
    /// What is asked for.
    asked: Asked,
    /// What is known of a set now.
    find: Callback<Uid, Option<Known>>,
    /// Called when it has been begun.
    on_start: Option<Callback<Verb>>,
    /// Called when the user leaves it.
    on_close: Callback<()>,
) -> impl IntoView {
    let store = use_store();
    let deciding = Deciding::new(&asked, find);
    let Deciding { verb, sets, plan, is_one, .. } = deciding;
    let ready = Memo::new(move |_| deciding.count() > 0 && deciding.is_confirmed());
    let submit = move |()| {
        if let (true, Some(plan)) = (ready.get_untracked(), plan.get_untracked()) {
            store.batch().start(plan);
            if let Some(on_start) = on_start {
                on_start.run(verb);
            }
            on_close.run(());
        }
    };
    let title = say(move |locale| title(locale, deciding));
    let lead = say(move |locale| sets.with(|sets| lead(locale, sets)));
    let foot = move || view! { <Foot deciding ready on_close /> };
    view! {
        <Dialog title lead close_label=t(CLOSE) wide=!is_one on_close on_submit=submit foot>
            <Inputs deciding />
            <Sets shown=deciding.shown() />
            {(verb == Verb::Delete).then(|| view! { <Belongings deciding /> })}
            <Choices deciding />
            <Unread related=deciding.related />
            {(verb == Verb::Delete).then(|| view! { <SaveFirst deciding /><Confirmation deciding /> })}
        </Dialog>
    }
}

fn title(locale: Locale, deciding: Deciding) -> String {
    let (name, count) = (deciding.name(), deciding.sets.with(Vec::len));
    match (deciding.verb, &name) {
        (Verb::Info, Some(name)) => INFO.get(locale).replace("{}", name),
        (verb, name) => verb.sample().title(locale, count, name.as_deref()),
    }
}

/// Where the sets are, and how many of them one does not see.
fn lead(locale: Locale, sets: &[Seen]) -> String {
    let mut places: Vec<&str> = sets.iter().map(|seen| seen.known.set.meta.namespace()).collect();
    places.dedup();
    workload::order::sort(&mut places);
    places.dedup();
    let hidden = sets.iter().filter(|seen| seen.hidden).count();
    let place = match (locale, places.as_slice()) {
        (Locale::En, [place]) if sets.len() == 1 => format!("StatefulSet in namespace {place}"),
        (Locale::Zh, [place]) if sets.len() == 1 => format!("命名空间 {place} 中的有状态副本集"),
        (Locale::En, [place]) => format!("In namespace {place}"),
        (Locale::Zh, [place]) => format!("命名空间 {place}"),
        (Locale::En, places) => format!("In {} namespaces", places.len()),
        (Locale::Zh, places) => format!("{} 个命名空间", places.len()),
    };
    match (locale, hidden) {
        (_, 0) => place,
        (Locale::En, _) => format!("{place}; {hidden} of them hidden by the filters"),
        (Locale::Zh, _) => format!("{place}；其中 {hidden} 个被筛选隐藏"),
    }
}

#[component]
fn Foot(deciding: Deciding, ready: Memo<bool>, on_close: Callback<()>) -> impl IntoView {
    let locale = use_locale();
    let kind = match deciding.verb {
        Verb::Delete => Kind::Danger,
        Verb::Stop => Kind::Caution,
        _ => Kind::Main,
    };
    let words = move || {
        let (locale, name) = (locale.get(), deciding.name());
        let command = |action: &Action| action.command(locale, deciding.count(), name.as_deref());
        match (deciding.action.get(), &name) {
            // The title names it.
            (Ok(Action::Scale { replicas }), Some(_)) => {
                SCALE_TO.get(locale).replace("{}", &replicas.to_string())
            }
            (Ok(_) | Err(_), _) if deciding.verb == Verb::Info => SAVE.get(locale).to_owned(),
            (Ok(action), Some(_))
                if !matches!(deciding.verb, Verb::Start | Verb::Stop | Verb::Restart | Verb::Delete) =>
            {
                action.name().get(locale).to_owned()
            }
            (Ok(action), _) => command(&action),
            (Err(_), _) => deciding.verb.sample().name().get(locale).to_owned(),
        }
    };
    // What interrupts or destroys is not one press of Enter away; an input takes the focus before either.
    let is_safe = kind == Kind::Main && ready.get_untracked();
    view! {
        <Copy plan=deciding.plan />
        <span class="spacer"></span>
        <Button focus=!is_safe on_press=on_close>{t(CANCEL)}</Button>
        <Button submit=true focus=is_safe kind disabled=Signal::derive(move || !ready.get())>{words}</Button>
    }
}

/// The plan as commands, into the clipboard.
#[component]
pub fn Copy(
    /// The plan, once it is known.
    plan: Memo<Option<Plan>>,
) -> impl IntoView {
    let (toaster, locale) = (use_toaster(), use_locale());
    let copy = move |()| {
        let Some(text) = plan.with_untracked(|plan| plan.as_ref().map(kubectl::commands)) else {
            return;
        };
        let locale = locale.get_untracked();
        // Ends by itself; leaving the dialog does not take back what was asked for.
        drop(task::spawn_abortable(async move {
            let toast = match clipboard::write(text).await {
                Ok(()) => {
                    Toast { tone: Tone::Good, title: COPIED.get(locale).to_owned(), text: String::new() }
                }
                Err(why) => Toast { tone: Tone::Bad, title: NOT_COPIED.get(locale).to_owned(), text: why },
            };
            toaster.show(toast);
        }));
    };
    let none = Signal::derive(move || plan.with(|plan| plan.as_ref().is_none_or(|plan| plan.count() == 0)));
    view! { <Button kind=Kind::Quiet icon=Glyph::Copy disabled=none on_press=copy>{t(COPY)}</Button> }
}
