//! The mailbox and the shop's books: what comes late, what is for its reader alone, and servers that cannot be asked.

#[path = "mail/imap.rs"]
mod imap;

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use mystery_shopper::verdict::Verdict;
use storefront::{Options, Skin};

use crate::support::pages::{Answer, serve};
use crate::support::shop::{Shop, free_address};
use crate::support::shopper::{Outcome, Told, shopper};
use crate::support::{pages, tls};

const JSON: &str = "application/json";

/// Goes through one journey with these settings; the shop sends its mails to `sink`. Gives what was told, and all that
/// was written.
fn go(journey: &str, settings: &str, sink: Option<String>, authority: Option<&std::path::Path>) -> (Told, String) {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let (config, out) = (folder.path().join("shopper.toml"), folder.path().join("out"));
    std::fs::write(&config, settings).expect("there is room for a file");
    let shop = Shop::open(Options { skin: Skin::Classic, mail: sink, ..Options::default() });
    let name = format!("^{journey}$");
    let mut command = shopper(["run", "tests/mail", "--shop", shop.url(), "--name", &name, "--timeout", "2500ms"]);
    command.arg("--config").arg(&config).arg("--out").arg(&out);
    if let Some(authority) = authority {
        command.env("SSL_CERT_FILE", authority);
    }
    let output = command.output().expect("the program is built and starts");
    let told = Told {
        code: output.status.code(),
        out: String::from_utf8_lossy(&output.stdout).into_owned(),
        err: String::from_utf8_lossy(&output.stderr).into_owned(),
        record: crate::support::shopper::record_in(&out),
    };
    let written = ["run.json", "junit.xml", "index.html"]
        .map(|name| std::fs::read_to_string(out.join(name)).unwrap_or_default())
        .concat();
    let all = format!("{}{}{written}", told.out, told.err);
    (told, all)
}

#[track_caller]
fn ends(told: &Told, verdict: Verdict, code: i32, words: &str) {
    let outcomes = told.outcomes();
    let [outcome] = outcomes.as_slice() else { panic!("one journey: {}{}", told.out, told.err) };
    assert_eq!((outcome.verdict, told.code), (verdict, Some(code)), "{outcome}");
    assert!(says(outcome).contains(words), "{outcome}");
}

fn says(outcome: &Outcome) -> String {
    outcome.failed.as_ref().map(|(_, failure)| format!("{failure} {}", failure.mend)).unwrap_or_default()
}

/// Books that tell one order, and a second one some time after they were asked first.
fn books_with_a_late_order(late: Duration) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("loopback has a free port");
    let port = listener.local_addr().expect("it is bound").port();
    let first: Arc<Mutex<Option<Instant>>> = Arc::default();
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let lines = BufReader::new(stream.try_clone().expect("a socket can be cloned")).lines();
            lines.map_while(Result::ok).take_while(|line| !line.is_empty()).for_each(drop);
            let begun = *first.lock().expect("nobody panicked").get_or_insert_with(Instant::now);
            let body = if begun.elapsed() < late { "1" } else { "2" };
            let _ = write!(stream, "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 1\r\n\r\n{body}");
        }
    });
    port
}

#[test]
fn an_order_that_is_booked_late_is_seen() {
    let port = books_with_a_late_order(Duration::from_millis(300));
    let (told, _) = go("one order", &format!("[orders]\nurl = \"http://127.0.0.1:{port}/\"\n"), None, None);
    ends(&told, Verdict::Broken, 1, "there are 2 orders");
}

#[test]
fn orders_that_name_nobody_are_a_mistake_of_the_settings() {
    let port = serve([("/", Answer(200, JSON, "[{\"id\": 7}]"))]);
    let settings = format!("[orders]\nurl = \"http://127.0.0.1:{port}/?email={{email}}\"\n");
    let (told, _) = go("no order", &settings, None, None);
    ends(&told, Verdict::Mistaken, 2, "no entry has an email address");
}

