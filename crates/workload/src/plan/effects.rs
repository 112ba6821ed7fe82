//! What a plan does to a set, in words: which pods in which order, which PVCs, what will undo it or stands beside it.

use kubewire::request::Propagation;
use serde_json::{Map, Value};

use crate::plan::around::Around;
use crate::plan::{Action, ThingKind, body, decide, names};
use crate::rows::set::SetRow;
use crate::text::Locale;

/// How much an effect matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// It happens.
    Plain,
    /// It stays as it is.
    Kept,
    /// It is not what one would expect.
    Warn,
    /// Something is lost by it.
    Loss,
}

/// One thing that will happen, or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Effect {
    /// What.
    pub text: String,
    /// How much it matters.
    pub weight: Weight,
}

/// The effects on one set while they are found.
struct Found<'a> {
    locale: Locale,
    set: &'a SetRow,
    effects: Vec<Effect>,
}

/// What an action does to a set. `there` are the ordinals that have a pod.
pub fn effects(locale: Locale, action: &Action, set: &SetRow, there: &[u32], around: &Around) -> Vec<Effect> {
    let mut found = Found { locale, set, effects: Vec::new() };
    match action {
        Action::Stop => {
            found.scaling(0);
            found.remembered();
        }
        Action::Start => {
            if set.remembered_replicas().is_none() {
                found.say(
                    Weight::Warn,
                    "No stop has recorded a count: it starts with 1 replica.".to_owned(),
                    "没有停止时记录的副本数：以 1 个副本启动。".to_owned(),
                );
            }
            found.scaling(decide::start_count(set));
        }
        Action::Scale { replicas } => found.scaling(*replicas),
        Action::Restart { .. } => found.replacing(set.spec.update_strategy.partition()),
        Action::Retag { tags } => {
            if let Some(body) = body::images(set, tags) {
                found.images(&body);
            }
            found.replacing(set.spec.update_strategy.partition());
        }
        Action::Resume => found.replacing(0),
        Action::Pause => found.pausing(),
        Action::Mark { labels, annotations } => found.marks(&body::mark(labels, annotations)),
        Action::Delete { .. } => found.deletion(action, there),
        Action::Restore { patches } => {
            if let Some((_, body)) = patches.iter().find(|(uid, _)| *uid == set.meta.key.uid) {
                found.restored(body);
            }
        }
    }
    found.guards(action, around);
    found.owners(action);
    found.effects
}

