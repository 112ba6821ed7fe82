//! How the connection stands, from the link to the API server and the least fresh collection of the page. Pure.

use kubewire::health::{Health, PollingReason};
use workload::text::{Locale, Text};

use crate::store::link::Link;
use crate::ui::tone::Tone;

/// Why what is on the page is read again and again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Polled {
    /// No lasting connection can be held.
    NoTransport,
    /// The person may list it and not watch it.
    WatchDenied,
    /// The person may read it by its name only.
    ListDenied,
}

/// How the connection stands. Times are Unix milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// The first load.
    Loading,
    /// Changes show as they happen.
    Live,
    /// Changes show within seconds.
    Polling(Polled),
    /// Lost, and being restored.
    Reconnecting {
        /// When the page was last right.
        since: u64,
    },
    /// Old.
    Stale {
        /// When the page was last right.
        since: u64,
    },
    /// The API server refuses the page's main list.
    Denied,
    /// Nothing answers at the console's own address.
    ProxyGone {
        /// When the page was last right.
        since: u64,
    },
    /// The console's server answers, the API server behind it does not.
    ClusterGone {
        /// When the page was last right.
        since: u64,
    },
    /// The API server does not know the user, or no longer.
    SignedOut,
}

impl Polled {
    const fn of(reason: &PollingReason) -> Self {
        match reason {
            PollingReason::NoTransport => Self::NoTransport,
            PollingReason::WatchDenied(_) => Self::WatchDenied,
            PollingReason::ListDenied(_) => Self::ListDenied,
        }
    }
}

/// The server's refusal behind what is polled or denied; empty where there is none.
pub fn refusal(worst: Option<&Health>) -> &str {
    match worst {
        Some(
            Health::Denied(status)
            | Health::Polling(PollingReason::WatchDenied(status) | PollingReason::ListDenied(status)),
        ) => &status.message,
        _ => "",
    }
}

impl Standing {
    /// The link goes before single collections: what is in the way explains them all. `worst` is none on a page that
    /// shows no collection.
    pub fn of(link: Link, worst: Option<&Health>) -> Self {
        let known = match worst {
            Some(Health::Reconnecting { since_ms, .. } | Health::Stale { since_ms, .. }) => Some(*since_ms),
            _ => None,
        };
        match (link, worst) {
            (Link::ProxyGone { since }, _) => Self::ProxyGone { since: known.unwrap_or(since) },
            (Link::ClusterGone { since }, _) => Self::ClusterGone { since: known.unwrap_or(since) },
            (Link::SignedOut, _) => Self::SignedOut,
            (Link::Connected, None | Some(Health::Live { .. })) => Self::Live,
            (Link::Connected, Some(Health::Loading)) => Self::Loading,
            (Link::Connected, Some(Health::Polling(reason))) => Self::Polling(Polled::of(reason)),
            (Link::Connected, Some(Health::Denied(_))) => Self::Denied,
            (Link::Connected, Some(Health::Reconnecting { since_ms, .. })) => {
                Self::Reconnecting { since: *since_ms }
            }
            (Link::Connected, Some(Health::Stale { since_ms, .. })) => Self::Stale { since: *since_ms },
        }
    }

    /// Its mark.
    pub const fn tone(self) -> Tone {
        match self {
            Self::Live => Tone::Good,
            Self::Loading | Self::Polling(_) | Self::Reconnecting { .. } => Tone::Busy,
            Self::Stale { .. } | Self::Denied => Tone::Warn,
            Self::ProxyGone { .. } | Self::ClusterGone { .. } | Self::SignedOut => Tone::Bad,
        }
    }

    /// Its word.
    pub const fn word(self) -> Text {
        match self {
            Self::Loading => Text { zh: "连接中", en: "Connecting" },
            Self::Live => Text { zh: "实时", en: "Live" },
            Self::Polling(_) => Text { zh: "轮询", en: "Polling" },
            Self::Reconnecting { .. } => Text { zh: "重新连接中", en: "Reconnecting" },
            Self::Stale { .. } => Text { zh: "数据过时", en: "Out of date" },
            Self::Denied => Text { zh: "无权限", en: "Denied" },
            Self::ProxyGone { .. } => Text { zh: "代理无响应", en: "Proxy gone" },
            Self::ClusterGone { .. } => Text { zh: "集群无响应", en: "Cluster gone" },
            Self::SignedOut => Text { zh: "未登录", en: "Signed out" },
        }
    }

