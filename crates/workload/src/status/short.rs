//! A [`Reason`] in a few words, for a row of a list: which ordinal and what, nothing that the row says elsewhere. The
//! whole of it is [`Reason::say`].

use crate::status::reason::{Exit, PullCause, Reason};
use crate::text::Locale;

impl Reason {
    /// In a few words: `2: image not found`, the number being the pod's ordinal.
    pub fn short(&self, locale: Locale) -> String {
        let what = self.few_words(locale);
        // The set's name is in the row already: of the pod's only the ordinal is new.
        let ordinal = self.pod().map(|pod| pod.rsplit_once('-').map_or(pod, |(_, tail)| tail));
        match (ordinal, locale) {
            (None, _) => what,
            (Some(ordinal), Locale::En) => format!("pod {ordinal}: {what}"),
            (Some(ordinal), Locale::Zh) => format!("序号 {ordinal}：{what}"),
        }
    }

    fn few_words(&self, locale: Locale) -> String {
        let say = |zh: &str, en: &str| match locale {
            Locale::Zh => zh.to_owned(),
            Locale::En => en.to_owned(),
        };
        match self {
            Self::Refused { message } if is_quota(message) => {
                say("超出配额，无法创建容器组", "quota exceeded, no new pods")
            }
            Self::Refused { .. } => say("API Server 拒绝创建容器组", "the API server refuses pods"),
            Self::Image { cause, .. } => cause.short(locale).to_owned(),
            Self::Crash { exit, restarts, .. } => crash(exit.as_ref(), *restarts, locale),
            Self::Container { word, .. } | Self::PodFailed { word, .. } | Self::OnItsWay { word, .. } => {
                word.clone()
            }
            Self::Unschedulable { .. } => say("没有节点可调度", "no node takes it"),
            Self::Claim { .. } => say("PVC 未绑定", "PVC not bound"),
            Self::NotReady { .. } => say("运行中，未就绪", "running, not ready"),
            Self::Setup { .. } => say("等待存储卷或网络", "waits for volumes or network"),
            Self::NodeGone { node, .. } => match locale {
                Locale::En => format!("node {node} does not answer"),
                Locale::Zh => format!("节点 {node} 没有响应"),
            },
            Self::NotAvailable { .. } => say("已就绪，尚不可用", "ready, not available yet"),
            Self::NotCreated { .. } => say("尚未创建", "not created yet"),
            Self::Ending { .. } | Self::Remembered { .. } | Self::Held { .. } => self.say_bare(locale),
        }
    }
}

fn is_quota(message: &str) -> bool {
    message.contains("exceeded quota")
}

fn crash(exit: Option<&Exit>, restarts: u32, locale: Locale) -> String {
    let how = match exit {
        Some(exit) if exit.word == "OOMKilled" => match locale {
            Locale::En => "out of memory".to_owned(),
            Locale::Zh => "内存不足".to_owned(),
        },
        Some(exit) if exit.signal != 0 => match locale {
            Locale::En => format!("signal {}", exit.signal),
            Locale::Zh => format!("信号 {}", exit.signal),
        },
        Some(exit) => match locale {
            Locale::En => format!("exit code {}", exit.code),
            Locale::Zh => format!("退出码 {}", exit.code),
        },
        None => match locale {
            Locale::En => "keeps ending".to_owned(),
            Locale::Zh => "反复退出".to_owned(),
        },
    };
    match locale {
        Locale::En if restarts == 1 => format!("{how}, 1 restart"),
        Locale::En => format!("{how}, {restarts} restarts"),
        Locale::Zh => format!("{how}，重启 {restarts} 次"),
    }
}

impl PullCause {
    const fn short(self, locale: Locale) -> &'static str {
        match (self, locale) {
            (Self::NotFound, Locale::En) => "image not found",
            (Self::NotFound, Locale::Zh) => "镜像不存在",
            (Self::Denied, Locale::En) => "registry denies the image",
            (Self::Denied, Locale::Zh) => "镜像仓库拒绝拉取",
            (Self::Unreachable, Locale::En) => "registry unreachable",
            (Self::Unreachable, Locale::Zh) => "无法连接镜像仓库",
            (Self::RateLimited, Locale::En) => "registry limits pulls",
            (Self::RateLimited, Locale::Zh) => "镜像仓库限制拉取次数",
            (Self::Invalid, Locale::En) => "not an image reference",
            (Self::Invalid, Locale::Zh) => "镜像地址无效",
            (Self::NeverPull, Locale::En) => "image not on the node",
            (Self::NeverPull, Locale::Zh) => "节点上没有镜像",
            (Self::Unknown, Locale::En) => "image cannot be pulled",
            (Self::Unknown, Locale::Zh) => "无法拉取镜像",
        }
    }
}
