//! What kind of failure it is: how the sentence ends, how bad it is, and what to do.

use kubewire::discovery::unmatched;
use kubewire::error::ApiError;
use kubewire::status::Status;

use crate::notice::{Op, Severity};
use crate::text::{Locale, Text};

/// The kinds of failure that differ in what to say or do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cause {
    Quota,
    QuotaWantsLimits,
    PodSecurity,
    Webhook,
    Forbidden,
    SignedOut,
    NotFound,
    Exists,
    Conflict,
    Expired,
    UnknownField,
    WrongType,
    Immutable,
    Invalid,
    BadRequest,
    UnknownKind,
    MethodRefused,
    Throttled(u32),
    Unavailable,
    ServerTimeout,
    Other,
    Offline,
    ProxyFilter,
    SignInPage,
    Gateway(u16),
    TimedOut,
    Cancelled,
    Decode,
    NotConnected,
}

impl Cause {
    pub(super) fn of(error: &ApiError) -> Self {
        match error {
            ApiError::Server(status) => Self::of_status(status, error),
            ApiError::Offline => Self::Offline,
            // kubectl proxy's own words for a path or method that its filter rejects
            // (`kubectl:pkg/proxy/proxy_server.go`).
            ApiError::Blocked { code: 403, body } if body.to_lowercase().contains("forbidden") => {
                Self::ProxyFilter
            }
            ApiError::Blocked { code: 401, .. } => Self::SignedOut,
            // The API server's own words for a group or version that it does not serve.
            ApiError::Blocked { code: 404, body } if body.contains("page not found") => Self::UnknownKind,
            ApiError::Blocked { code: 200..=399, .. } => Self::SignInPage,
            ApiError::Blocked { code, .. } => Self::Gateway(*code),
            ApiError::TimedOut => Self::TimedOut,
            ApiError::Cancelled => Self::Cancelled,
            ApiError::Decode(_) => Self::Decode,
            ApiError::NotConnected => Self::NotConnected,
        }
    }

    fn of_status(status: &Status, error: &ApiError) -> Self {
        let says = |words: &str| status.message.contains(words);
        // What refuses says so in its message only: quota and Pod Security come as Forbidden, a webhook with any code.
        if unmatched(error).is_some() {
            Self::UnknownKind
        } else if says("exceeded quota") {
            Self::Quota
        } else if says("failed quota") {
            Self::QuotaWantsLimits
        } else if says("violates PodSecurity") {
            Self::PodSecurity
        } else if says("admission webhook") || says("ValidatingAdmissionPolicy") {
            Self::Webhook
        } else if error.is_forbidden() {
            Self::Forbidden
        } else if error.is_unauthorized() {
            Self::SignedOut
        } else if error.is_not_found() && says("the server could not find the requested resource") {
            Self::UnknownKind
        } else if error.is_not_found() {
            Self::NotFound
        } else if error.is_already_exists() {
            Self::Exists
        } else if error.is_conflict() {
            Self::Conflict
        } else if error.is_expired() {
            Self::Expired
        } else if says("strict decoding error") {
            Self::UnknownField
        } else if says("json: cannot unmarshal") {
            Self::WrongType
        } else if says("updates to statefulset spec for fields other than") || says("field is immutable") {
            Self::Immutable
        } else {
            Self::of_code(status)
        }
    }

    fn of_code(status: &Status) -> Self {
        let retry = status.details.as_ref().map_or(0, |details| details.retry_after_seconds);
        match (status.reason.as_str(), status.code) {
            ("Invalid", _) | ("", 422) => Self::Invalid,
            ("BadRequest", _) | ("", 400) => Self::BadRequest,
            ("MethodNotAllowed", _) | ("", 405) => Self::MethodRefused,
            ("TooManyRequests", _) | ("", 429) => Self::Throttled(retry),
            ("Timeout" | "ServerTimeout", _) | ("", 504) => Self::ServerTimeout,
            (_, 500..) => Self::Unavailable,
            _ => Self::Other,
        }
    }

    pub(super) const fn severity(self) -> Severity {
        match self {
            Self::Cancelled => Severity::Info,
            Self::Conflict
            | Self::Expired
            | Self::Throttled(_)
            | Self::Unavailable
            | Self::ServerTimeout
            | Self::Offline
            | Self::TimedOut
            | Self::NotConnected => Severity::Warning,
            _ => Severity::Error,
        }
    }

    /// How the sentence ends.
    pub(super) fn outcome(self, locale: Locale) -> String {
        if let Self::Gateway(code) = self {
            return match locale {
                Locale::En => {
                    format!("failed: something on the way answered {code} in the API server's place")
                }
                Locale::Zh => format!("失败：途中的代理代替 API Server 返回了 {code}"),
            };
        }
        self.outcome_text().get(locale).to_owned()
    }

