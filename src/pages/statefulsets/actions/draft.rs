//! What the person has put into the dialog so far, and the action that it makes.

use std::collections::BTreeMap;

use kubewire::request::Propagation;
use leptos::prelude::*;
use workload::image::Image;
use workload::plan::{Action, Options, Pair, Tag, Thing, marks, resumed};
use workload::rows::meta::{ALIAS, DESCRIPTION};
use workload::rows::set::SetRow;
use workload::text::{Locale, Text};

use crate::pages::now::use_now;
use crate::pages::statefulsets::actions::verb::Verb;
use crate::platform::local_time;

const NO_NUMBER: Text =
    Text { zh: "请输入 0 到 100000 的整数。", en: "Enter a whole number from 0 to 100,000." };
const NO_TAG: Text = Text { zh: "请至少输入一个新版本。", en: "Enter at least one new tag." };
const BAD_TAG: Text = Text {
    zh: "版本应为字母、数字、_、.、-，最多 128 个字符，或 @sha256:…",
    en: "A tag has letters, digits, _, . and -, at most 128, or is @sha256:…",
};
const NO_MARK: Text = Text { zh: "请至少输入一项更改。", en: "Enter at least one change." };
const NO_CHANGE: Text = Text { zh: "尚未更改。", en: "Nothing is changed yet." };

/// Why there is no action yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lack {
    /// What to do.
    pub words: String,
    /// Something was put in and is wrong; else something is still to be put in.
    pub is_wrong: bool,
}

/// One image that containers of the sets have, and its new tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repository {
    /// Container and image.
    pub tag: Tag,
    /// The tags that it has now.
    pub now: Vec<String>,
}

/// What has been put in.
#[derive(Debug, Clone, Copy)]
pub struct Draft {
    at: StoredValue<String>,
    /// How many replicas; none while the text is no number.
    pub replicas: RwSignal<Option<u32>>,
    /// The images; a new tag is empty where none was typed.
    pub images: RwSignal<Vec<Repository>>,
    /// Changes of labels, a line each; the display name for [`Verb::Info`].
    pub first: RwSignal<String>,
    /// Changes of annotations, a line each; the description for [`Verb::Info`].
    pub second: RwSignal<String>,
    before: StoredValue<[String; 2]>,
    /// Wait until the pods are as they shall be.
    pub wait: RwSignal<bool>,
    /// Pods that the change does not reach by itself are deleted after it.
    pub delete_pods: RwSignal<bool>,
    /// One set after the other.
    pub in_turn: RwSignal<bool>,
    /// A rollout goes on to all pods.
    pub all: RwSignal<bool>,
    /// First to 0.
    pub drain: RwSignal<bool>,
    /// What becomes of the pods.
    pub propagation: RwSignal<Propagation>,
    /// What goes with the sets.
    pub things: RwSignal<Vec<Thing>>,
    /// What was typed to confirm.
    pub typed: RwSignal<String>,
}

impl Draft {
    /// Nothing decided yet.
    pub fn new(verb: Verb, sets: &[&SetRow]) -> Self {
        let note = |key: &str| {
            let noted = sets.first().and_then(|set| set.meta.annotations.get(key)).cloned();
            noted.filter(|_| verb == Verb::Info).unwrap_or_default()
        };
        let before = [note(ALIAS), note(DESCRIPTION)];
        let now = local_time::iso(use_now().get_untracked().millis);
        // To the second, as kubectl writes it.
        let at = format!("{}Z", now.split('.').next().unwrap_or_default());
        Self {
            at: StoredValue::new(at),
            replicas: RwSignal::new(sets.first().map(|set| set.replicas())),
            images: RwSignal::new(repositories(sets)),
            first: RwSignal::new(before[0].clone()),
            second: RwSignal::new(before[1].clone()),
            before: StoredValue::new(before),
            wait: RwSignal::new(false),
            delete_pods: RwSignal::new(false),
            in_turn: RwSignal::new(false),
            // Where a pause is recorded, it is what one goes on from.
            all: RwSignal::new(sets.iter().all(|set| resumed(set, false).is_err())),
            drain: RwSignal::new(false),
            propagation: RwSignal::new(Propagation::Background),
            things: RwSignal::new(Vec::new()),
            typed: RwSignal::new(String::new()),
        }
    }

