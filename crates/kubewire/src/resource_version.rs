//! Resource versions: opaque strings, of which only equality may be read, unless the server promises order.

/// Whether going from one version to another would go back, as far as both are decimal numbers
/// (KEP-5504 promises that from 1.35 on; etcd has always made them so). To be used only where being wrong is
/// harmless: resuming a watch from the earlier of two versions repeats events and loses none.
pub(crate) fn goes_back(from: &str, to: &str) -> bool {
    let decimal = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    decimal(from) && decimal(to) && (to.len(), to) < (from.len(), from)
}

#[cfg(test)]
mod tests {
    use super::goes_back;

    #[test]
    fn only_decimal_versions_have_an_order() {
        for (from, to, back) in
            [("9", "10", false), ("10", "9", true), ("10", "10", false), ("b", "a", false), ("", "1", false)]
        {
            assert_eq!(goes_back(from, to), back, "{from} to {to}");
        }
    }
}
