//! What an action must be told: a count, tags, labels.

use leptos::prelude::*;
use workload::text::{Locale, Text};

use crate::i18n::{say, t};
use crate::pages::statefulsets::actions::dialog::Deciding;
use crate::pages::statefulsets::actions::draft::Repository;
use crate::pages::statefulsets::actions::verb::Verb;
use crate::ui::field::{TextArea, TextField};
use crate::ui::stepper::Stepper;

/// More than any cluster runs of one set, and less than the API's own limit.
const MOST: u32 = 100_000;

const REPLICAS: Text = Text { zh: "副本数", en: "Replicas" };
const LESS: Text = Text { zh: "减少一个", en: "One less" };
const MORE: Text = Text { zh: "增加一个", en: "One more" };
const LABELS: Text = Text { zh: "标签", en: "Labels" };
const ANNOTATIONS: Text = Text { zh: "注解", en: "Annotations" };
const LINES: Text = Text {
    zh: "每行一项：键=值 为设置，键- 为移除。",
    en: "One in each line: key=value sets it, key- removes it.",
};
const ALIAS: Text = Text { zh: "别名", en: "Alias" };
const DESCRIPTION: Text = Text { zh: "描述", en: "Description" };

/// The inputs of the verb; nothing where it needs none.
#[component]
pub fn Inputs(deciding: Deciding) -> impl IntoView {
    let draft = deciding.draft;
    match deciding.verb {
        Verb::Scale => {
            let initial = draft.replicas.get_untracked().unwrap_or_default();
            view! {
                <Stepper
                    label=t(REPLICAS)
                    less=t(LESS)
                    more=t(MORE)
                    initial
                    max=MOST
                    on_change=move |number| draft.replicas.set(number)
                />
            }
            .into_any()
        }
        Verb::Image => tags(deciding).into_any(),
        Verb::Labels => view! {
            {lines(LABELS, t(LINES), draft.first, true)}
            {lines(ANNOTATIONS, t(LINES), draft.second, false)}
            {present(deciding)}
        }
        .into_any(),
        Verb::Info => view! {
            <TextField label=t(ALIAS) value=draft.first on_input=move |text| draft.first.set(text) autofocus=true />
            {lines(DESCRIPTION, || "", draft.second, false)}
        }
        .into_any(),
        _ => ().into_any(),
    }
}

fn lines(
    label: Text,
    help: impl Fn() -> &'static str + Send + Sync + 'static,
    value: RwSignal<String>,
    autofocus: bool,
) -> impl IntoView {
    let help = Signal::derive(move || help().to_owned());
    view! { <TextArea label=t(label) help value on_input=move |text| value.set(text) autofocus /> }
}

/// The labels that one set has now.
fn present(deciding: Deciding) -> impl IntoView {
    let words = say(move |locale| {
        let labels = deciding.sets.with(|sets| {
            let first = sets.first().filter(|_| deciding.is_one);
            let labels = first.into_iter().flat_map(|seen| seen.known.set.meta.labels.iter());
            labels.map(|(key, value)| format!("{key}={value}")).collect::<Vec<_>>().join("  ")
        });
        match locale {
            _ if labels.is_empty() => String::new(),
            Locale::En => format!("Its labels now: {labels}"),
            Locale::Zh => format!("当前标签：{labels}"),
        }
    });
    view! { <p class="field-help plan-present">{words}</p> }
}

/// One field for each image: the tag that it shall have.
fn tags(deciding: Deciding) -> impl IntoView {
    let images = deciding.draft.images;
    let one = move |(index, image): (usize, Repository)| {
        let label = format!("{} · {}", image.tag.container, image.tag.repository);
        let now = image.now.join(", ");
        let help = say(move |locale| match locale {
            Locale::En => format!("Now {now}"),
            Locale::Zh => format!("当前为 {now}"),
        });
        let value = move || images.with(|images| images[index].tag.tag.clone());
        let put =
            move |text: String| images.update(|images| text.trim().clone_into(&mut images[index].tag.tag));
        view! {
            <TextField
                label=Signal::stored(label)
                help=Signal::derive(help)
                value=Signal::derive(value)
                on_input=put
                machine=true
                autofocus={index == 0}
            />
        }
    };
    images.get_untracked().into_iter().enumerate().map(one).collect_view()
}
