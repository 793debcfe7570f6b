//! A mailbox that is read over IMAP: a real server that knows nothing of us, installed from its registry by `ci/mailbox`.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::Path;

use mystery_shopper::verdict::Verdict;
use storefront::{Options, Skin};

use super::{ends, go};
use crate::support::real::RealServer;
use crate::support::shop::{Shop, free_address};
use crate::support::shopper::{record_in, shopper};
use crate::support::tls;

const USER: &str = "tests@shop.example";
const PASSWORD: &str = "s3cret/of the+box";
/// The same in an address.
const WRITTEN: &str = "s3cret%2Fof%20the+box";
/// A mailbox that is open until it is dropped; empty at first.
struct RealMailbox {
    imap: u16,
    smtp: u16,
    _server: RealServer,
}

impl RealMailbox {
    fn open() -> Option<Self> {
        let server = RealServer::open("IMAP", "ci/mailbox/start.sh", &[USER, PASSWORD])?;
        let ports = server.told.strip_prefix("imap=").and_then(|ports| ports.split_once(" smtp="));
        let (imap, smtp) = ports.expect("it says on which ports it listens");
        let (imap, smtp) = (imap.parse().expect("a port"), smtp.parse().expect("a port"));
        Some(Self { imap, smtp, _server: server })
    }

    fn smtp(&self) -> String {
        format!("127.0.0.1:{}", self.smtp)
    }

    fn settings(&self, user: &str, folder: &str) -> String {
        format!("[mail]\nimap = \"imap://{user}@127.0.0.1:{}/{folder}\"\npassword = \"{PASSWORD}\"\n", self.imap)
    }

    /// What another client of the server sees: how many mails there are, and how many of them nobody has read.
    fn counts(&self) -> (u32, u32) {
        let stream = TcpStream::connect(("127.0.0.1", self.imap)).expect("the mailbox is open");
        let mut lines = BufReader::new(stream.try_clone().expect("a socket can be cloned")).lines();
        let mut ask = |command: &str| {
            writeln!(&stream, "T {command}\r").expect("it listens");
            let answer = lines.by_ref().map_while(Result::ok).find(|line| {
                assert!(!line.starts_with("T NO") && !line.starts_with("T BAD"), "{line}");
                line.starts_with("* STATUS") || line.starts_with("T OK")
            });
            answer.expect("it answers")
        };
        ask(&format!("LOGIN \"{USER}\" \"{PASSWORD}\""));
        let told = ask("STATUS INBOX (MESSAGES UNSEEN)");
        let numbers = told.split(|sign: char| !sign.is_ascii_digit()).filter_map(|number| number.parse().ok());
        let numbers: Vec<u32> = numbers.collect();
        (numbers[0], numbers[1])
    }
}

/// All that was told and written, the settings aside.
fn written(out: &Path) -> String {
    let files = ["run.json", "junit.xml", "index.html"];
    files.map(|name| std::fs::read_to_string(out.join(name)).unwrap_or_default()).concat()
}

#[track_caller]
fn keeps_the_secret(all: &str) {
    for secret in [PASSWORD, WRITTEN, "s3cret"] {
        assert!(!all.contains(secret), "the password is shown: {all}");
    }
}

/// The journeys of customers, two at a time, over TLS. The second run makes up the same addresses, so that the first one's
/// mails are of yesterday.
#[test]
fn customers_find_their_own_mails_and_none_of_yesterday() {
    let Some(mailbox) = RealMailbox::open() else { return };
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let (config, authority) = (folder.path().join("shopper.toml"), folder.path().join("authority.pem"));
    let door = tls::Door::open(mailbox.imap, &authority);
    let settings = format!("[mail]\nimap = \"imaps://tests%40shop.example:{WRITTEN}@{}/INBOX\"\n", door.address);
    std::fs::write(&config, settings).expect("there is room for a file");
    for run in ["first", "second"] {
        let out = folder.path().join(run);
        let mail = Some(mailbox.smtp());
        let shop = Shop::open(Options { skin: Skin::Classic, mail, ..Options::default() });
        let mut command = shopper(["run", "features/account/mail.feature", "--workers", "2", "--seed", "7"]);
        command.args(["--shop", shop.url(), "--config"]).arg(&config).arg("--out").arg(&out);
        let output = command.env("SSL_CERT_FILE", &authority).output().expect("the program is built and starts");
        let told = [output.stdout, output.stderr].concat();
        let told = String::from_utf8_lossy(&told);
        assert_eq!(output.status.code(), Some(0), "{run}: {told}");
        assert_eq!(record_in(&out).map(|record| record.scenarios.len()), Some(2), "{told}");
        keeps_the_secret(&format!("{told}{}", written(&out)));
    }
    assert_eq!(mailbox.counts(), (6, 6), "six mails were sent, and none of them is marked as read or taken away");
    assert!(door.heard().contains("examine \"inbox\""), "{}", door.heard());
}

