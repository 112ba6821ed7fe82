//! What to know of a set besides its status.

use crate::text::Locale;

/// What to know besides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
    /// The controller has not acted on the newest spec yet (`observedGeneration` is behind).
    NotObserved,
    /// The partition keeps ordinals on the old revision.
    Canary {
        /// First of them.
        first: u32,
        /// Last of them.
        last: u32,
    },
    /// The partition is not below the replica count, so that no pod gets the new revision.
    HeldByPartition {
        /// The partition.
        partition: u32,
    },
    /// With `OnDelete`, pods stay on the old revision until someone deletes them.
    WaitForDelete {
        /// How many.
        pods: u32,
    },
    /// A broken pod of another revision holds up an ordered rollout: the controller waits for it and never replaces
    /// it (kubernetes/kubernetes#67250). Only its deletion helps.
    Blocked {
        /// Pod.
        pod: String,
    },
    /// More pods fail than the one that the reason names.
    AlsoFailing {
        /// How many.
        pods: usize,
    },
}

impl Note {
    /// In words.
    pub fn say(&self, locale: Locale) -> String {
        match locale {
            Locale::En => self.english(),
            Locale::Zh => self.chinese(),
        }
    }

    fn english(&self) -> String {
        match self {
            Self::NotObserved => "accepted, the controller has not acted on it yet".to_owned(),
            Self::Canary { first, last } if first == last => {
                format!("canary: ordinal {first} stays on the old revision")
            }
            Self::Canary { first, last } => {
                format!("canary: ordinals {first}–{last} stay on the old revision")
            }
            Self::HeldByPartition { partition } => {
                format!("partition {partition} holds back every pod: none gets the new revision")
            }
            Self::WaitForDelete { pods: 1 } => "1 pod on the old revision waits to be deleted".to_owned(),
            Self::WaitForDelete { pods } => format!("{pods} pods on the old revision wait to be deleted"),
            Self::Blocked { pod } => {
                format!("{pod} holds up the rollout; delete it, so that it comes back at the new revision")
            }
            Self::AlsoFailing { pods: 1 } => "1 more pod fails".to_owned(),
            Self::AlsoFailing { pods } => format!("{pods} more pods fail"),
        }
    }

    fn chinese(&self) -> String {
        match self {
            Self::NotObserved => "已接受，控制器尚未处理".to_owned(),
            Self::Canary { first, last } if first == last => format!("灰度：序号 {first} 保持旧版本"),
            Self::Canary { first, last } => format!("灰度：序号 {first}–{last} 保持旧版本"),
            Self::HeldByPartition { partition } => {
                format!("分区 {partition} 不小于副本数：没有容器组会更新到新版本")
            }
            Self::WaitForDelete { pods } => format!("{pods} 个旧版本容器组等待手动删除后更新"),
            Self::Blocked { pod } => format!("{pod} 阻塞了滚动更新，需要删除它才会以新版本重建"),
            Self::AlsoFailing { pods } => format!("另有 {pods} 个容器组异常"),
        }
    }
}
