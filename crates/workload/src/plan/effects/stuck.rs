//! Pods that a change does not reach by itself: what that means, and what their deletion brings.

use crate::plan::effects::{Found, Weight};
use crate::plan::stuck::{BlockReason, StuckPod, block_reason, stuck_pods};
use crate::plan::{Action, names};
use crate::status::{own_pods, position};

impl Found<'_> {
    /// Whether nothing is replaced, because of pods that stay as they are; says so.
    pub(super) fn is_held(&mut self, action: &Action) -> bool {
        let Some(pods) = self.now.pods else {
            self.unknown();
            return false;
        };
        let Some(block_reason) = block_reason(self.set, pods) else { return false };
        let deleted_pods = self.now.deleted_pods();
        let all = stuck_pods(action, self.set, pods);
        let left: Vec<&StuckPod> = all.iter().filter(|stuck| !deleted_pods.contains(&&stuck.pod)).collect();
        if left.is_empty() {
            return false;
        }
        self.holding(block_reason, &left);
        let (back, not): (Vec<&StuckPod>, Vec<&StuckPod>) =
            left.into_iter().partition(|stuck| stuck.comes_back);
        self.way_out(&back);
        self.no_way_out(&not);
        if block_reason == BlockReason::Ordered {
            self.deleting_pods();
        }
        block_reason == BlockReason::Ordered
    }

    fn holding(&mut self, block_reason: BlockReason, left: &[&StuckPod]) {
        let names = left.iter().map(|stuck| format!("{} ({})", stuck.pod.name, stuck.word));
        let names: Vec<String> = names.collect();
        let (listed, is) = (names::list(self.locale, &names), if names.len() == 1 { "is" } else { "are" });
        let (en, zh) = match block_reason {
            BlockReason::OnDelete => return,
            BlockReason::Ordered => (
                format!(
                    "No pod is replaced while {listed} {is} not ready: with OrderedReady the controller waits for every pod, and does not replace a broken one by itself."
                ),
                format!(
                    "{listed} 未就绪，在此期间不会替换任何容器组：OrderedReady 策略下，控制器等待所有容器组就绪，且不会自行替换异常的容器组。"
                ),
            ),
            BlockReason::Unavailable => (
                format!(
                    "Before Kubernetes 1.37, no pod is replaced while {listed} {is} not ready: they use up maxUnavailable."
                ),
                format!(
                    "Kubernetes 1.37 之前，{listed} 未就绪期间不会替换任何容器组：它们占用了 maxUnavailable。"
                ),
            ),
        };
        self.say(Weight::Warn, en, zh);
    }

    fn way_out(&mut self, back: &[&StuckPod]) {
        let (names, is_one) = (self.names(back), back.len() == 1);
        let (it, comes) = if is_one { ("it", "it comes") } else { ("them", "they come") };
        if !back.is_empty() {
            self.say(
                Weight::Warn,
                format!("Only deleting {names} after this change brings {it} to the new template; deleted before, {comes} back as now."),
                format!("只有在此更改之后删除 {names}，才会以新模板重建；在此之前删除仍以现有模板重建。"),
            );
        }
    }

    fn no_way_out(&mut self, not: &[&StuckPod]) {
        let names = self.names(not);
        if !not.is_empty() {
            self.say(
                Weight::Warn,
                format!("Deleting {names} does not help: below the partition, or with this template already, it comes back the same."),
                format!("删除 {names} 无济于事：位于分区之下，或已使用该模板，重建后不变。"),
            );
        }
    }

    fn names(&self, stuck: &[&StuckPod]) -> String {
        let names: Vec<String> = stuck.iter().map(|stuck| stuck.pod.name.clone()).collect();
        names::list(self.locale, &names)
    }

    /// The second step: pods that go after the change.
    pub(super) fn deleting_pods(&mut self) {
        let names: Vec<String> = self.now.deleted_pods().iter().map(|pod| pod.name.clone()).collect();
        let listed = names::list(self.locale, &names);
        let (en, zh) = match names.len() {
            0 => return,
            1 => (
                format!(
                    "Once the controller has seen the change, {listed} is deleted and comes back with the new template. Should it be ready by then, it stays."
                ),
                format!("控制器处理更改后，删除 {listed}，使其以新模板重建；若届时已就绪，则保留。"),
            ),
            _ => (
                format!(
                    "Once the controller has seen the change, {listed} are deleted and come back with the new template. What is ready by then stays."
                ),
                format!("控制器处理更改后，删除 {listed}，使其以新模板重建；届时已就绪的保留。"),
            ),
        };
        self.say(Weight::Loss, en, zh);
    }

    /// Pods that start, end or have ended: the controller waits for them, and they go on by themselves.
    pub(super) fn coming(&mut self) {
        let (set, Some(pods)) = (self.set, self.now.pods) else { return };
        let own = own_pods(set, pods);
        let deleted_pods = self.now.deleted_pods();
        let is_first = position::first_unready(set, &own).filter(|_| set.is_ordered());
        let Some(name) = is_first.map(|ordinal| set.pod_name(ordinal)) else { return };
        if !deleted_pods.iter().any(|pod| pod.name == name) {
            self.say(
                Weight::Kept,
                format!("The controller waits for {name} first, which is not ready yet."),
                format!("控制器会先等待尚未就绪的 {name}。"),
            );
        }
    }

    /// Pods are not known, and the set says that some are not ready.
    fn unknown(&mut self) {
        let (set, ready) = (self.set, self.set.status.ready_replicas);
        if !set.is_ordered() || ready >= set.replicas() {
            return;
        }
        let (wanted, unready) = (set.replicas(), set.replicas().saturating_sub(ready));
        self.say(
            Weight::Warn,
            format!("{unready} of {wanted} pods are not ready, and which is not known here. With OrderedReady nothing is replaced until all are; a broken one has to be deleted after the change."),
            format!("{wanted} 个容器组中有 {unready} 个未就绪，此处不知道是哪些。OrderedReady 策略下，全部就绪前不会替换任何容器组；异常的容器组需要在更改之后删除。"),
        );
    }
}
