//! What becomes of pods when the template or the partition changes.

use std::ops::Range;

use crate::plan::effects::{Found, Weight};
use crate::plan::{Action, decide, names};
use crate::status::position::has_two_revisions;

impl Found<'_> {
    /// What a new template does to the pods.
    pub(super) fn replacing(&mut self, action: &Action) {
        let (set, strategy) = (self.set, &self.set.spec.update_strategy);
        if strategy.is_on_delete() {
            self.say(
                Weight::Warn,
                "No pod is replaced by itself: with OnDelete each becomes a new one only when it is deleted."
                    .to_owned(),
                "不会自动替换任何容器组：OnDelete 策略下，容器组被删除后才会按新模板重建。".to_owned(),
            );
            return self.deleting_pods();
        }
        if !strategy.is_rolling() {
            let kind = &strategy.kind;
            return self.say(
                Weight::Warn,
                format!("What becomes of the pods is decided by the strategy {kind}."),
                format!("容器组如何变化由更新策略 {kind} 决定。"),
            );
        }
        let partition = strategy.partition();
        if partition >= set.replicas() {
            return self.say(
                Weight::Warn,
                format!("No pod is replaced: the partition {partition} is above them all."),
                format!("不会替换任何容器组：分区 {partition} 高于全部序号。"),
            );
        }
        self.replaced(action, partition..set.replicas());
        self.held_back(partition);
    }

    /// Pods from one offset to another, or what holds them up.
    fn replaced(&mut self, action: &Action, offsets: Range<u32>) {
        if self.is_held(action) {
            return;
        }
        self.deleting_pods();
        self.coming();
        let start = self.set.start();
        let ordinals = start.saturating_add(offsets.start)..start.saturating_add(offsets.end);
        let new = names::pods(self.set, ordinals.rev());
        let (count, listed) = (new.len(), names::list(self.locale, &new));
        let at_once =
            self.set.spec.update_strategy.max_unavailable_count(self.set.replicas()).filter(|most| *most > 1);
        let (en, zh) = match (count, at_once) {
            (1, _) => (format!("1 pod is replaced: {listed}."), format!("替换 1 个容器组：{listed}。")),
            (_, Some(most)) => (
                format!(
                    "{count} pods are replaced, highest ordinal first, up to {most} at once (maxUnavailable): {listed}."
                ),
                format!(
                    "从最大序号起替换 {count} 个容器组，同时最多 {most} 个（maxUnavailable）：{listed}。"
                ),
            ),
            _ => (
                format!(
                    "{count} pods are replaced, highest ordinal first, each when the one before is ready: {listed}."
                ),
                format!("从最大序号起依次替换 {count} 个容器组，前一个就绪后才替换下一个：{listed}。"),
            ),
        };
        self.say(Weight::Plain, en, zh);
        if count > 1 && at_once.is_some() {
            self.gate();
        }
    }

    /// A field that the API server has kept says that the gate is on there, or was when it was written.
    fn gate(&mut self) {
        self.say(
            Weight::Kept,
            "Where the controller's feature gate MaxUnavailableStatefulSet is off, as by default before Kubernetes 1.35 and from 1.35.4 to 1.36, they are replaced one by one.".to_owned(),
            "若控制器未启用特性门控 MaxUnavailableStatefulSet（Kubernetes 1.35 之前以及 1.35.4 至 1.36 默认关闭），则逐个替换。".to_owned(),
        );
    }

    fn held_back(&mut self, partition: u32) {
        let (start, count) = (self.set.start(), partition.min(self.set.replicas()));
        let held = names::pods(self.set, start..start.saturating_add(count));
        if !held.is_empty() {
            let held = names::list(self.locale, &held);
            self.say(
                Weight::Warn,
                format!(
                    "The partition {partition} holds back {held}: what comes back there has the old template."
                ),
                format!("分区 {partition} 使 {held} 保持不变：这些容器组重建后仍使用旧模板。"),
            );
        }
    }

    /// What another partition does to the pods of a rollout that has got as far as it has.
    pub(super) fn moved(&mut self, action: &Action, partition: u32) {
        if !has_two_revisions(self.set) {
            return self.say(
                Weight::Kept,
                "No pod is replaced now: all have the same template.".to_owned(),
                "现在不会替换任何容器组：全部使用同一模板。".to_owned(),
            );
        }
        let standing = decide::standing(self.set).unwrap_or_default();
        if partition < standing {
            self.replaced(action, partition..standing);
        } else {
            self.say(
                Weight::Kept,
                "No pod is replaced by it.".to_owned(),
                "不会因此替换任何容器组。".to_owned(),
            );
        }
        self.held_back(partition);
    }

    /// What letting a rollout go on makes of the partition and of the pods.
    pub(super) fn resuming(&mut self, action: &Action, all: bool) {
        let now = self.set.spec.update_strategy.partition();
        let before = self.set.remembered_partition().filter(|before| *before < now);
        let Ok(partition) = decide::resumed(self.set, all) else { return };
        match before {
            None if now > 0 => self.say(
                Weight::Warn,
                format!("The partition becomes 0. No pause has set it to {now}: it may hold back a canary on purpose."),
                format!("分区变为 0。分区 {now} 并非由暂停设定，可能是有意用于金丝雀发布。"),
            ),
            Some(before) if before > partition => self.say(
                Weight::Warn,
                format!("The partition becomes 0, and not {before} as before the pause."),
                format!("分区变为 0，而不是暂停前的 {before}。"),
            ),
            _ => self.say(
                Weight::Plain,
                format!("The partition becomes {partition}, as before the pause."),
                format!("分区恢复为暂停前的 {partition}。"),
            ),
        }
        self.moved(action, partition);
    }

    /// What holding a rollout does.
    pub(super) fn pausing(&mut self) {
        let partition = decide::standing(self.set).unwrap_or_default();
        let held = names::pods(self.set, self.set.start()..self.set.start().saturating_add(partition));
        let (listed, now) = (names::list(self.locale, &held), self.set.spec.update_strategy.partition());
        self.say(
            Weight::Plain,
            format!(
                "The partition becomes {partition}: {listed} stay as they are until the rollout goes on."
            ),
            format!("分区变为 {partition}：继续更新之前，{listed} 保持不变。"),
        );
        self.say(
            Weight::Kept,
            format!("The partition {now} is recorded on the set: going on brings it back."),
            format!("现在的分区 {now} 会记录在该对象上：继续更新时恢复。"),
        );
        self.in_between(partition);
    }

    /// A pod below the new partition that is ending, or has ended and is not made again yet, was on its way to the new
    /// template and does not get there.
    fn in_between(&mut self, partition: u32) {
        let (set, start) = (self.set, self.set.start());
        if !has_two_revisions(set) {
            return;
        }
        let Some(pods) = self.now.pods else {
            return self.say(
                Weight::Warn,
                "A pod that is ending at this moment comes back with the old template.".to_owned(),
                "此刻正在终止的容器组会以旧模板重建。".to_owned(),
            );
        };
        let stays = |ordinal: &u32| {
            pods.iter()
                .any(|pod| pod.ordinal() == Some(*ordinal) && !pod.meta.is_deleting() && !pod.is_terminal())
        };
        let below = start..start.saturating_add(partition.min(set.replicas()));
        let back = names::pods(set, below.filter(|ordinal| !stays(ordinal)));
        let listed = names::list(self.locale, &back);
        let (en, zh) = match back.len() {
            0 => return,
            1 => (
                format!(
                    "{listed} is ending or not there at this moment: it comes back with the old template."
                ),
                format!("{listed} 此刻正在终止或尚未重建：会以旧模板重建。"),
            ),
            _ => (
                format!(
                    "{listed} are ending or not there at this moment: they come back with the old template."
                ),
                format!("{listed} 此刻正在终止或尚未重建：会以旧模板重建。"),
            ),
        };
        self.say(Weight::Warn, en, zh);
    }
}
