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
fn a_secret_is_hidden_as_scripts_and_browsers_write_it_in_addresses() {
    for (secret, forms) in [
        ("P@ssw0rd!", ["P%40ssw0rd!", "P%40ssw0rd%21", "P@ssw0rd!"].as_slice()),
        ("it's (a/b)*~?", &["it's%20(a%2Fb)*~%3F", "it's%20(a%2fb)*~%3f", "it%27s%20(a/b)*~?", "it's%20(a/b)*~%3F"]),
        ("grün&<1>", &["gr%C3%BCn%26%3C1%3E", "gr%c3%bcn%26%3c1%3e", "gr%C3%BCn&%3C1%3E"]),
    ] {
        let redactor = Redactor::default();
        redactor.hide("x", secret);
        for text in forms {
            assert_eq!(redactor.clean(&format!("/check?pw={text}&n=1")), "/check?pw=[x]&n=1", "{text}");
        }
    }
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
fn amounts_are_left_alone_and_codes_beside_them_are_not() {
    let mut short = ShortSecrets::default();
    short.hide("code", "123");
    short.hide("other", "234");
    short.hide("pin", "1200");
    let redactor = Redactor::default();
    for text in [
        "$123",
        "$ 123",
        "-$123",
        "$-123",
        "US$123",
        "123 €",
        "123€",
        "€&nbsp;123",
        "¥1200",
        "€ 1200",
        "1200 円です",
        "USD 1200",
        "1200 CHF",
        "CHF1200",
        "123kr",
        "Rs. 123",
        "1200 zł",
        "1 234 kr",
        "1&nbsp;234&nbsp;567 kr",
        "€ 1 234",
        "1'234",
        "1’234",
        "1\u{a0}234",
        "1\u{202f}234",
        "5 123 234,50 Kč",
        "<b>$123</b> and 1200 €",
    ] {
        assert_eq!(redactor.clean_with(text, &short), text);
    }
    for (text, clean) in [
        ("CVC 123", "CVC [code]"),
        ("PIN 1200", "PIN [pin]"),
        ("12/29 123", "12/29 [code]"),
        ("50 € 123", "50 € [code]"),
        ("code 123 $50.00", "code [code] $50.00"),
        ("code 123, $123.", "code [code], $123."),
        ("CVC123 €50", "CVC[code] €50"),
        ("123 krona", "[code] krona"),
        ("'123' \\n1200\\u0022", "'[code]' \\n[pin]\\u0022"),
    ] {
        assert_eq!(redactor.clean_with(text, &short), clean);
    }
}

#[test]
fn short_words_stay_in_markup_and_are_hidden_in_all_else() {
    let mut short = ShortSecrets::default();
    short.hide("x", "password");
    short.hide("y", "123");
    for (text, clean) in [
        ("<input type=\"password\" value=\"password\">", "<input type=\"password\" value=\"[x]\">"),
        ("<input autocomplete=\"current-password\" id=\"the password\">", ""),
        ("<i id=\"123\" data-said=\"password\">password</i>", "<i id=\"[y]\" data-said=\"[x]\">[x]</i>"),
        (
            "name=\"password\", passwords, \\npassword, \\u0022password\\u0022",
            "name=\"[x]\", passwords, \\n[x], \\u0022[x]\\u0022",
        ),
        ("/?p=password&q=%20password%20", "/?p=[x]&q=%20[x]%20"),
    ] {
        let clean = if clean.is_empty() { text } else { clean };
        let cleaned = Redactor::default().clean_with(text, &short).into_owned();
        assert_eq!(cleaned, clean);
        assert_eq!(Redactor::default().clean_with(&cleaned, &short), clean);
    }
    short.hide("typed password", "abc");
    assert_eq!(Redactor::default().clean_with("[typed password]", &short), "[typed password]", "labels of others stay");
}

#[test]
fn a_large_text_is_cleaned_in_one_pass() {
    let mut short = ShortSecrets::default();
    short.hide("typed security code", "100");
    let text = "[typed security code]{width:100%} ".repeat(100_000);
    let cleaned = Redactor::default().clean_with(&text, &short).into_owned();
    assert_eq!(cleaned, text.replace("100", "[typed security code]"));
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