    /// What it means, in a sentence.
    pub const fn meaning(self) -> Text {
        match self {
            Self::Loading => {
                Text { zh: "正在读取第一批数据。", en: "The first data is being read." }
            }
            Self::Live => Text { zh: "变化发生时立即显示。", en: "Changes show as they happen." },
            Self::Polling(Polled::WatchDenied) => Text {
                zh: "权限允许 list，但不允许 watch，因此每隔几秒重新读取。变化会稍晚显示。",
                en: "You may list this, but not watch it, so it is read again every few seconds. Changes show a little late.",
            },
            Self::Polling(Polled::ListDenied) => Text {
                zh: "权限只允许按名称 get，因此每隔几秒重新读取。变化会稍晚显示。",
                en: "You may get this by name, but not list or watch it, so it is read again every few seconds. Changes show a little late.",
            },
            Self::Polling(Polled::NoTransport) => Text {
                zh: "无法建立持续连接，因此每隔几秒重新读取。变化会稍晚显示。",
                en: "No lasting connection can be held, so everything is read again every few seconds. Changes show a little late.",
            },
            Self::Reconnecting { .. } => Text {
                zh: "连接中断，正在恢复。",
                en: "The connection broke and is being restored.",
            },
            Self::Stale { .. } => Text {
                zh: "连接已中断一段时间，页面上的数据可能已过时。",
                en: "The connection has been lost for a while; what is on screen may be old.",
            },
            Self::Denied => Text {
                zh: "API 服务器拒绝读取此页面的列表，正在缓慢重试。",
                en: "The API server refuses the list of this page. It is asked again, slowly.",
            },
            Self::ProxyGone { .. } => Text {
                zh: "提供此控制台的程序（kubectl proxy 或网关）没有响应。",
                en: "What serves this console (kubectl proxy, or a gateway) does not answer.",
            },
            Self::ClusterGone { .. } => Text {
                zh: "代理正常，但它后面的 Kubernetes API 服务器没有响应。",
                en: "The proxy answers, but the Kubernetes API server behind it does not.",
            },
            Self::SignedOut => Text {
                zh: "API 服务器或网关不再接受当前身份。",
                en: "The API server, or a gateway before it, does not accept who you are, or no longer.",
            },
        }
    }

    /// The way out; none where there is nothing to do.
    pub const fn way_out(self) -> Option<Text> {
        match self {
            Self::Loading | Self::Live => None,
            Self::Polling(Polled::WatchDenied) => {
                Some(Text { zh: "请申请 watch 权限。", en: "Ask for the permission watch." })
            }
            Self::Polling(Polled::ListDenied) => Some(Text {
                zh: "请申请 list 和 watch 权限。",
                en: "Ask for the permissions list and watch.",
            }),
            Self::Polling(Polled::NoTransport) => Some(Text {
                zh: "让网关放行 WebSocket 升级，或关闭对流式响应的缓冲。",
                en: "Let the gateway pass WebSocket upgrades, or stop it from buffering streamed answers.",
            }),
            Self::Reconnecting { .. } | Self::Stale { .. } => Some(Text {
                zh: "会自动恢复，无需操作。",
                en: "It comes back by itself; there is nothing to do.",
            }),
            Self::Denied => Some(Text {
                zh: "选择一个你有权限的命名空间，或申请 list 和 watch 权限。",
                en: "Pick a namespace that you may read, or ask for the permissions list and watch.",
            }),
            Self::ProxyGone { .. } => Some(Text {
                zh: "重新启动它，或检查网络。每 2 秒检查一次，恢复后页面会自动继续。",
                en: "Start it again, or check the network. It is tried every 2 seconds, and the page goes on by itself.",
            }),
            Self::ClusterGone { .. } => Some(Text {
                zh: "检查集群和 VPN。每 2 秒检查一次，恢复后页面会自动继续。",
                en: "Check the cluster and your VPN. It is tried every 2 seconds, and the page goes on by itself.",
            }),
            Self::SignedOut => Some(Text {
                zh: "请重新登录：例如更新 kubeconfig 的凭据并重启代理，或在另一个标签页中登录网关。登录前不会发送任何请求，登录后页面会自动继续。",
                en: "Sign in again: for example renew the kubeconfig's credential and restart the proxy, or sign in to the gateway in another tab. Nothing is sent until then, and the page goes on by itself.",
            }),
        }
    }

