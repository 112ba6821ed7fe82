//! A permission that is missing, in words: what to ask the administrator for.

use kubewire::access::Ask;

use crate::text::Locale;

/// Why a button cannot be pressed: `You lack: patch statefulsets/scale in shop`.
pub fn lack(locale: Locale, ask: &Ask) -> String {
    let (verb, what) = (ask.verb, qualified(ask));
    match (locale, ask.namespace.as_str()) {
        (Locale::En, "") => format!("You lack: {verb} {what} in all namespaces"),
        (Locale::Zh, "") => format!("缺少权限：在全部命名空间 {verb} {what}"),
        (Locale::En, namespace) => format!("You lack: {verb} {what} in {namespace}"),
        (Locale::Zh, namespace) => format!("缺少权限：在命名空间 {namespace} 中 {verb} {what}"),
    }
}

/// The resource as roles name it. Its group is said where it is not one that everybody knows it by.
fn qualified(ask: &Ask) -> String {
    match ask.group.as_str() {
        "" | "apps" => ask.what(),
        group => format!("{} ({group})", ask.what()),
    }
}

#[cfg(test)]
mod tests {
    use kubewire::resource::STATEFUL_SETS;

    use super::*;

    #[test]
    fn the_missing_permission_is_named_as_a_role_would_grant_it() {
        let scale = Ask::new("patch", STATEFUL_SETS, "shop").on("scale");
        assert_eq!(lack(Locale::En, &scale), "You lack: patch statefulsets/scale in shop");
        assert_eq!(lack(Locale::Zh, &scale), "缺少权限：在命名空间 shop 中 patch statefulsets/scale");
        let list =
            Ask { group: "batch".into(), resource: "jobs".into(), ..Ask::new("list", STATEFUL_SETS, "") };
        assert_eq!(lack(Locale::En, &list), "You lack: list jobs (batch) in all namespaces");
    }
}
