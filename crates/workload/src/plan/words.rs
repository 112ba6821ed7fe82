//! Orders, steps and reasons in words.

use kubewire::request::Propagation;

use crate::permission::lack;
use crate::plan::{Action, Item, Plan, Skip, Step};
use crate::text::{Locale, Text};

impl Action {
    /// Its name, as on a button.
    pub const fn name(&self) -> Text {
        match self {
            Self::Stop => Text { zh: "停止", en: "Stop" },
            Self::Start => Text { zh: "启动", en: "Start" },
            Self::Restart { .. } => Text { zh: "重启", en: "Restart" },
            Self::Scale { .. } => Text { zh: "调整副本数", en: "Scale" },
            Self::Retag { .. } => Text { zh: "修改镜像版本", en: "Change image tags" },
            Self::Mark { .. } => Text { zh: "编辑标签和注解", en: "Label and annotate" },
            Self::Pause => Text { zh: "暂停滚动更新", en: "Pause the rollout" },
            Self::Resume { .. } => Text { zh: "继续滚动更新", en: "Go on with the rollout" },
            Self::Delete { .. } => Text { zh: "删除", en: "Delete" },
            Self::Restore { .. } => Text { zh: "撤销", en: "Undo" },
        }
    }

    /// What is done to how many: `Stop 3 sets`, or `Stop web` where it is one and its name is given.
    pub fn title(&self, locale: Locale, count: usize, one: Option<&str>) -> String {
        let what = match (locale, one) {
            (_, Some(name)) => name.to_owned(),
            (Locale::En, None) if count == 1 => "1 set".to_owned(),
            (Locale::En, None) => format!("{count} sets"),
            (Locale::Zh, None) => format!("{count} 个有状态副本集"),
        };
        let about = match self {
            Self::Scale { .. } => Text { zh: "调整 {} 的副本数", en: "Scale {}" },
            Self::Retag { .. } => Text { zh: "修改 {} 的镜像版本", en: "Change the image tags of {}" },
            Self::Mark { .. } => Text { zh: "编辑 {} 的标签和注解", en: "Label and annotate {}" },
            Self::Pause => Text { zh: "暂停 {} 的滚动更新", en: "Pause the rollout of {}" },
            Self::Resume { .. } => {
                Text { zh: "继续 {} 的滚动更新", en: "Go on with the rollout of {}" }
            }
            Self::Restore { .. } => Text { zh: "撤销对 {} 的更改", en: "Undo the change of {}" },
            _ => return format!("{} {what}", self.name().get(locale)),
        };
        about.get(locale).replace("{}", &what)
    }

    /// Whether no pod is left of what it is done to.
    const fn ends_pods(&self) -> bool {
        match self {
            Self::Stop | Self::Scale { replicas: 0 } => true,
            Self::Delete { propagation, drain, .. } => *drain || !matches!(propagation, Propagation::Orphan),
            _ => false,
        }
    }

    /// The same with what it comes to: `Scale web to 3`.
    pub fn command(&self, locale: Locale, count: usize, one: Option<&str>) -> String {
        let title = self.title(locale, count, one);
        match (locale, self) {
            (Locale::En, Self::Scale { replicas }) => format!("{title} to {replicas}"),
            (Locale::Zh, Self::Scale { replicas }) => format!("{title}为 {replicas}"),
            _ => title,
        }
    }
}

