//! Why a token was not taken.

use kubewire::caller::User;
use kubewire::error::ApiError;
use workload::text::Locale;

/// Why a token was not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// What was typed cannot be one.
    NoToken,
    /// The connection has a credential of its own, which the API server may prefer.
    OwnCredential(User),
    /// The API server does not know it.
    NotAccepted,
    /// It could not be found out.
    Failed(ApiError),
    /// The browser does not keep it.
    NotKept,
}

impl Refusal {
    /// What happened.
    pub fn title(&self, locale: Locale) -> String {
        match (self, locale) {
            (Self::NoToken, Locale::En) => "This is not a token".to_owned(),
            (Self::NoToken, Locale::Zh) => "这不是令牌".to_owned(),
            (Self::OwnCredential(user), Locale::En) => {
                format!("The connection is already signed in{}", of(user, " as ", ""))
            }
            (Self::OwnCredential(user), Locale::Zh) => format!("此连接已登录{}", of(user, "为 ", "")),
            (Self::NotAccepted, Locale::En) => "The API server does not accept this token".to_owned(),
            (Self::NotAccepted, Locale::Zh) => "API 服务器不接受此令牌".to_owned(),
            (Self::Failed(_), Locale::En) => "The token could not be checked".to_owned(),
            (Self::Failed(_), Locale::Zh) => "无法验证令牌".to_owned(),
            (Self::NotKept, Locale::En) => "The browser does not keep the token".to_owned(),
            (Self::NotKept, Locale::Zh) => "浏览器不允许保存令牌".to_owned(),
        }
    }

    /// Why, and what to do.
    pub fn text(&self, locale: Locale) -> &'static str {
        match (self, locale) {
            (Self::NoToken, Locale::En) => {
                "A token is one word of letters, digits and signs. Copy it whole, without the name before it."
            }
            (Self::NoToken, Locale::Zh) => {
                "令牌由字母、数字和符号组成，不含其他字符。请完整复制，不要带前面的名称。"
            }
            (Self::OwnCredential(_), Locale::En) => {
                "What serves this console adds a credential of its own (kubectl proxy with a kubeconfig, or a gateway). With a token \
                 besides, some requests would run as one person and some as the other, so it is refused. Sign in there instead, or \
                 serve the console without a credential."
            }
            (Self::OwnCredential(_), Locale::Zh) => {
                "提供此控制台的程序（使用 kubeconfig 的 kubectl proxy 或网关）会附加自己的凭据。如果再使用令牌，部分请求会以一个身份、部分请求会以另一个身份执行，因此予以拒绝。请在那里登录，或以不带凭据的方式提供控制台。"
            }
            (Self::NotAccepted, Locale::En) => {
                "It may have expired, be of another cluster, or have been copied in part. Get a new one, for example: kubectl create token NAME"
            }
            (Self::NotAccepted, Locale::Zh) => {
                "令牌可能已过期、属于另一个集群，或没有完整复制。请重新获取，例如：kubectl create token NAME"
            }
            (Self::Failed(_), Locale::En) => {
                "Check the network and what serves this console, then try again."
            }
            (Self::Failed(_), Locale::Zh) => "请检查网络以及提供此控制台的程序，然后重试。",
            (Self::NotKept, Locale::En) => {
                "Storage is full or forbidden here. Sign in without keeping it for this tab."
            }
            (Self::NotKept, Locale::Zh) => "存储空间已满或被禁用。请不要勾选“为此标签页保留”后再登录。",
        }
    }

    /// The words of the machine that refused; empty where there are none.
    pub fn quote(&self) -> String {
        match self {
            Self::Failed(ApiError::Server(status)) => status.message.clone(),
            Self::Failed(ApiError::Blocked { code, body }) => format!("{code} {body}"),
            Self::Failed(error) => format!("{error:?}"),
            _ => String::new(),
        }
    }
}

fn of(user: &User, before: &str, after: &str) -> String {
    if user.username.is_empty() { String::new() } else { format!("{before}{}{after}", user.username) }
}