    const fn outcome_text(self) -> Text {
        match self {
            Self::Quota => Text { zh: "被拒绝：超出配额", en: "was refused: exceeded quota" },
            Self::QuotaWantsLimits => Text {
                zh: "被拒绝：命名空间的配额要求声明资源",
                en: "was refused: the namespace's quota demands that resources are stated",
            },
            Self::PodSecurity => Text {
                zh: "被拒绝：违反命名空间的 Pod 安全标准",
                en: "was refused: it violates the namespace's Pod Security standard",
            },
            Self::Webhook => {
                Text { zh: "被准入策略拒绝", en: "was refused by an admission policy of the cluster" }
            }
            Self::Forbidden => {
                Text { zh: "被拒绝：没有权限", en: "was refused: you are not allowed to" }
            }
            Self::SignedOut => Text {
                zh: "失败：未登录或登录已过期",
                en: "failed: you are not signed in, or no longer",
            },
            Self::NotFound => Text { zh: "失败：对象不存在", en: "failed: it is not there" },
            Self::Exists => Text {
                zh: "被拒绝：同名对象已存在",
                en: "was refused: an object of that name exists",
            },
            Self::Conflict => Text {
                zh: "被拒绝：对象已被他人修改",
                en: "was refused: it has changed meanwhile",
            },
            Self::Expired => {
                Text { zh: "失败：资源版本已过期", en: "failed: the version asked for is too old" }
            }
            Self::UnknownField => Text {
                zh: "被拒绝：含有未知或重复的字段",
                en: "was refused: it has fields that are unknown or given twice",
            },
            Self::WrongType => Text {
                zh: "被拒绝：有字段类型不对",
                en: "was refused: a value has the wrong type",
            },
            Self::Immutable => Text {
                zh: "被拒绝：修改了创建后不可变的字段",
                en: "was refused: it changes what cannot change after creation",
            },
            Self::Invalid => Text { zh: "被拒绝：内容无效", en: "was refused: it is not valid" },
            Self::BadRequest => Text {
                zh: "被拒绝：API Server 无法理解请求",
                en: "was refused: the API server does not understand it",
            },
            Self::UnknownKind => Text {
                zh: "失败：集群没有这种资源",
                en: "failed: the cluster has no such kind of object",
            },
            Self::MethodRefused => {
                Text { zh: "被拒绝：不允许此操作", en: "was refused: it cannot be done here" }
            }
            Self::Throttled(_) => {
                Text { zh: "被推迟：请求过多", en: "was put off: too many requests" }
            }
            Self::Unavailable => {
                Text { zh: "失败：API Server 出错", en: "failed: the API server has a problem" }
            }
            Self::ServerTimeout => Text {
                zh: "未完成：API Server 超时",
                en: "did not finish: the API server took too long",
            },
            Self::Other | Self::Gateway(_) => Text { zh: "被拒绝", en: "was refused" },
            Self::Offline => Text { zh: "失败：无法连接", en: "failed: nothing answers" },
            Self::ProxyFilter => Text {
                zh: "被 kubectl proxy 拦截",
                en: "was blocked by kubectl proxy before it reached the cluster",
            },
            Self::SignInPage => Text {
                zh: "失败：返回的是登录页或其他网页，不是 API Server",
                en: "failed: a sign-in page or another site answered, not the API server",
            },
            Self::TimedOut => Text { zh: "没有得到答复", en: "got no answer in time" },
            Self::Cancelled => Text { zh: "已取消", en: "was cancelled" },
            Self::Decode => {
                Text { zh: "失败：无法读懂返回内容", en: "failed: the answer cannot be read" }
            }
            Self::NotConnected => {
                Text { zh: "尚未发出：没有连接", en: "was not sent: there is no connection yet" }
            }
        }
    }

    /// What to do now.
    pub(super) fn hint(self, op: &Op, locale: Locale) -> Option<String> {
        if let Self::Throttled(seconds @ 1..) = self {
            return Some(match locale {
                Locale::En => format!("Try again in {seconds} s."),
                Locale::Zh => format!("请在 {seconds} 秒后重试。"),
            });
        }
        let text = match (self, op) {
            (Self::Offline | Self::TimedOut | Self::ServerTimeout | Self::Decode | Self::Gateway(_), op)
                if op.is_write() =>
            {
                UNSURE
            }
            (Self::Conflict, Op::Delete(_)) => CHANGED_BEFORE_DELETE,
            (Self::NotFound, Op::Create(_) | Op::Check(_)) => NO_NAMESPACE,
            (Self::NotFound, Op::List { .. } | Op::Watch { .. }) => UNKNOWN_KIND,
            (Self::Forbidden, Op::List { .. } | Op::Watch { .. }) => MAY_NOT_LIST,
            _ => self.hint_text()?,
        };
        Some(text.get(locale).to_owned())
    }

