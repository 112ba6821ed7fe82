//! What a deletion takes, and what it leaves.

use kubewire::request::Propagation;

use crate::plan::effects::{Found, Weight};
use crate::plan::{Action, Thing, ThingKind, names};

/// Pods that end before the set goes, so that no choice of what becomes of them matters.
fn drained(count: usize, in_order: bool, listed: &str) -> (String, String) {
    match (count, in_order) {
        (1, _) => (
            format!("First 1 pod ends, then the set is deleted: {listed}."),
            format!("先终止 1 个容器组，再删除该对象：{listed}。"),
        ),
        (_, true) => (
            format!("First {count} pods end, highest ordinal first, then the set is deleted: {listed}."),
            format!("先从最大序号起依次终止 {count} 个容器组，再删除该对象：{listed}。"),
        ),
        (_, false) => (
            format!("First {count} pods end, all at once, then the set is deleted: {listed}."),
            format!("先同时终止 {count} 个容器组，再删除该对象：{listed}。"),
        ),
    }
}

impl Found<'_> {
    pub(super) fn deletion(&mut self, action: &Action, there: &[u32]) {
        let Action::Delete { propagation, drain, things } = action else { return };
        let (set, locale) = (self.set, self.locale);
        let names = names::pods(set, there.iter().rev().copied());
        let (count, listed) = (names.len(), names::list(locale, &names));
        let (weight, en, zh) = match (count, *drain, *propagation) {
            (0, ..) => {
                (Weight::Plain, "No pod of it is running.".to_owned(), "没有正在运行的容器组。".to_owned())
            }
            (_, true, _) => {
                let (en, zh) = drained(count, set.is_ordered(), &listed);
                (Weight::Loss, en, zh)
            }
            (1, false, Propagation::Orphan) => (
                Weight::Warn,
                format!("1 pod stays and belongs to nobody: {listed}."),
                format!("1 个容器组保留，但不再属于任何对象：{listed}。"),
            ),
            (_, false, Propagation::Orphan) => (
                Weight::Warn,
                format!("{count} pods stay and belong to nobody: {listed}."),
                format!("{count} 个容器组保留，但不再属于任何对象：{listed}。"),
            ),
            (1, false, _) => {
                (Weight::Loss, format!("1 pod ends: {listed}."), format!("终止 1 个容器组：{listed}。"))
            }
            (_, false, _) => (
                Weight::Loss,
                format!("{count} pods end at once, in no order: {listed}."),
                format!("同时终止 {count} 个容器组，没有先后顺序：{listed}。"),
            ),
        };
        self.say(weight, en, zh);
        self.claims_beside(things, there, *drain);
    }

    fn claims_beside(&mut self, things: &[Thing], there: &[u32], drain: bool) {
        let set = self.set;
        let mut ordinals: Vec<u32> = (set.start()..set.start().saturating_add(set.replicas())).collect();
        ordinals.extend(there);
        crate::order::sort(&mut ordinals);
        ordinals.dedup();
        let claims = names::claims(set, ordinals.into_iter());
        let ticked = things.iter().filter(|thing| thing.of == set.meta.key.uid);
        let ticked: Vec<String> =
            ticked.filter(|thing| thing.kind == ThingKind::Claim).map(|thing| thing.name.clone()).collect();
        self.claims_of_deleted(claims, &ticked, drain);
    }

    fn claims_of_deleted(&mut self, claims: Vec<String>, ticked: &[String], drain: bool) {
        let retention = &self.set.spec.claim_retention;
        let policy = match (retention.when_deleted == "Delete", drain && retention.when_scaled == "Delete") {
            (true, _) => Some("whenDeleted: Delete"),
            (false, true) => Some("whenScaled: Delete"),
            (false, false) => None,
        };
        let (gone, kept): (Vec<String>, Vec<String>) =
            claims.into_iter().partition(|claim| policy.is_some() || ticked.contains(claim));
        if !gone.is_empty() {
            let (count, listed) = (gone.len(), names::list(self.locale, &gone));
            let (noun, why) = (if count == 1 { "PVC" } else { "PVCs" }, policy.unwrap_or_default());
            let en = format!("{count} {noun} and the data in them are deleted: {listed}.");
            let zh = format!("删除 {count} 个 PVC 及其中的数据：{listed}。");
            match policy {
                Some(_) => self.say(Weight::Loss, format!("{en} ({why})"), format!("{zh}（{why}）")),
                None => self.say(Weight::Loss, en, zh),
            }
        }
        if !kept.is_empty() {
            let (count, listed) = (kept.len(), names::list(self.locale, &kept));
            let en = if count == 1 {
                "1 PVC stays with its data".to_owned()
            } else {
                format!("{count} PVCs stay with their data")
            };
            self.say(
                Weight::Kept,
                format!("{en}: {listed}."),
                format!("保留 {count} 个 PVC 及其中的数据：{listed}。"),
            );
        }
    }
}
