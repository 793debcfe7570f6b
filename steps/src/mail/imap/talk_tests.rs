use super::*;

/// A server that says all this at once, whatever it is asked.
async fn hears(said: &[u8]) -> (Result<(Talk, bool), Trouble>, tokio::io::DuplexStream) {
    let (ours, mut theirs) = tokio::io::duplex(1 << 16);
    theirs.write_all(said).await.unwrap();
    (Talk::begin(Box::new(ours)).await, theirs)
}

async fn asked(said: &[u8]) -> Result<Answer, Trouble> {
    let (talk, mut theirs) = hears(&[b"* OK hello\r\n", said].concat()).await;
    let mut talk = talk.unwrap().0;
    theirs.shutdown().await.unwrap();
    talk.ask("NOOP", None).await
}

#[tokio::test]
async fn a_mail_comes_with_its_number_whatever_stands_around_it() {
    let said = b"* 3 EXISTS\r\n* 1 FETCH (FLAGS (\\Seen) UID 101 BODY[HEADER] {13}\r\nTo: a@b.c\r\n\r\n)\r\n\
        * XSOMETHING that nobody knows\r\n* 2 FETCH (FLAGS ())\r\n\
        * 3 FETCH (BODY[]<0> {9}\r\n)\r\nS1 OK\r UID 7)\r\n* OK [ALERT]\xc3\xa9 soon\r\nS1 OK done\r\n";
    let answer = asked(said).await.unwrap();
    assert_eq!(answer.exists, Some(3));
    assert_eq!(answer.parts, [(101, b"To: a@b.c\r\n\r\n".to_vec()), (7, b")\r\nS1 OK\r".to_vec())]);
}

#[tokio::test]
async fn what_is_said_of_a_folder_is_heard() {
    let said =
        b"* OK [UIDNEXT 101] next\r\n* ok [uidvalidity 9] valid\r\n* CAPABILITY IMAP4rev1 auth=plain LOGINDISABLED\r\n\
        S1 OK [READ-ONLY] done\r\n";
    let answer = asked(said).await.unwrap();
    assert_eq!((answer.next, answer.validity), (Some(101), Some(9)));
    assert_eq!(answer.capabilities, ["IMAP4REV1", "AUTH=PLAIN", "LOGINDISABLED"]);
}

#[tokio::test]
async fn refusals_are_told_apart_from_conversations_that_break() {
    let refused = |words: &str, for_now| Trouble::Refused { words: words.to_owned(), for_now };
    assert_eq!(asked(b"S1 NO no such folder\r\n").await, Err(refused("\"no such folder\"", false)));
    assert_eq!(asked(b"S1 NO [UNAVAILABLE] later\r\n").await, Err(refused("\"[UNAVAILABLE] later\"", true)));
    assert_eq!(asked(b"S1 BAD\r\n").await, Err(refused("without a word", false)));
    for (said, why) in [
        (&b"* BYE going down\r\n"[..], "\"going down\""),
        (b"", "closed the connection"),
        (b"* 1 FETCH (UID 1 BODY[] {50}\r\nTo: a@b", "in the midst of a mail"),
        (b"* 1 FETCH (UID 1 BODY[] {99999999999}\r\n", "more than 20 MB"),
    ] {
        let told = asked(said).await;
        assert!(matches!(&told, Err(Trouble::Broken(words)) if words.contains(why)), "{told:?}");
    }
    let (talk, _open) = hears(b"220 mail.example ESMTP\r\n").await;
    assert_eq!(talk.err(), Some(refused("it does not speak IMAP", false)));
}

#[tokio::test]
async fn what_the_server_asks_for_is_given_once() {
    let (talk, theirs) = hears(b"* PREAUTH known\r\n+ \r\n+ \r\nS1 OK done\r\n").await;
    let (mut talk, known) = talk.unwrap();
    assert!(known);
    talk.ask("AUTHENTICATE PLAIN", Some("c2VjcmV0")).await.unwrap();
    drop(talk);
    let mut said = String::new();
    BufReader::new(theirs).read_to_string(&mut said).await.unwrap();
    assert_eq!(said, "S1 AUTHENTICATE PLAIN\r\nc2VjcmV0\r\n\r\n");
}