impl Skip {
    /// Why nothing is done.
    pub fn say(&self, locale: Locale) -> String {
        let text = match self {
            Self::Gone => Text { zh: "已不存在", en: "It is not there any more." },
            Self::Replaced => Text {
                zh: "已被另一个同名的有状态副本集取代",
                en: "Another set has its name now.",
            },
            Self::Deleting => Text { zh: "正在删除", en: "It is being deleted." },
            Self::Stopped(replicas) => {
                return match locale {
                    Locale::En if *replicas == 1 => {
                        "It is stopped already; a start makes 1 replica.".to_owned()
                    }
                    Locale::En => format!("It is stopped already; a start makes {replicas} replicas."),
                    Locale::Zh => format!("已停止；启动后为 {replicas} 个副本"),
                };
            }
            Self::Running => Text { zh: "已在运行", en: "It is running already." },
            Self::NoPods => Text {
                zh: "已停止，没有可重启的容器组",
                en: "It is stopped: no pod to restart.",
            },
            Self::Same => Text { zh: "已是所需的状态", en: "It is so already." },
            Self::NoSuchImage => {
                Text { zh: "没有使用该镜像的容器", en: "No container of it has such an image." }
            }
            Self::Denied(ask) => return lack(locale, ask),
            Self::Scaled(replicas) => {
                return match locale {
                    Locale::En if *replicas == 1 => "It has 1 replica already.".to_owned(),
                    Locale::En => format!("It has {replicas} replicas already."),
                    Locale::Zh => format!("副本数已是 {replicas}"),
                };
            }
            Self::NotPaused(partition) => {
                return match locale {
                    Locale::En => {
                        format!("No pause is recorded on it: its partition {partition} was set otherwise.")
                    }
                    Locale::Zh => format!("没有暂停记录：其分区 {partition} 并非由暂停设定"),
                };
            }
            Self::NotRolling(kind) => {
                return match locale {
                    Locale::En => format!("Its update strategy is {kind}, which knows no partition."),
                    Locale::Zh => format!("更新策略为 {kind}，不支持分区"),
                };
            }
        };
        text.get(locale).to_owned()
    }
}

impl Step {
    /// What it does, while it is being done.
    pub fn say(&self, locale: Locale) -> String {
        let text = match self {
            Self::Patch { .. } => Text { zh: "正在更改", en: "Changing it" },
            Self::Delete(Propagation::Orphan) => {
                Text { zh: "正在删除，保留容器组", en: "Deleting it without its pods" }
            }
            Self::Delete(_) => Text { zh: "正在删除", en: "Deleting it" },
            Self::DeleteThing(thing) => {
                let (kind, name) = (thing.kind.resource().kind, &thing.name);
                return match locale {
                    Locale::En => format!("Deleting {kind} {name}"),
                    Locale::Zh => format!("正在删除 {kind} {name}"),
                };
            }
            Self::WaitObserved => Text {
                zh: "等待控制器处理更改",
                en: "Waiting until the controller has seen the change",
            },
            Self::DeletePod(pod) => {
                return match locale {
                    Locale::En => format!("Deleting pod {}", pod.name),
                    Locale::Zh => format!("正在删除容器组 {}", pod.name),
                };
            }
            Self::WaitReady => Text { zh: "等待容器组就绪", en: "Waiting until its pods are ready" },
            Self::WaitStopped => {
                Text { zh: "等待容器组全部终止", en: "Waiting until its pods have ended" }
            }
        };
        text.get(locale).to_owned()
    }
}

impl Plan {
    /// `8 of 12 sets change; 4 are skipped, with the reason. 20 pods end.`; `pods` are how many each has.
    pub fn sum(&self, pods: &[usize], locale: Locale) -> String {
        let (all, done) = (self.items.len(), self.count());
        let deletes = matches!(self.order.action, Action::Delete { .. });
        let (en, zh) = match (deletes, done) {
            (true, 1) => ("is deleted", "删除"),
            (true, _) => ("are deleted", "删除"),
            (false, 1) => ("changes", "更改"),
            (false, _) => ("change", "更改"),
        };
        let sets = match (locale, all - done) {
            (Locale::En, 0) => format!("All {all} sets {en}."),
            (Locale::Zh, 0) => format!("{all} 个有状态副本集都会{zh}。"),
            (Locale::En, 1) => format!("{done} of {all} sets {en}; 1 is skipped, with the reason."),
            (Locale::En, skipped) => {
                format!("{done} of {all} sets {en}; {skipped} are skipped, with the reason.")
            }
            (Locale::Zh, skipped) => {
                format!("{all} 个中有 {done} 个会{zh}，跳过 {skipped} 个（见原因）。")
            }
        };
        let changed = self.items.iter().zip(pods).filter(|(item, _)| item.is_done());
        let ending: usize = changed.map(|(_, pods)| pods).sum();
        match (if self.order.action.ends_pods() { ending } else { 0 }, locale) {
            (0, _) => sets,
            (1, Locale::En) => format!("{sets} 1 pod ends."),
            (count, Locale::En) => format!("{sets} {count} pods end."),
            (count, Locale::Zh) => format!("{sets}终止 {count} 个容器组。"),
        }
    }
}

impl Item {
    /// Namespace and name in one.
    pub fn place(&self) -> String {
        format!("{}/{}", self.target.namespace, self.target.name)
    }
}