    /// How it shall be done.
    pub fn options(self) -> Options {
        let in_turn = self.in_turn.get();
        Options { wait: in_turn || self.wait.get(), in_turn }
    }

    /// The action, or what is missing for one.
    pub fn action(self, verb: Verb, locale: Locale) -> Result<Action, Lack> {
        let missing = |text: Text| Lack { words: text.get(locale).to_owned(), is_wrong: false };
        let wrong = |words: String| Lack { words, is_wrong: true };
        Ok(match verb {
            Verb::Start | Verb::Stop | Verb::Pause => verb.sample(),
            Verb::Resume => Action::Resume { all: self.all.get() },
            Verb::Restart => Action::Restart { at: self.at.get_value() },
            Verb::Scale => Action::Scale {
                replicas: self.replicas.get().ok_or_else(|| wrong(NO_NUMBER.get(locale).to_owned()))?,
            },
            Verb::Image => Action::Retag {
                tags: self.tags().map_err(|text| Lack { is_wrong: text == BAD_TAG, ..missing(text) })?,
            },
            Verb::Labels => {
                let read = |text: RwSignal<String>, is_label| {
                    text.with(|text| marks::parse(text, is_label))
                        .map_err(|problem| wrong(problem.say(locale)))
                };
                let (labels, annotations) = (read(self.first, true)?, read(self.second, false)?);
                if labels.is_empty() && annotations.is_empty() {
                    return Err(missing(NO_MARK));
                }
                Action::Mark { labels, annotations }
            }
            Verb::Info => Action::Mark {
                labels: Vec::new(),
                annotations: self.info().ok_or_else(|| missing(NO_CHANGE))?,
            },
            Verb::Delete => Action::Delete {
                propagation: self.propagation.get(),
                drain: self.drain.get(),
                things: self.things.get(),
            },
        })
    }

    fn tags(self) -> Result<Vec<Tag>, Text> {
        let tags = self.images.with(|images| {
            let typed = images.iter().filter(|image| !image.tag.tag.is_empty());
            typed.map(|image| image.tag.clone()).collect::<Vec<_>>()
        });
        match tags.iter().all(|tag| marks::is_tag(&tag.tag)) {
            false => Err(BAD_TAG),
            true if tags.is_empty() => Err(NO_TAG),
            true => Ok(tags),
        }
    }

    /// Display name and description, where they are others than before; an empty one is removed.
    fn info(self) -> Option<Vec<Pair>> {
        let before = self.before.get_value();
        let pairs: Vec<Pair> = [(ALIAS, self.first, &before[0]), (DESCRIPTION, self.second, &before[1])]
            .into_iter()
            .filter_map(|(key, now, before)| {
                let now = now.get().trim().to_owned();
                (now != *before).then(|| (key.to_owned(), Some(now).filter(|now| !now.is_empty())))
            })
            .collect();
        (!pairs.is_empty()).then_some(pairs)
    }
}

/// The images of all sets, each once for each name of a container, with the tags that it has.
fn repositories(sets: &[&SetRow]) -> Vec<Repository> {
    let mut found: BTreeMap<(&str, &str), Vec<String>> = BTreeMap::new();
    let containers = sets.iter().flat_map(|set| set.containers().iter().chain(set.init_containers()));
    for container in containers {
        let image = Image::parse(&container.image);
        let tag = if image.digest.is_empty() { image.tag.to_owned() } else { format!("@{}", image.digest) };
        let tags = found.entry((&container.name, image.repository)).or_default();
        if !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    let repository = |((container, repository), now): ((&str, &str), Vec<String>)| Repository {
        tag: Tag { container: container.to_owned(), repository: repository.to_owned(), tag: String::new() },
        now,
    };
    found.into_iter().map(repository).collect()
}
