use std::sync::{Arc, Mutex as Lock};

use shopper_browser::Class;
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::TcpListener;

use super::*;

/// What a server holds and how it behaves.
#[derive(Default)]
struct Folder {
    validity: u32,
    mails: Vec<(u32, String)>,
    /// Answers to a command instead of the usual ones, by its first words.
    instead: Vec<(&'static str, &'static str)>,
    heard: Vec<String>,
    /// The next command is met by silence, and the end of the connection.
    breaks: bool,
}

type Held = Arc<Lock<Folder>>;

fn mail(to: &str, subject: &str) -> String {
    format!("To: {to}\r\nSubject: {subject}\r\n\r\nhello\r\n")
}

/// A server that speaks just as much as is asked of it.
async fn server(held: &Held) -> Imap {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let held = Arc::clone(held);
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let (read, mut write) = stream.into_split();
            let mut lines = BufReader::new(read).lines();
            write.write_all(b"* OK hello\r\n").await.unwrap();
            while let Ok(Some(line)) = lines.next_line().await {
                let Some(answer) = answer(&mut held.lock().unwrap(), &line) else { break };
                write.write_all(answer.as_bytes()).await.unwrap();
            }
        }
    });
    let (imap, password) = (format!("imap://anna@127.0.0.1:{port}/"), "p\"w".to_owned());
    Imap::new(&MailSettings { imap, password, ..MailSettings::default() }).ok().unwrap()
}

fn answer(held: &mut Folder, line: &str) -> Option<String> {
    let (tag, command) = line.split_once(' ').unwrap();
    held.heard.push(command.to_owned());
    if std::mem::take(&mut held.breaks) {
        return None;
    }
    if let Some((_, instead)) = held.instead.iter().find(|(start, _)| command.starts_with(start)) {
        return Some(instead.replace("TAG", tag));
    }
    let next = held.mails.last().map_or(1, |(uid, _)| uid + 1);
    let said = match command.split(' ').next().unwrap() {
        "EXAMINE" => format!(
            "* {} EXISTS\r\n* OK [UIDNEXT {next}] x\r\n* OK [UIDVALIDITY {}] x\r\n",
            held.mails.len(),
            held.validity
        ),
        "NOOP" => format!("* {} EXISTS\r\n", held.mails.len()),
        "UID" => fetched(held, command.split(' ').nth(2).unwrap(), command.contains("HEADER")),
        _ => String::new(),
    };
    Some(format!("{said}{tag} OK done\r\n"))
}

fn fetched(held: &Folder, range: &str, header: bool) -> String {
    let last = held.mails.last().map_or(0, |(uid, _)| *uid);
    let (from, to) = match range.split_once(':') {
        Some((from, _)) => (from.parse::<u32>().unwrap().min(last), last),
        None => (range.parse().unwrap(), range.parse().unwrap()),
    };
    let wanted = held.mails.iter().filter(|(uid, _)| (from..=to).contains(uid));
    let part =
        |mail: &String| if header { mail[..mail.find("\r\n\r\n").unwrap() + 4].to_owned() } else { mail.clone() };
    let told = wanted.map(|(uid, mail)| (uid, part(mail)));
    let told = told.map(|(uid, part)| format!("* 9 FETCH (UID {uid} BODY[] {{{}}}\r\n{part})\r\n", part.len()));
    told.collect::<Vec<_>>().concat()
}

/// The subjects of a customer's mails, after the last look has grown old.
async fn subjects(imap: &Imap, address: &str) -> Vec<String> {
    imap.state.lock().await.looked = None;
    let Ok(mails) = imap.mails_to(address).await else { panic!("the server answers") };
    mails.into_iter().map(|mail| mail.subject).collect()
}

