//! How to serve the build without this tool, in commands to copy.
//!
//! `kubectl proxy` looks at no Origin: whoever knows an address of the API behind it can ask for it, any web page in the
//! browser of the same machine included. So that no page knows one, both prefixes are random, and new each time.

/// The commands, with these two names in the addresses.
pub fn steps(page: &str, api: &str) -> String {
    format!(
        "To serve it by hand, with any kubectl (the addresses are secret; they are new each time):\n\n  \
         rm -rf build/served && cp -R dist build/served\n  \
         printf '{{\"apiPrefix\":\"/{api}\"}}' > build/served/config.json\n  \
         kubectl --context NAME proxy --www=build/served --www-prefix=/{page}/ --api-prefix=/{api}/\n\n\
         and open http://127.0.0.1:8001/{page}/. Stop it when you are done: see \"By hand\" in the README."
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_is_told_where_the_api_is_and_neither_is_where_others_look() {
        let steps = steps("aaaa", "bbbb");
        assert!(steps.contains(r#"'{"apiPrefix":"/bbbb"}' > build/served/config.json"#), "{steps}");
        assert!(steps.contains("--www=build/served --www-prefix=/aaaa/ --api-prefix=/bbbb/"), "{steps}");
        assert!(steps.contains("http://127.0.0.1:8001/aaaa/"), "{steps}");
    }
}
