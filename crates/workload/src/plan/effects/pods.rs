//! What becomes of pods and PVCs when the count changes.

use crate::plan::effects::{Found, Weight};
use crate::plan::{Step, names, stuck};

impl Found<'_> {
    /// What going from one count to another does to pods and PVCs.
    pub(super) fn scaling(&mut self, replicas: u32) {
        let (set, now) = (self.set, self.set.replicas());
        let (start, locale) = (set.start(), self.locale);
        if replicas > now {
            let new = names::pods(set, start + now..start.saturating_add(replicas));
            let (count, names) = (new.len(), names::list(locale, &new));
            let (en, zh) = match (count, set.is_ordered()) {
                (1, _) => (format!("1 pod is created: {names}."), format!("创建 1 个容器组：{names}。")),
                (_, false) => (
                    format!("{count} pods are created, all at once: {names}."),
                    format!("同时创建 {count} 个容器组：{names}。"),
                ),
                (_, true) => (
                    format!("{count} pods are created, each when the one before is ready: {names}."),
                    format!("依次创建 {count} 个容器组，前一个就绪后才创建下一个：{names}。"),
                ),
            };
            self.say(Weight::Plain, en, zh);
            self.held_back_by_broken_pods();
        } else if replicas < now {
            self.shrinking(replicas, now);
        }
    }

    /// The controller creates no pod of an `OrderedReady` set before all lower ordinals are ready.
    fn held_back_by_broken_pods(&mut self) {
        let (set, Some(pods)) = (self.set, self.now.pods) else { return };
        let names = if set.is_ordered() { stuck::broken_names(set, pods) } else { Vec::new() };
        if !names.is_empty() {
            let (listed, is) =
                (names::list(self.locale, &names), if names.len() == 1 { "is" } else { "are" });
            self.say(
                Weight::Warn,
                format!("No pod is created while {listed} {is} not ready: with OrderedReady each waits for those before it."),
                format!("{listed} 未就绪，在此期间不会创建容器组：OrderedReady 策略下须等待前面的容器组就绪。"),
            );
        }
    }

    fn shrinking(&mut self, replicas: u32, now: u32) {
        let (set, locale) = (self.set, self.locale);
        let going = set.start() + replicas..set.start() + now;
        let ending = names::pods(set, going.clone().rev());
        let (count, names) = (ending.len(), names::list(locale, &ending));
        let (en, zh) = match (count, set.is_ordered()) {
            (1, _) => (format!("1 pod ends: {names}."), format!("终止 1 个容器组：{names}。")),
            (_, false) => (
                format!("{count} pods end, all at once: {names}."),
                format!("同时终止 {count} 个容器组：{names}。"),
            ),
            (_, true) => (
                format!("{count} pods end, highest ordinal first: {names}."),
                format!("从最大序号起依次终止 {count} 个容器组：{names}。"),
            ),
        };
        self.say(Weight::Plain, en, zh);
        self.claims_after(&names::claims(set, going));
        if set.is_ordered() && set.status.ready_replicas < now && replicas > 0 {
            self.say(
                Weight::Warn,
                "With OrderedReady the controller may wait for pods that are not ready before it ends one."
                    .to_owned(),
                "OrderedReady 策略下，控制器可能要等未就绪的容器组就绪后才会终止下一个。".to_owned(),
            );
        }
    }

    fn claims_after(&mut self, claims: &[String]) {
        let (count, names) = (claims.len(), names::list(self.locale, claims));
        match (count, self.set.spec.claim_retention.when_scaled == "Delete") {
            (0, _) => {}
            (1, false) => self.say(
                Weight::Kept,
                format!("Its PVC stays, and is used again when the pod comes back: {names}."),
                format!("保留 1 个 PVC，容器组恢复时会重新使用：{names}。"),
            ),
            (_, false) => self.say(
                Weight::Kept,
                format!("Their {count} PVCs stay, and are used again when the pods come back: {names}."),
                format!("保留 {count} 个 PVC，容器组恢复时会重新使用：{names}。"),
            ),
            (1, true) => self.say(
                Weight::Loss,
                format!("Its PVC is deleted with it, and the data in it (whenScaled: Delete): {names}."),
                format!("1 个 PVC 及其中的数据会一并删除（whenScaled: Delete）：{names}。"),
            ),
            (_, true) => self.say(
                Weight::Loss,
                format!("Their {count} PVCs are deleted with them, and the data in them (whenScaled: Delete): {names}."),
                format!("{count} 个 PVC 及其中的数据会一并删除（whenScaled: Delete）：{names}。"),
            ),
        }
    }

    /// Whether the count of before a stop is recorded: the scale subresource takes no annotation.
    pub(super) fn remembered(&mut self, steps: &[Step]) {
        if steps.iter().any(|step| matches!(step, Step::Patch { scale: true, .. })) {
            return self.say(
                Weight::Warn,
                "The count is not recorded: you may scale the set, but not patch it. A start brings back 1 replica."
                    .to_owned(),
                "副本数不会被记录：权限只允许伸缩，不允许修改该对象。启动时将以 1 个副本启动。".to_owned(),
            );
        }
        let count = self.set.replicas();
        let noun = if count == 1 { "replica" } else { "replicas" };
        self.say(
            Weight::Kept,
            format!("The count is recorded on the set: a start brings back {count} {noun}."),
            format!("副本数会记录在该对象上：启动时恢复为 {count} 个副本。"),
        );
    }
}
