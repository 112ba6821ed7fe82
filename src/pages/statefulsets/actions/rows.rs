//! What the plan means for each set: before and after, in words, and why a set is skipped.

use leptos::prelude::*;
use workload::plan::around::Around;
use workload::plan::effects::{Effect, Weight, effects};
use workload::plan::{Action, Item, Outcome, Plan, Skip, Step, preview};
use workload::text::{Locale, Text};

use crate::i18n::{say, t, use_locale};
use crate::pages::statefulsets::actions::dialog::Seen;
use crate::pages::statefulsets::actions::draft::Lack;
use crate::ui::badge::Tag;
use crate::ui::callout::Callout;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::tone::Tone;
use crate::widgets::ordinal_strip::OrdinalStrip;

const NOW: Text = Text { zh: "现在", en: "Now" };
const THEN: Text = Text { zh: "之后", en: "Then" };
const HIDDEN: Text = Text { zh: "被筛选隐藏", en: "hidden by the filters" };
const SETS: Text = Text { zh: "有状态副本集", en: "StatefulSets" };
const NOTHING: Text = Text { zh: "不会更改任何对象", en: "Nothing is done" };

/// What is shown: the sets, what the plan makes of them, and what stands beside them.
#[derive(Debug, Clone, Copy)]
pub struct Shown {
    /// The sets, in the order of the plan.
    pub sets: Memo<Vec<Seen>>,
    /// What it means for each.
    pub plan: Memo<Option<Plan>>,
    /// What is around them.
    pub around: RwSignal<Around>,
    /// What is missing for a plan.
    pub lack: Signal<Option<Lack>>,
    /// Whether it is about one set only.
    pub is_one: bool,
}

/// One set with what the plan does to it; none while what was put in makes no action.
#[derive(Debug, Clone, PartialEq)]
struct Line {
    seen: Seen,
    planned: Option<(Action, Item)>,
}

impl Line {
    fn skip(&self) -> Option<&Skip> {
        match &self.planned.as_ref()?.1.outcome {
            Outcome::Skip(skip) => Some(skip),
            Outcome::Do(_) => None,
        }
    }

    fn effects(&self, locale: Locale, shown: Shown) -> Vec<Effect> {
        let known = &self.seen.known;
        match &self.planned {
            Some((action, item)) if item.is_done() => {
                shown.around.with(|around| effects(locale, action, known.planned(item.steps()), around))
            }
            _ => Vec::new(),
        }
    }
}

/// All sets of a dialog.
#[component]
pub fn Sets(shown: Shown) -> impl IntoView {
    let line = move |index: usize| {
        Memo::new(move |_| {
            let seen = shown.sets.with(|sets| sets.get(index).cloned())?;
            let planned = shown.plan.with(|plan| {
                let plan = plan.as_ref()?;
                Some((plan.order.action.clone(), plan.items.get(index)?.clone()))
            });
            Some(Line { seen, planned })
        })
    };
    let missing = move || {
        let lack = shown.lack.get()?;
        let class = if lack.is_wrong { "field-error" } else { "field-help" };
        Some(view! { <p class=class role="status">{lack.words}</p> })
    };
    let body = if shown.is_one {
        view! { <One line=line(0) shown /> }.into_any()
    } else {
        let in_one_place = shown.sets.with_untracked(|sets| {
            sets.iter().all(|seen| seen.known.set.meta.namespace() == sets[0].known.set.meta.namespace())
        });
        let rows = (0..shown.sets.with_untracked(Vec::len))
            .map(|index| view! { <Row line=line(index) shown in_one_place /> });
        view! {
            <p class="plan-sum" role="status">{sum(shown)}</p>
            <ul class="plan-rows" tabindex="0" aria-label=t(SETS)>{rows.collect_view()}</ul>
        }
        .into_any()
    };
    view! {
        {missing}
        {body}
    }
}

