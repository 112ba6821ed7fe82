//! What to do about a reason: pure. A sentence an operator can act on, or nothing where time is the answer.

use workload::rows::set::SetRow;
use workload::status::position::has_two_revisions;
use workload::status::reason::{PullCause, Reason};
use workload::text::Text;

/// What waits for a pod that is not ready.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Waiting {
    /// The rollout.
    Rollout,
    /// The ordinals after it, which are not created before it is ready.
    Ordinals,
    /// Nothing.
    Nothing,
}

/// What waits for a pod of the set that is not ready.
pub fn waiting(set: &SetRow) -> Waiting {
    let rolls = has_two_revisions(set) && set.spec.update_strategy.is_rolling();
    match set.is_ordered() {
        _ if rolls => Waiting::Rollout,
        true if set.status.replicas < set.replicas() => Waiting::Ordinals,
        _ => Waiting::Nothing,
    }
}

/// What to do now; none where nothing needs to be done.
pub fn advice(reason: &Reason, waiting: Waiting) -> Option<Text> {
    match reason {
        Reason::Refused { .. } => Some(Text {
            zh: "提高配额或放宽策略，或降低副本数与资源请求；控制器会自动重试。",
            en: "Raise the quota or relax the policy, or ask for less; the controller tries again by itself.",
        }),
        Reason::Image { cause, .. } => Some(image(*cause)),
        Reason::Crash { .. } => Some(Text {
            zh: "查看该容器上一次运行的日志；修正镜像、命令、配置或资源限制后再更新。",
            en: "Read the log of the container's last run; then correct its image, command, configuration or limits.",
        }),
        Reason::Container { .. } => Some(Text {
            zh: "检查容器引用的 ConfigMap、Secret、命令和安全上下文是否存在且正确。",
            en: "Check that the ConfigMaps, Secrets, command and security context that the container names are right.",
        }),
        Reason::PodFailed { .. } => Some(Text {
            zh: "控制器会重建该容器组；若反复发生，检查节点压力与资源请求。",
            en: "The controller makes the pod again; should it fail again, look at the node's pressure and the requests.",
        }),
        Reason::Unschedulable { .. } => Some(Text {
            zh: "降低资源请求，放宽节点选择、亲和性或容忍，或增加节点。",
            en: "Request less, relax the node selector, affinity or tolerations, or add a node.",
        }),
        Reason::Claim { .. } => Some(Text {
            zh: "检查存储类是否存在、制备器是否正常，以及容量与访问模式是否可满足。",
            en: "Check that the storage class exists, its provisioner works, and size and access mode can be met.",
        }),
        Reason::NotReady { .. } => Some(not_ready(waiting)),
        Reason::Setup { .. } => Some(Text {
            zh: "检查存储卷挂载与网络插件；kubelet 会自动重试。",
            en: "Check the volume's attachment and the network plug-in; the kubelet tries again by itself.",
        }),
        Reason::NodeGone { .. } => Some(Text {
            zh: "恢复该节点；若确认已关机，给它加上 out-of-service 污点或删除节点，容器组才会迁移。",
            en: "Bring the node back; if it is surely off, taint it out-of-service or delete it, so that the pod moves.",
        }),
        Reason::Held { .. } => Some(Text {
            zh: "删除要等这些 finalizer 的控制器完成清理。",
            en: "The controllers of these finalizers must finish before the set goes.",
        }),
        Reason::OnItsWay { .. }
        | Reason::NotAvailable { .. }
        | Reason::NotCreated { .. }
        | Reason::Ending { .. }
        | Reason::Remembered { .. } => None,
    }
}

const fn not_ready(waiting: Waiting) -> Text {
    match waiting {
        Waiting::Rollout => Text {
            zh: "查看就绪探针与容器日志；滚动更新会在此等待，直到它就绪。",
            en: "Look at the readiness probe and the log; the rollout waits here until the pod is ready.",
        },
        Waiting::Ordinals => Text {
            zh: "查看就绪探针与容器日志；在它就绪之前不会创建后面的序号。",
            en: "Look at the readiness probe and the log; the ordinals after it are not created before it is ready.",
        },
        Waiting::Nothing => Text {
            zh: "查看就绪探针与容器日志；在它就绪之前，服务不会把流量转给它。",
            en: "Look at the readiness probe and the log; until it is ready its Service sends it no traffic.",
        },
    }
}

const fn image(cause: PullCause) -> Text {
    match cause {
        PullCause::NotFound | PullCause::Invalid => Text {
            zh: "检查镜像名称与标签，改正后更新；若按序更新被卡住，还需删除该容器组。",
            en: "Correct the image's name or tag; where an ordered rollout is stuck, delete the pod as well.",
        },
        PullCause::Denied => Text {
            zh: "检查 imagePullSecrets 与镜像仓库权限。",
            en: "Check imagePullSecrets and the rights in the registry.",
        },
        PullCause::RateLimited => Text {
            zh: "稍后会自动重试；可登录镜像仓库或使用镜像缓存以避免限流。",
            en: "It is tried again by itself; signing in to the registry or a mirror avoids the limit.",
        },
        PullCause::NeverPull => Text {
            zh: "imagePullPolicy 为 Never：先把镜像放到节点上，或修改策略。",
            en: "imagePullPolicy is Never: put the image on the node, or change the policy.",
        },
        PullCause::Unreachable | PullCause::Unknown => Text {
            zh: "检查节点到镜像仓库的网络、DNS 与证书；kubelet 会自动重试。",
            en: "Check the node's network, DNS and certificates towards the registry; the kubelet tries again by itself.",
        },
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{Waiting, waiting};

    fn waits(policy: &str, strategy: &str, status: Value) -> Waiting {
        let set = json!({"spec": {"replicas": 3, "podManagementPolicy": policy, "updateStrategy": {"type": strategy}},
            "status": status});
        waiting(&serde_json::from_value(set).expect("a set"))
    }

    /// The page said "an ordered rollout waits here" of a Parallel set that was not being updated.
    #[test]
    fn only_what_really_waits_is_said_to_wait() {
        let rolling = json!({"replicas": 3, "currentRevision": "web-1", "updateRevision": "web-2"});
        let starting = json!({"replicas": 1, "currentRevision": "web-1", "updateRevision": "web-1"});
        assert_eq!(waits("Parallel", "RollingUpdate", rolling.clone()), Waiting::Rollout);
        assert_eq!(waits("OrderedReady", "OnDelete", rolling), Waiting::Nothing);
        assert_eq!(waits("OrderedReady", "RollingUpdate", starting.clone()), Waiting::Ordinals);
        assert_eq!(waits("Parallel", "RollingUpdate", starting), Waiting::Nothing);
    }
}
