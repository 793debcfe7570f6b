//! What the sink lets through, and what it does not.

use base64::Engine as _;

use super::*;

#[test]
fn a_card_number_keeps_six_and_four_digits_however_it_is_grouped() {
    let redactor = Redactor::default();
    for (text, clean) in [
        ("4242424242424242", "424242******4242"),
        ("paid with 4242 4242 4242 4242.", "paid with 4242 42** **** 4242."),
        ("4242-4242-4242-4242", "4242-42**-****-4242"),
        ("378282246310005", "378282*****0005"),
        ("number=4000+0000+0000+0002&x=1", "number=4000+00**+****+0002&x=1"),
        ("?n=4242%204242%204242%204242", "?n=4242%2042**%20****%204242"),
        ("4242&nbsp;4242&#160;4242&nbsp;4242", "4242&nbsp;42**&#160;****&nbsp;4242"),
        ("<b>4242</b><b>4242</b> 4242 4242", "<b>4242</b><b>42**</b> **** 4242"),
        ("4242\n4242\t4242\u{202e}4242", "4242\n42**\t****\u{202e}4242"),
    ] {
        assert_eq!(redactor.clean(text), clean);
    }
}

#[test]
fn order_numbers_and_times_are_left_alone() {
    let redactor = Redactor::default();
    for text in ["order 1000000000001", "4006381333931", "1732345678901", "2026-11-23T02:32:11.123456Z", "MS-100001"] {
        assert!(matches!(redactor.clean(text), Cow::Borrowed(_)), "{text}");
    }
}

#[test]
fn a_secret_is_hidden_in_all_its_forms() {
    let redactor = Redactor::default();
    assert!(redactor.hide("SHOP_PASSWORD", "correct horse/1"));
    let base64 = base64::engine::general_purpose::STANDARD.encode("correct horse/1");
    for text in ["correct horse/1", "correct%20horse%2F1", "correct+horse%2F1", base64.as_str()] {
        assert_eq!(redactor.clean(&format!("<{text}>")), "<[SHOP_PASSWORD]>");
    }
    assert!(!redactor.hide("PIN", "123"), "too short to hide");
}

#[test]
fn json_is_cleaned_in_keys_and_values() {
    let redactor = Redactor::default();
    let mut value = serde_json::json!({"4242424242424242": [4_242_424_242_424_242_u64, "x 4242424242424242"]});
    redactor.clean_json(&mut value);
    assert!(!value.to_string().contains("4242424242424242"), "{value}");
}

#[test]
fn of_secrets_that_overlap_no_part_is_left_and_what_is_clean_stays_so() {
    let redactor = Redactor::default();
    for (name, secret) in [("a", "dragonfly"), ("b", "dragonfly-2026!"), ("c", "2026!tail"), ("word", "password")] {
        assert!(redactor.hide(name, secret));
    }
    for (text, clean) in [
        ("dragonfly", "<[a]>"),
        ("dragonfly-2026!", "<[b]>"),
        ("dragonfly-2026!tail", "<[b]>"),
        ("my password", "<my [word]>"),
    ] {
        let cleaned = redactor.clean(&format!("<{text}>")).into_owned();
        assert_eq!(cleaned, clean);
        assert!(matches!(redactor.clean(&cleaned), Cow::Borrowed(_)), "{cleaned}");
    }
    redactor.hide("typed password", "word");
    assert_eq!(redactor.clean("[typed password] word"), "[typed password] [typed password]");
}

#[test]
fn a_secret_is_hidden_as_pages_write_it() {
    let redactor = Redactor::default();
    redactor.hide("x", "a<b>&\"c");
    for text in ["a&lt;b&gt;&amp;\"c", "a<b>&amp;&quot;c", "a&lt;b&gt;&amp;&quot;c", r#"a<b>&\"c"#] {
        assert_eq!(redactor.clean(text), "[x]", "{text}");
    }
}

#[test]
fn short_secrets_are_hidden_as_words_of_their_own() {
    let redactor = Redactor::default();
    redactor.hide("longer", "pass-737");
    let mut short = ShortSecrets::default();
    short.hide("code", "737");
    short.hide("pin", "4000");
    short.hide("word", "abc");
    for (text, clean) in [
        ("737 is wrong: <b>737</b>, 737. c=737&d", "[code] is wrong: <b>[code]</b>, [code]. c=[code]&d"),
        ("CVC737wrong ?m=of%20737", "CVC[code]wrong ?m=of%20[code]"),
        ("7370, $737.00, 5,737, 12:00:01.737Z, 9f737d1", "7370, $737.00, 5,737, 12:00:01.737Z, 9f737d1"),
        ("abc abcd", "[word] abcd"),
        ("pass-737", "[longer]"),
        ("4000 0000 0000 0002", "[pin] 00** **** 0002"),
    ] {
        let cleaned = redactor.clean_with(text, &short).into_owned();
        assert_eq!(cleaned, clean);
        assert_eq!(redactor.clean_with(&cleaned, &short), clean);
    }
    assert_eq!(redactor.clean("737"), "737", "nobody else knows of them");
}

#[test]
fn a_card_number_is_one_only_if_nothing_else_is_there() {
    for text in ["4242424242424242", "4242 4242 4242 4242", "3782-822463-10005"] {
        assert!(is_card_number(text), "{text}");
    }
    for text in ["", "4242", "4242424242424241", "x4242424242424242", "4242424242424242 737", "4242    424242424242"] {
        assert!(!is_card_number(text), "{text}");
    }
}
