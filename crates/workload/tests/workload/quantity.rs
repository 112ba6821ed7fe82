use proptest::prelude::*;
use workload::quantity::Quantity;

#[test]
fn quantities_are_read_as_kubernetes_reads_them() {
    for (text, millis) in [
        ("0", 0),
        ("1", 1000),
        ("250m", 250),
        ("0.1", 100),
        (".5", 500),
        ("5.", 5000),
        ("+3", 3000),
        ("-2", -2000),
        ("1k", 1_000_000),
        ("1Ki", 1_024_000),
        ("1.5Ki", 1_536_000),
        ("2e3", 2_000_000),
        ("2E3", 2_000_000),
        ("5e-1", 500),
        ("100000u", 100),
        ("1000001n", 2),
        ("-1000001n", -1),
        ("00012", 12_000),
    ] {
        assert_eq!(Quantity::parse(text).map(Quantity::millis), Some(millis), "{text}");
    }
    assert_eq!(Quantity::parse("1Ei").map(Quantity::units), Some(1 << 60));
    assert_eq!(Quantity::parse("1E").map(Quantity::units), Some(10_i128.pow(18)));
    assert_eq!(Quantity::parse("10Gi").map(Quantity::units), Some(10 << 30));
}

#[test]
fn what_is_no_quantity_is_none() {
    for text in [
        "", "m", ".", "1.2.3", "1 Gi", "1gi", "1K", "1KiB", "--1", "1e", "1e99999", "0x10", "Gi", "一",
        "1Mi1", "9e60",
    ] {
        assert_eq!(Quantity::parse(text), None, "{text}");
    }
}

#[test]
fn sizes_are_said_in_the_unit_of_a_person() {
    for (text, said) in [
        ("0", "0 B"),
        ("1023", "1023 B"),
        ("1Ki", "1 KiB"),
        ("1536Mi", "1.5 GiB"),
        ("10Gi", "10 GiB"),
        ("1G", "953.7 MiB"),
        ("128974848", "123 MiB"),
        ("1Ei", "1 EiB"),
        ("-2Ki", "-2 KiB"),
    ] {
        assert_eq!(Quantity::parse(text).unwrap().say_bytes(), said, "{text}");
    }
}

#[test]
fn cores_are_said_in_thousandths_below_one() {
    for (text, said) in [
        ("0", "0 m"),
        ("250m", "250 m"),
        ("1", "1"),
        ("1500m", "1.5"),
        ("2.25", "2.25"),
        ("0.0005", "1 m"),
        ("-1500m", "-1.5"),
    ] {
        assert_eq!(Quantity::parse(text).unwrap().say_cores(), said, "{text}");
    }
}

proptest! {
    #[test]
    fn no_text_makes_reading_a_quantity_panic(text in "[-+0-9.eEinumkKMGTP]{0,50}|\\PC{0,20}") {
        if let Some(quantity) = Quantity::parse(&text) {
            let _ = (quantity.say_bytes(), quantity.say_cores());
        }
    }

    #[test]
    fn a_quantity_reads_back_as_it_was_written(number in -1_000_000_000_000_i64..1_000_000_000_000, suffix in "[num]?|[kMGTP]|[KMGTP]i") {
        let quantity = Quantity::parse(&format!("{number}{suffix}")).unwrap();
        prop_assert_eq!(Quantity::parse(&quantity.to_string()), Some(quantity));
    }

    #[test]
    fn quantities_order_as_their_amounts(a in -100_000_i64..100_000, b in -100_000_i64..100_000) {
        let (left, right) = (Quantity::from_millis(a), Quantity::parse(&format!("{b}m")).unwrap());
        prop_assert_eq!(left.cmp(&right), a.cmp(&b));
    }
}
