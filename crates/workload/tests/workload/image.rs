use proptest::prelude::*;
use workload::image::Image;

#[test]
fn a_reference_is_cut_down_to_name_and_tag() {
    let digest = "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    for (reference, short) in [
        ("nginx", "nginx"),
        ("nginx:1.27", "nginx:1.27"),
        ("registry.k8s.io/etcd:3.6.8-0", "etcd:3.6.8-0"),
        ("localhost:5000/team/app", "app"),
        ("localhost:5000/team/app:v1", "app:v1"),
    ] {
        assert_eq!(Image::parse(reference).short(), short, "{reference}");
    }
    assert_eq!(Image::parse(&format!("ghcr.io/a/b@{digest}")).short(), "b@9f86d081884c");
    assert_eq!(Image::parse(&format!("ghcr.io/a/b:v2@{digest}")).short(), "b:v2");
    assert_eq!(Image::parse("ghcr.io/a/b@sha256:ab").short(), "b@ab");
}

#[test]
fn the_port_of_a_registry_is_no_tag() {
    let image = Image::parse("localhost:5000/app");
    assert_eq!((image.repository, image.tag, image.digest), ("localhost:5000/app", "", ""));
}

proptest! {
    #[test]
    fn no_text_makes_reading_a_reference_panic(text in "[a-z:/@]{0,12}|\\PC{0,30}") {
        let _ = Image::parse(&text).short();
    }
}