#[test]
fn a_mail_that_does_not_come_is_the_shops_fault_and_the_others_are_told() {
    let Some(mailbox) = RealMailbox::open() else { return };
    let settings = mailbox.settings("tests%40shop.example", "");
    let (told, all) = go("another mail", &settings, Some(mailbox.smtp()), None);
    ends(&told, Verdict::Broken, 1, "what has come is \"Welcome");
    keeps_the_secret(&all);
}

#[test]
fn a_mailbox_that_lets_nobody_in_is_a_mistake_of_the_settings() {
    let Some(mailbox) = RealMailbox::open() else { return };
    let smtp = format!("[mail]\nimap = \"imap://anna:{WRITTEN}@{}/\"\n", mailbox.smtp());
    for (settings, words) in [
        (mailbox.settings("somebody", ""), "does not let \"somebody\" in: \"[AUTHENTICATIONFAILED]"),
        (mailbox.settings("tests%40shop.example", "No%20such"), "does not open the folder \"No such\""),
        (smtp, "is no mailbox: it does not speak IMAP"),
    ] {
        let (told, all) = go("a mail comes", &settings, None, None);
        ends(&told, Verdict::Mistaken, 2, words);
        keeps_the_secret(&all);
    }
}

#[test]
fn a_mailbox_that_is_not_there_or_silent_is_not_the_shops_fault() {
    let silent = TcpListener::bind("127.0.0.1:0").expect("loopback has a free port");
    let silent = silent.local_addr().map(|address| (silent, address)).expect("it is bound");
    let cases = [
        (free_address(), "cannot be reached: Connection refused"),
        (silent.1.to_string(), "did not answer within 5s; that was when the run began"),
    ];
    std::thread::scope(|scope| {
        for (address, words) in cases {
            scope.spawn(move || {
                let settings = format!("[mail]\nimap = \"imap://anna:{WRITTEN}@{address}/\"\n");
                let (told, all) = go("a mail comes", &settings, None, None);
                ends(&told, Verdict::Blocked, 3, words);
                keeps_the_secret(&all);
            });
        }
    });
}

#[test]
fn a_certificate_that_nobody_trusts_keeps_the_password_here() {
    let Some(mailbox) = RealMailbox::open() else { return };
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let door = tls::Door::open(mailbox.imap, &folder.path().join("authority.pem"));
    let settings = format!("[mail]\nimap = \"imaps://anna:{WRITTEN}@{}/\"\n", door.address);
    let (told, all) = go("a mail comes", &settings, None, None);
    ends(&told, Verdict::Blocked, 3, "invalid peer certificate");
    assert_eq!(door.heard(), "", "nothing was said");
    keeps_the_secret(&all);
}

#[test]
fn the_settings_show_a_mailbox_without_its_password() {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let config = folder.path().join("shopper.toml");
    let tell = |settings: String| {
        std::fs::write(&config, settings).expect("there is room for a file");
        let mut command = shopper(["config", "--config"]);
        let output = command.arg(&config).env("BOX_PASSWORD", PASSWORD).output().expect("the program starts");
        String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned()
    };
    for (settings, shown) in [
        (format!("imap = \"imaps://anna:{WRITTEN}@mail.example/\""), "imaps://anna:(hidden)@mail.example/"),
        (format!("imap = \"imaps://anna@mail.example\"\npassword = \"{PASSWORD}\""), "mail.password = \"(hidden)\""),
        ("imap = \"imaps://anna@mail.example\"\npassword = { env = \"BOX_PASSWORD\" }".to_owned(), "BOX_PASSWORD"),
        (format!("imap = \"imap4://anna:{WRITTEN}@mail.example/\""), "cannot be read over imap4"),
        (
            format!("smtp-sink = \":2525\"\nimap = \"imaps://anna:{WRITTEN}@mail.example/\""),
            "names both smtp-sink and imap",
        ),
    ] {
        let told = tell(format!("[mail]\n{settings}\n"));
        assert!(told.contains(shown), "{told}");
        keeps_the_secret(&told);
    }
}