impl Found<'_> {
    fn say(&mut self, weight: Weight, en: String, zh: String) {
        let text = if self.locale == Locale::Zh { zh } else { en };
        self.effects.push(Effect { text, weight });
    }

    /// What going from one count to another does to pods and PVCs.
    fn scaling(&mut self, replicas: u32) {
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
        } else if replicas < now {
            self.shrinking(replicas, now);
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

    fn remembered(&mut self) {
        let count = self.set.replicas();
        let noun = if count == 1 { "replica" } else { "replicas" };
        self.say(
            Weight::Kept,
            format!("The count is recorded on the set: a start brings back {count} {noun}."),
            format!("副本数会记录在该对象上：启动时恢复为 {count} 个副本。"),
        );
    }

    /// What a new template, or a new partition, does to the pods.
    fn replacing(&mut self, partition: u32) {
        let (set, locale, strategy) = (self.set, self.locale, &self.set.spec.update_strategy);
        let (start, end) = (set.start(), set.start().saturating_add(set.replicas()));
        if strategy.is_on_delete() {
            return self.say(
                Weight::Warn,
                "No pod is replaced by itself: with OnDelete each becomes a new one only when it is deleted."
                    .to_owned(),
                "不会自动替换任何容器组：OnDelete 策略下，容器组被删除后才会按新模板重建。".to_owned(),
            );
        }
        if !strategy.is_rolling() {
            let kind = &strategy.kind;
            return self.say(
                Weight::Warn,
                format!("What becomes of the pods is decided by the strategy {kind}."),
                format!("容器组如何变化由更新策略 {kind} 决定。"),
            );
        }
        let line = start.saturating_add(partition).min(end);
        let new = names::pods(set, (line..end).rev());
        let (count, listed) = (new.len(), names::list(locale, &new));
        match count {
            0 => self.say(
                Weight::Warn,
                format!("No pod is replaced: the partition {partition} is above them all."),
                format!("不会替换任何容器组：分区 {partition} 高于全部序号。"),
            ),
            1 => self.say(
                Weight::Plain,
                format!("1 pod is replaced: {listed}."),
                format!("替换 1 个容器组：{listed}。"),
            ),
            _ => self.say(
                Weight::Plain,
                format!("{count} pods are replaced, highest ordinal first, each when the one before is ready: {listed}."),
                format!("从最大序号起依次替换 {count} 个容器组，前一个就绪后才替换下一个：{listed}。"),
            ),
        }
        let held = names::list(locale, &names::pods(set, start..line));
        if partition > 0 && count > 0 {
            self.say(
                Weight::Warn,
                format!(
                    "The partition {partition} holds back {held}: what comes back there has the old template."
                ),
                format!("分区 {partition} 使 {held} 保持不变：这些容器组重建后仍使用旧模板。"),
            );
        }
    }

    fn pausing(&mut self) {
        let partition = decide::standing(self.set).unwrap_or_default();
        let held = names::pods(self.set, self.set.start()..self.set.start().saturating_add(partition));
        let listed = names::list(self.locale, &held);
        self.say(
            Weight::Plain,
            format!(
                "The partition becomes {partition}: {listed} stay as they are until the rollout goes on."
            ),
            format!("分区变为 {partition}：继续更新之前，{listed} 保持不变。"),
        );
        self.say(
            Weight::Kept,
            "A pod that is being replaced at this moment is finished.".to_owned(),
            "此刻正在替换的容器组会完成替换。".to_owned(),
        );
    }

    fn images(&mut self, body: &Value) {
        for key in ["containers", "initContainers"] {
            let list = body.pointer("/spec/template/spec").and_then(|spec| spec.get(key));
            for entry in list.and_then(Value::as_array).into_iter().flatten() {
                let text = |key: &str| entry.get(key).and_then(Value::as_str).unwrap_or_default();
                let (name, image) = (text("name"), text("image"));
                let all = self.set.containers().iter().chain(self.set.init_containers());
                let now = all.into_iter().find(|container| container.name == name);
                let now = now.map(|container| container.image.clone()).unwrap_or_default();
                let line = format!("{name}: {now} → {image}");
                self.say(Weight::Plain, line.clone(), line);
            }
        }
    }

    fn marks(&mut self, body: &Value) {
        let both = [("/metadata/labels", "label", "标签"), ("/metadata/annotations", "annotation", "注解")];
        for (path, en, zh) in both {
            for (key, value) in body.pointer(path).and_then(Value::as_object).into_iter().flat_map(Map::iter)
            {
                match value.as_str() {
                    Some(value) => {
                        self.say(Weight::Plain, format!("{en} {key}={value}"), format!("{zh} {key}={value}"));
                    }
                    None => {
                        self.say(Weight::Plain, format!("{en} {key} is removed"), format!("移除{zh} {key}"));
                    }
                }
            }
        }
        self.say(
            Weight::Kept,
            "Its pods keep their labels, and none is restarted.".to_owned(),
            "容器组的标签不变，也不会重启。".to_owned(),
        );
    }

    fn restored(&mut self, body: &Value) {
        if let Some(replicas) = body.pointer("/spec/replicas").and_then(Value::as_u64) {
            self.scaling(u32::try_from(replicas).unwrap_or_default());
        }
        let partition = body.pointer("/spec/updateStrategy/rollingUpdate/partition").and_then(Value::as_u64);
        if body::is_strategic(body) {
            self.images(body);
        }
        if partition.is_some() || body::is_strategic(body) {
            let now = self.set.spec.update_strategy.partition();
            self.replacing(partition.and_then(|partition| u32::try_from(partition).ok()).unwrap_or(now));
        }
        if body.get("spec").is_none() {
            self.marks(body);
        }
    }

    fn deletion(&mut self, action: &Action, there: &[u32]) {
        let Action::Delete { propagation, drain, things } = action else { return };
        let (set, locale) = (self.set, self.locale);
        let names = names::pods(set, there.iter().rev().copied());
        let (count, listed) = (names.len(), names::list(locale, &names));
        let noun = if count == 1 { "pod" } else { "pods" };
        let (weight, en, zh) = match (count, *propagation) {
            (0, _) => {
                (Weight::Plain, "No pod of it is running.".to_owned(), "没有正在运行的容器组。".to_owned())
            }
            (_, Propagation::Orphan) => (
                Weight::Warn,
                format!("{count} {noun} stay and belong to nobody: {listed}."),
                format!("{count} 个容器组保留，但不再属于任何对象：{listed}。"),
            ),
            _ if *drain => (
                Weight::Loss,
                format!(
                    "First {count} {noun} end, highest ordinal first, then the set is deleted: {listed}."
                ),
                format!("先从最大序号起依次终止 {count} 个容器组，再删除该对象：{listed}。"),
            ),
            _ => (
                Weight::Loss,
                format!("{count} {noun} end at once, in no order: {listed}."),
                format!("同时终止 {count} 个容器组，没有先后顺序：{listed}。"),
            ),
        };
        self.say(weight, en, zh);
        let mut ordinals: Vec<u32> = (set.start()..set.start().saturating_add(set.replicas())).collect();
        ordinals.extend(there);
        crate::order::sort(&mut ordinals);
        ordinals.dedup();
        let claims = names::claims(set, ordinals.into_iter());
        let ticked = things.iter().filter(|thing| thing.of == set.meta.key.uid);
        let ticked: Vec<String> =
            ticked.filter(|thing| thing.kind == ThingKind::Claim).map(|thing| thing.name.clone()).collect();
        self.claims_of_deleted(claims, &ticked, *drain);
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

    /// What scales the set as well, and what guards its pods.
    fn guards(&mut self, action: &Action, around: &Around) {
        let set = self.set;
        for (name, least, most) in around.autoscalers(set) {
            let range = format!("{least}–{most}");
            let (en, zh) = match action {
                Action::Stop | Action::Scale { replicas: 0 } => (
                    format!(
                        "The HorizontalPodAutoscaler {name} ({range}) pauses while there are 0 replicas."
                    ),
                    format!("副本数为 0 期间，HPA {name}（{range}）暂停伸缩。"),
                ),
                Action::Start | Action::Scale { .. } | Action::Restore { .. } => (
                    format!("The HorizontalPodAutoscaler {name} decides the count afterwards: {range}."),
                    format!("之后副本数由 HPA {name} 决定：{range}。"),
                ),
                Action::Delete { things, .. }
                    if !things
                        .iter()
                        .any(|thing| thing.name == name && thing.kind == ThingKind::Autoscaler) =>
                {
                    (
                        format!("The HorizontalPodAutoscaler {name} stays, with nothing to scale."),
                        format!("HPA {name} 会保留，但不再有伸缩对象。"),
                    )
                }
                _ => continue,
            };
            self.say(Weight::Warn, en, zh);
        }
        let ends_pods =
            !matches!(action, Action::Mark { .. } | Action::Pause | Action::Start | Action::Restore { .. });
        let names: Vec<String> = around.budgets(set).filter(|_| ends_pods).map(str::to_owned).collect();
        if !names.is_empty() {
            let listed = names::list(self.locale, &names);
            self.say(
                Weight::Warn,
                format!(
                    "The PodDisruptionBudget {listed} does not hold this back: it guards evictions only."
                ),
                format!("PDB {listed} 不会阻止此操作：它只限制驱逐。"),
            );
        }
    }

    /// Who will set it back.
    fn owners(&mut self, action: &Action) {
        let meta = &self.set.meta;
        let owner = meta.controller.as_ref().map(|owner| format!("{} {}", owner.kind, owner.name));
        let argo = meta.annotations.get(crate::rows::meta::ARGO_TRACKING).map(String::as_str);
        let argo = argo
            .and_then(|id| id.split(':').next())
            .unwrap_or_else(|| meta.label("argocd.argoproj.io/instance"));
        let flux =
            ["kustomize.toolkit.fluxcd.io/name", "helm.toolkit.fluxcd.io/name"].map(|key| meta.label(key));
        let flux = flux.into_iter().find(|name| !name.is_empty());
        let who = owner
            .or_else(|| (!argo.is_empty()).then(|| format!("Argo CD ({argo})")))
            .or_else(|| flux.map(|name| format!("Flux ({name})")));
        match who {
            Some(who) if matches!(action, Action::Delete { .. }) => self.say(
                Weight::Warn,
                format!("{who} keeps this set and may create it again."),
                format!("该对象由 {who} 管理，可能会被重新创建。"),
            ),
            Some(who) => self.say(
                Weight::Warn,
                format!("{who} keeps this set and may undo the change."),
                format!("该对象由 {who} 管理，更改可能会被还原。"),
            ),
            None if meta.label("app.kubernetes.io/managed-by") == "Helm" => self.say(
                Weight::Warn,
                "It was installed by Helm: the next upgrade may undo the change.".to_owned(),
                "由 Helm 安装：下次升级可能会还原此更改。".to_owned(),
            ),
            None => {}
        }
    }
}