    const fn hint_text(self) -> Option<Text> {
        Some(match self {
            Self::Quota => Text {
                zh: "请减少副本数或资源请求，或请管理员提高该命名空间的 ResourceQuota。",
                en: "Ask for fewer replicas or resources, or have the namespace's ResourceQuota raised.",
            },
            Self::QuotaWantsLimits => Text {
                zh: "请为每个容器（包括初始化容器）填写上述 requests 和 limits。",
                en: "State the requests and limits named above for each container, init containers too.",
            },
            Self::PodSecurity => Text {
                zh: "请按原因修改 securityContext，或换一个命名空间。",
                en: "Change the securityContext as the reason says, or use another namespace.",
            },
            Self::Webhook => Text {
                zh: "请按策略的说明修改，或联系集群管理员。",
                en: "Change what the policy asks for, or talk to those who run the cluster.",
            },
            Self::Forbidden => Text {
                zh: "请管理员授予上述权限（RBAC）。",
                en: "Ask those who run the cluster for the permission named above (RBAC).",
            },
            Self::SignInPage | Self::SignedOut => Text {
                zh: "请重新登录，或用有效的 kubeconfig 重新启动 kubectl proxy。",
                en: "Sign in again, or start kubectl proxy again with a kubeconfig that is valid.",
            },
            Self::NotFound => Text {
                zh: "它可能已被删除，请刷新列表。",
                en: "It may have been deleted. Go back to the list.",
            },
            Self::Exists => Text {
                zh: "请换一个名称，或编辑已有对象。",
                en: "Choose another name, or edit the one that exists.",
            },
            Self::Conflict => Text {
                zh: "请查看最新内容后重试。",
                en: "Look at what it is now, then try again.",
            },
            Self::UnknownField => Text {
                zh: "请更正下列字段：检查拼写、缩进和 apiVersion。",
                en: "Correct the fields below: look at their spelling, their indentation and the apiVersion.",
            },
            Self::WrongType => Text {
                zh: "请更正该字段：数字和 true/false 不加引号，文本加引号；八进制权限（如 0644）请写成十进制 420。",
                en: "Correct the field: numbers and true or false stand without quotes, text stands in quotes; write an octal mode such as 0644 in decimal, 420.",
            },
            Self::Immutable => Text {
                zh: "请撤销对这些字段的修改；确需修改时，保留容器组删除（orphan）后重新创建。",
                en: "Undo those changes. If they must be, delete the object while keeping its pods (orphan), then create it anew.",
            },
            Self::Invalid => Text { zh: "请更正下列字段。", en: "Correct the fields below." },
            Self::BadRequest => Text {
                zh: "请检查 YAML 的结构和字段类型。",
                en: "Look at the structure of the YAML and the types of its fields.",
            },
            Self::UnknownKind => UNKNOWN_KIND,
            Self::MethodRefused | Self::ProxyFilter => Text {
                zh: "当前入口可能是只读的，或拦截了此路径：请检查 kubectl proxy 的 --reject-methods 与 --reject-paths。",
                en: "What serves this page may be read-only or reject this path: see kubectl proxy's --reject-methods and --reject-paths.",
            },
            Self::Expired | Self::Throttled(_) | Self::Unavailable | Self::ServerTimeout | Self::TimedOut => {
                Text { zh: "请稍后重试。", en: "Try again in a moment." }
            }
            Self::Offline | Self::NotConnected => Text {
                zh: "请检查网络，以及 kubectl proxy 或网关是否在运行；恢复后页面会自动重连。",
                en: "Check the network, and whether kubectl proxy or the gateway runs. The page connects again by itself.",
            },
            Self::Gateway(_) => Text {
                zh: "请检查 kubectl proxy 或网关，以及集群是否可达。",
                en: "Check kubectl proxy or the gateway, and whether it reaches the cluster.",
            },
            Self::Decode => Text {
                zh: "请检查本页的 API 地址是否指向 Kubernetes API Server。",
                en: "Check that the address of the API leads to a Kubernetes API server.",
            },
            Self::Other | Self::Cancelled => return None,
        })
    }
}

const UNSURE: Text = Text {
    zh: "操作可能已经生效：请先查看当前状态，再决定是否重试。",
    en: "It may have happened all the same: look at what is there now before you try again.",
};
const CHANGED_BEFORE_DELETE: Text = Text {
    zh: "它在你确认之后发生了变化或已被重建，因此没有删除。请查看后再试。",
    en: "It has changed or was made anew since you confirmed, so nothing was deleted. Look at it, then try again.",
};
const NO_NAMESPACE: Text =
    Text { zh: "请检查命名空间是否存在。", en: "Check that the namespace exists." };
const UNKNOWN_KIND: Text = Text {
    zh: "请检查 apiVersion 和 kind；该资源可能需要先安装 CRD，或集群版本过低。",
    en: "Check apiVersion and kind. Its CRD may not be installed, or the cluster is too old for it.",
};
const MAY_NOT_LIST: Text = Text {
    zh: "请选择一个你有权限的命名空间，或请管理员授予上述权限（RBAC）。",
    en: "Choose a namespace that you may see, or ask those who run the cluster for the permission named above (RBAC).",
};
