//! What stands beside a set and will have its say: autoscalers, budgets, owners.

use crate::plan::around::Around;
use crate::plan::effects::{Found, Weight};
use crate::plan::{Action, ThingKind, names};

impl Found<'_> {
    /// What scales the set as well, and what guards its pods.
    pub(super) fn guards(&mut self, action: &Action, around: &Around) {
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
        let ends_pods = match action {
            Action::Scale { replicas } => *replicas < set.replicas(),
            Action::Mark { .. } | Action::Pause | Action::Start | Action::Restore { .. } => false,
            _ => true,
        };
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
    pub(super) fn owners(&mut self, action: &Action) {
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