#[test]
fn books_that_cannot_be_asked_are_not_the_shops_fault() {
    let port = serve([("/locked", Answer(401, JSON, "{}")), ("/page", pages::html("<p>log in</p>"))]);
    let at = |path: &str| format!("[orders]\nurl = \"http://127.0.0.1:{port}{path}\"\n");
    for (path, words) in [
        ("/locked", "correct the authorization in [orders]"),
        ("/none", "correct the address in [orders]"),
        ("/page", "something that is no JSON"),
    ] {
        let (told, _) = go("no order", &at(path), None, None);
        ends(&told, Verdict::Mistaken, 2, words);
    }
    let (told, _) = go("no order", &format!("[orders]\nurl = \"http://{}/\"\n", free_address()), None, None);
    ends(&told, Verdict::Blocked, 3, "cannot be reached");
}

#[test]
fn an_inbox_behind_tls_is_read() {
    let raw = r#"[{"raw": "To: nobody@example.com\r\nSubject: Hello\r\n\r\nHello"}]"#;
    let inbox = serve([("/", Answer(200, JSON, raw)), ("/locked", Answer(403, JSON, "{}"))]);
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let authority = folder.path().join("authority.pem");
    let door = tls::Door::open(inbox, &authority);
    let at = |path: &str| {
        format!("[mail]\nhttp = \"https://{}{path}\"\nauthorization = \"Bearer k3y-of-inbox\"\n", door.address)
    };
    let (told, all) = go("a mail comes", &at("/"), None, Some(&authority));
    ends(&told, Verdict::Broken, 1, "no email has come");
    assert!(door.heard().contains("authorization: bearer k3y-of-inbox"), "{}", door.heard());
    assert!(!all.contains("k3y-of-inbox"), "{all}");
    let (told, _) = go("a mail comes", &at("/locked"), None, Some(&authority));
    ends(&told, Verdict::Mistaken, 2, "answers with status 403");
}

#[test]
fn the_doctor_looks_into_the_mailbox() {
    let raw = r#"[{"raw": "To: nobody@example.com\r\nSubject: Hello\r\n\r\nHello"}]"#;
    let port = serve([("/", Answer(200, JSON, raw)), ("/locked", Answer(403, JSON, "{}"))]);
    for (mail, code, line) in [
        (format!("http = \"http://127.0.0.1:{port}/\""), 0, "ok    mailbox    the inbox tells its mails over HTTP"),
        (format!("http = \"http://127.0.0.1:{port}/locked\""), 2, "fail  mailbox    "),
        (format!("imap = \"imap://anna:s3cret@{}/\"", free_address()), 3, "cannot be reached"),
        ("smtp-sink = \"127.0.0.1:0\"".to_owned(), 0, "ok    mailbox    mails can be taken at 127.0.0.1:"),
    ] {
        let folder = tempfile::tempdir().expect("there is room for a folder");
        std::fs::write(folder.path().join("shopper.toml"), format!("[mail]\n{mail}\n"))
            .expect("there is room for a file");
        let output = shopper(["doctor"]).current_dir(folder.path()).output().expect("the program is built and starts");
        let told = String::from_utf8_lossy(&output.stdout);
        assert_eq!(output.status.code(), Some(code), "{told}");
        assert!(told.contains(line) && !told.contains("s3cret"), "{line}: {told}");
    }
}

#[test]
fn mails_of_an_address_that_others_have_used_prove_nothing() {
    let (told, _) = go("anybody's mail", "[mail]\nsmtp-sink = \"127.0.0.1:0\"\n", None, None);
    assert_eq!(told.code, Some(2), "{}", told.err);
    assert!(
        told.err.contains("error[missing]: the customer of this journey has no email address of their own"),
        "{}",
        told.err
    );
    assert!(told.record.is_none(), "it is told before anything runs");
}

#[test]
fn what_a_mail_holds_for_its_reader_alone_is_shown_nowhere() {
    let sink = free_address();
    let settings = format!("[mail]\nsmtp-sink = \"{sink}\"\n");
    let (told, all) = go("a forgotten password", &settings, Some(sink), None);
    ends(&told, Verdict::Broken, 1, "the email \"Reset your password\" does not say \"something else\"");
    assert!(!all.contains("Somebody asked"), "the body of the mail is shown: {all}");
    let tokens: Vec<&str> = all
        .match_indices("/password/")
        .map(|(at, start)| {
            all[at + start.len()..].split(|sign: char| !sign.is_ascii_alphanumeric()).next().unwrap_or("")
        })
        .filter(|token| !token.is_empty())
        .collect();
    assert!(tokens.is_empty(), "{tokens:?}");
    assert!(all.contains("/password/[token of an email"), "the page that the link leads to is told: {all}");
}
