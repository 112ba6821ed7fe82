//! The words of the page.

use workload::text::{Locale, Text};

/// The heading.
pub fn title(locale: Locale, cluster: &str) -> String {
    match locale {
        Locale::En => format!("Sign in to {cluster}"),
        Locale::Zh => format!("登录 {cluster}"),
    }
}

/// Why one is here.
pub const LEAD: Text = Text {
    zh: "此连接不带凭据，API 服务器不知道您是谁。请使用 Bearer 令牌登录。",
    en: "The connection brings no credential, so the API server does not know who you are. Sign in with a bearer token.",
};
/// Why one is here again.
pub const ENDED: Text = Text {
    zh: "API 服务器不再接受您的令牌。请重新登录；您所在的页面和未保存的内容都还在。",
    en: "The API server no longer accepts your token. Sign in again: the page you were on is kept, with what you wrote.",
};
/// Why one is here before the time.
pub const RENEW: Text = Text {
    zh: "新令牌将取代当前令牌；您所在的页面和未保存的内容都会保留。",
    en: "The new token takes the place of the one you have. The page you were on is kept, with what you wrote.",
};
/// The way back from there.
pub const BACK: Text = Text { zh: "返回", en: "Back" };
/// The field.
pub const TOKEN: Text = Text { zh: "Bearer 令牌", en: "Bearer token" };
/// Below the field.
pub const TOKEN_HELP: Text = Text {
    zh: "例如：kubectl create token NAME -n NAMESPACE。仅保存在内存中，只发送给此地址上的 API 服务器。",
    en: "For example: kubectl create token NAME -n NAMESPACE. It stays in memory and goes only to the API server at this address.",
};
/// The check box.
pub const KEEP: Text = Text {
    zh: "为此标签页保留，刷新后仍有效",
    en: "Keep it for this tab, so that a reload does not ask again",
};
/// The button.
pub const SIGN_IN: Text = Text { zh: "登录", en: "Sign in" };
/// What else there is.
pub const ELSEWHERE: Text = Text {
    zh: "或者由提供此控制台的程序登录：使用您的 kubeconfig 运行 kubectl proxy，然后重新加载。",
    en: "Or let what serves this console sign you in: run kubectl proxy with your kubeconfig, then reload.",
};
/// The way past the page.
pub const GO_ON: Text = Text { zh: "不登录，继续", en: "Go on without signing in" };