    /// When the page was last right, where it may no longer be.
    pub const fn since(self) -> Option<u64> {
        match self {
            Self::Reconnecting { since }
            | Self::Stale { since }
            | Self::ProxyGone { since }
            | Self::ClusterGone { since } => Some(since),
            _ => None,
        }
    }

    /// Whether the page says so across its width at the time `now`: at once when something is gone, after a moment
    /// when a broken connection is only being restored.
    pub const fn needs_banner(self, now: u64) -> bool {
        /// A restart of a watch takes less.
        const PATIENCE: u64 = 4_000;
        match self {
            Self::Loading | Self::Live | Self::Polling(_) | Self::Denied => false,
            Self::Reconnecting { since } => now.saturating_sub(since) > PATIENCE,
            Self::Stale { .. } | Self::ProxyGone { .. } | Self::ClusterGone { .. } | Self::SignedOut => true,
        }
    }
}

/// What the banner says after the state's word: what is on screen, with its time of day where there is one.
pub fn showing(locale: Locale, clock: Option<&str>) -> String {
    match (locale, clock) {
        (Locale::En, Some(clock)) => format!("Showing what was known at {clock}"),
        (Locale::Zh, Some(clock)) => format!("显示的是 {clock} 时的数据"),
        (Locale::En, None) => "Showing what was known before".to_owned(),
        (Locale::Zh, None) => "显示的是之前的数据".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use kubewire::health::{Health, PollingReason, Transport};
    use kubewire::status::Status;
    use workload::text::Locale;

    use super::{Polled, Standing, refusal};
    use crate::store::link::Link;

    #[test]
    fn the_link_explains_before_single_lists_do_and_the_page_keeps_its_own_time() {
        let broken = Health::Reconnecting { since_ms: 5, why: None };
        assert_eq!(
            Standing::of(Link::ProxyGone { since: 9 }, Some(&broken)),
            Standing::ProxyGone { since: 5 }
        );
        assert_eq!(Standing::of(Link::ClusterGone { since: 9 }, None), Standing::ClusterGone { since: 9 });
        assert_eq!(Standing::of(Link::Connected, Some(&broken)), Standing::Reconnecting { since: 5 });
        let live = Health::Live { transport: Transport::WebSocket };
        assert_eq!(Standing::of(Link::SignedOut, Some(&live)), Standing::SignedOut);
        assert_eq!(Standing::of(Link::Connected, Some(&live)), Standing::Live);
    }

    /// Stale data must never look fresh (aptakube/aptakube#558), and a hiccup must not shout.
    #[test]
    fn the_banner_waits_for_a_hiccup_and_not_for_an_outage() {
        let restoring = Standing::Reconnecting { since: 10_000 };
        assert!(!restoring.needs_banner(12_000));
        assert!(restoring.needs_banner(15_000));
        assert!(Standing::ProxyGone { since: 10_000 }.needs_banner(10_000));
        assert!(!Standing::Polling(Polled::NoTransport).needs_banner(99_000));
    }

    /// People whose role lacks `watch` were told to talk to those who run the gateway.
    #[test]
    fn a_missing_verb_is_named_and_no_gateway_is_blamed() {
        let status = Status { message: "jane cannot watch resource".into(), ..Status::default() };
        for (reason, polled, verb) in [
            (PollingReason::WatchDenied(status.clone()), Polled::WatchDenied, "watch"),
            (PollingReason::ListDenied(status.clone()), Polled::ListDenied, "list and watch"),
        ] {
            let health = Health::Polling(reason);
            let standing = Standing::of(Link::Connected, Some(&health));
            assert_eq!(standing, Standing::Polling(polled));
            let told =
                [Some(standing.meaning()), standing.way_out()].map(|text| text.unwrap().get(Locale::En));
            assert!(told[1].contains(verb) && !told.concat().contains("gateway"), "{told:?}");
            assert_eq!(refusal(Some(&health)), status.message);
        }
        assert_eq!(refusal(Some(&Health::Polling(PollingReason::NoTransport))), "");
    }
}