#[tokio::test]
async fn new_mails_are_told_from_old_ones_and_ones_own_from_others() {
    let held = Held::default();
    held.lock().unwrap().mails = vec![(7, mail("anna+1@b.c", "of yesterday"))];
    let imap = server(&held).await;
    imap.begin().await;
    assert!(subjects(&imap, "anna+1@b.c").await.is_empty());
    let more = [mail("Anna+1@B.c", "first"), mail("anna+2@b.c", "other's"), mail("anna+1@b.c", "second")];
    held.lock().unwrap().mails.extend((8..).zip(more));
    let behind = "To: undisclosed:;\r\nDelivered-To: <anna+2@b.c>\r\nSubject: hidden\r\n\r\n".to_owned();
    held.lock().unwrap().mails.push((20, behind));
    assert_eq!(subjects(&imap, "anna+1@b.c").await, ["first", "second"]);
    assert_eq!(subjects(&imap, "anna+2@b.c").await, ["other's", "hidden"]);
    assert_eq!(subjects(&imap, "anna+1@b.c").await, ["first", "second"]);
    let heard = held.lock().unwrap().heard.clone();
    let whole = heard.iter().filter(|command| command.contains("[]")).count();
    assert_eq!(whole, 4, "each mail is read once: {heard:?}");
    let changing = |command: &&String| {
        !["CAPABILITY", "LOGIN ", "EXAMINE ", "NOOP", "UID FETCH "].iter().any(|start| command.starts_with(start))
            || command.contains("BODY[")
    };
    assert_eq!(heard.iter().find(changing), None, "the mailbox is left as it was");
    assert!(heard.contains(&r#"LOGIN "anna" "p\"w""#.to_owned()), "{heard:?}");
}

#[tokio::test]
async fn a_conversation_that_breaks_is_begun_again_where_it_was() {
    let held = Held::default();
    let imap = server(&held).await;
    imap.begin().await;
    held.lock().unwrap().mails = vec![(1, mail("a@b.c", "first"))];
    assert_eq!(subjects(&imap, "a@b.c").await, ["first"]);
    held.lock().unwrap().breaks = true;
    imap.state.lock().await.looked = None;
    assert!(matches!(imap.mails_to("a@b.c").await, Err(Untold::NotNow(why)) if why.contains("closed the connection")));
    held.lock().unwrap().mails.push((2, mail("a@b.c", "second")));
    assert_eq!(subjects(&imap, "a@b.c").await, ["first", "second"]);
    // The folder was made anew: what is in it came after the journeys began.
    *held.lock().unwrap() =
        Folder { validity: 5, mails: vec![(1, mail("a@b.c", "third"))], breaks: true, ..Folder::default() };
    imap.state.lock().await.looked = None;
    assert!(imap.mails_to("a@b.c").await.is_err());
    assert_eq!(subjects(&imap, "a@b.c").await, ["third"]);
}

#[tokio::test]
async fn a_server_that_was_not_there_when_the_run_began_cannot_tell_old_mails_from_new_ones() {
    let held = Held::default();
    held.lock().unwrap().instead = vec![("EXAMINE", "TAG NO [UNAVAILABLE] later\r\n")];
    let imap = server(&held).await;
    imap.begin().await;
    let mails = (1..=3).map(|uid| (uid, mail("a@b.c", &uid.to_string())));
    *held.lock().unwrap() = Folder { mails: mails.collect(), ..Folder::default() };
    let Err(Untold::NotNow(why)) = imap.mails_to("a@b.c").await else { panic!("old mails pass for new ones") };
    assert!(why.contains("later") && why.ends_with("nobody can tell which mails are new"), "{why}");
}

#[tokio::test]
async fn of_a_mailbox_that_was_never_counted_the_latest_mails_are_looked_at() {
    let held = Held::default();
    let mails = (1..=600).map(|uid| (uid, mail("a@b.c", &uid.to_string())));
    *held.lock().unwrap() = Folder { mails: mails.collect(), ..Folder::default() };
    let imap = server(&held).await;
    let subjects = subjects(&imap, "a@b.c").await;
    assert_eq!((subjects.len(), subjects[0].as_str()), (500, "101"));
}

#[tokio::test]
async fn a_refusal_that_is_meant_is_a_mistake_and_is_not_tried_twice() {
    let closed = "* CAPABILITY IMAP4rev1 LOGINDISABLED\r\nTAG OK done\r\n";
    for (start, instead, what, mend) in [
        ("LOGIN", "TAG NO [AUTHENTICATIONFAILED] no\r\n", "does not let \"anna\" in", "user and password"),
        ("EXAMINE", "TAG NO no such folder\r\n", "does not open the folder \"INBOX\": \"no such folder\"", "folder"),
        ("CAPABILITY", closed, "lets nobody log in", "imaps://"),
    ] {
        let held = Held::default();
        held.lock().unwrap().instead = vec![(start, instead)];
        let imap = server(&held).await;
        imap.begin().await;
        for _ in 0..2 {
            let Err(Untold::Never(failure)) = imap.mails_to("a@b.c").await else { panic!("{start} is refused") };
            assert!(failure.class == Class::Mistake && failure.what.contains(what), "{failure}");
            assert!(failure.mend.contains(mend) && !failure.what.contains("p\"w"), "{failure}");
        }
        let heard = held.lock().unwrap().heard.clone();
        assert_eq!(heard.iter().filter(|command| command.starts_with(start)).count(), 1, "{heard:?}");
    }
}
