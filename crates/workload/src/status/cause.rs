//! What sort of thing a [`Reason`] is: what one filters a list by, without the names of pods and images.

use crate::status::reason::Reason;
use crate::text::Text;

/// A sort of reason, the most urgent first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Cause {
    /// The API server refuses pods: quota, admission, policy.
    Refused,
    /// An image does not come.
    Image,
    /// A container ends again and again.
    Crash,
    /// A container cannot be made or started.
    Container,
    /// A pod has failed as a whole.
    PodFailed,
    /// No node takes a pod.
    Scheduling,
    /// A volume claim does not come, or volumes and network of a placed pod.
    Storage,
    /// A node is gone.
    Node,
    /// A pod runs and is not ready.
    NotReady,
    /// A finalizer holds a deletion.
    Finalizer,
    /// Nothing but time: pods come or go.
    Waiting,
}

impl Cause {
    /// All of them.
    pub const ALL: [Self; 11] = [
        Self::Refused,
        Self::Image,
        Self::Crash,
        Self::Container,
        Self::PodFailed,
        Self::Scheduling,
        Self::Storage,
        Self::Node,
        Self::NotReady,
        Self::Finalizer,
        Self::Waiting,
    ];

    /// The sort of a reason; a stopped set's memory is no cause of anything.
    pub const fn of(reason: &Reason) -> Option<Self> {
        Some(match reason {
            Reason::Refused { .. } => Self::Refused,
            Reason::Image { .. } => Self::Image,
            Reason::Crash { .. } => Self::Crash,
            Reason::Container { .. } => Self::Container,
            Reason::PodFailed { .. } => Self::PodFailed,
            Reason::Unschedulable { .. } => Self::Scheduling,
            Reason::Claim { .. } | Reason::Setup { .. } => Self::Storage,
            Reason::NodeGone { .. } => Self::Node,
            Reason::NotReady { .. } => Self::NotReady,
            Reason::Held { .. } => Self::Finalizer,
            Reason::OnItsWay { .. }
            | Reason::NotAvailable { .. }
            | Reason::NotCreated { .. }
            | Reason::Ending { .. } => Self::Waiting,
            Reason::Remembered { .. } => return None,
        })
    }

    /// How it is written in an address.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Refused => "refused",
            Self::Image => "image",
            Self::Crash => "crash",
            Self::Container => "container",
            Self::PodFailed => "pod-failed",
            Self::Scheduling => "scheduling",
            Self::Storage => "storage",
            Self::Node => "node",
            Self::NotReady => "not-ready",
            Self::Finalizer => "finalizer",
            Self::Waiting => "waiting",
        }
    }

    /// Reads it from an address.
    pub fn read(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|cause| cause.key() == key)
    }

    /// Its words.
    pub const fn text(self) -> Text {
        match self {
            Self::Refused => Text { zh: "API Server 拒绝", en: "Refused by the API server" },
            Self::Image => Text { zh: "镜像拉取", en: "Image" },
            Self::Crash => Text { zh: "反复退出", en: "Crash loop" },
            Self::Container => Text { zh: "容器无法启动", en: "Container cannot start" },
            Self::PodFailed => Text { zh: "容器组失败", en: "Pod failed" },
            Self::Scheduling => Text { zh: "调度", en: "Scheduling" },
            Self::Storage => Text { zh: "存储或网络", en: "Storage or network" },
            Self::Node => Text { zh: "节点失联", en: "Node gone" },
            Self::NotReady => Text { zh: "未就绪", en: "Not ready" },
            Self::Finalizer => Text { zh: "终结器", en: "Finalizer" },
            Self::Waiting => Text { zh: "等待容器组", en: "Waiting for pods" },
        }
    }
}