/// How many sets change, how many are skipped, and how many pods that ends.
fn sum(shown: Shown) -> impl IntoView {
    say(move |locale| {
        let pods: Vec<usize> =
            shown.sets.with(|sets| sets.iter().map(|seen| seen.known.planned(&[]).there().len()).collect());
        shown.plan.with(|plan| plan.as_ref().map(|plan| plan.sum(&pods, locale)).unwrap_or_default())
    })
}

/// The strip before and after, with the counts; nothing where they are the same.
fn change(line: &Line) -> Option<impl IntoView + use<>> {
    let (action, item) = line.planned.as_ref().filter(|(_, item)| item.is_done())?;
    let known = &line.seen.known;
    let now = known.strip();
    // What is not recorded is not remembered.
    let is_scaled = item.steps().iter().any(|step| matches!(step, Step::Patch { scale: true, .. }));
    let unrecorded = Action::Scale { replicas: 0 };
    let action = if is_scaled && *action == Action::Stop { &unrecorded } else { action };
    let then = preview::after(&now, action, known.planned(item.steps()))?;
    let count = known.set.replicas();
    let after = preview::replicas(action, &known.set).unwrap_or(count);
    if (count, &now) == (after, &then) {
        return None;
    }
    Some(view! {
        <div class="before-after">
            <div><span class="before-after-when">{t(NOW)}</span><b>{count}</b><OrdinalStrip strip=Signal::stored(now) /></div>
            <Icon glyph=Glyph::ArrowRight />
            <div><span class="before-after-when">{t(THEN)}</span><b>{after}</b><OrdinalStrip strip=Signal::stored(then) /></div>
        </div>
    })
}

/// What will happen, one line each; what is lost stands out.
fn list(effects: Vec<Effect>) -> impl IntoView {
    let line = |effect: Effect| {
        let (glyph, weight) = match effect.weight {
            Weight::Plain => (Glyph::ArrowRight, "plain"),
            Weight::Kept => (Glyph::Check, "kept"),
            Weight::Warn => (Glyph::Warning, "warn"),
            Weight::Loss => (Glyph::Warning, "loss"),
        };
        view! { <li data-weight=weight><Icon glyph /><span>{effect.text}</span></li> }
    };
    (!effects.is_empty())
        .then(|| view! { <ul class="effects">{effects.into_iter().map(line).collect_view()}</ul> })
}

#[component]
fn One(line: Memo<Option<Line>>, shown: Shown) -> impl IntoView {
    let locale = use_locale();
    move || {
        let line = line.get()?;
        if let Some(skip) = line.skip() {
            let why = skip.say(locale.get());
            return Some(view! { <Callout tone=Tone::Warn title=t(NOTHING) text=why /> }.into_any());
        }
        let effects = line.effects(locale.get(), shown);
        Some(view! { {change(&line)}{list(effects)} }.into_any())
    }
}

/// One of many. Where all are in one namespace, the head of the dialog names it.
#[component]
fn Row(line: Memo<Option<Line>>, shown: Shown, in_one_place: bool) -> impl IntoView {
    let locale = use_locale();
    let head = move || {
        let line = line.get()?;
        let set = &line.seen.known.set;
        let hidden = line.seen.hidden.then(|| view! { <Tag text=t(HIDDEN) /> });
        let place = set.meta.namespace().to_owned();
        let place = (!in_one_place).then(|| view! { <span class="faint">{place}</span> });
        Some(view! {
            <b class="mono">{set.meta.name().to_owned()}</b>
            {place}
            {hidden}
        })
    };
    let body = move || {
        let line = line.get()?;
        if let Some(skip) = line.skip() {
            let why = skip.say(locale.get());
            return Some(view! { <p class="plan-skip">{why}</p> }.into_any());
        }
        let effects = line.effects(locale.get(), shown);
        Some(view! { {change(&line)}{list(effects)} }.into_any())
    };
    let is_skipped = move || line.with(|line| line.as_ref().is_some_and(|line| line.skip().is_some()));
    view! {
        <li class="plan-row" data-skipped=move || is_skipped().then_some("")>
            <div class="plan-name">{head}</div>
            {body}
        </li>
    }
}
