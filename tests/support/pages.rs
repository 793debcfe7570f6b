//! Pages of a test, served by a real HTTP server on loopback. It can be reached as `127.0.0.1` and as `localhost`, which to a
//! browser are two sites.

use std::collections::HashMap;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// What a path answers with: status, content type and body; `{port}` in a body becomes the server's port.
pub(crate) struct Answer(pub(crate) u16, pub(crate) &'static str, pub(crate) &'static str);

/// A 200 with HTML.
pub(crate) const fn html(body: &'static str) -> Answer {
    Answer(200, "text/html; charset=utf-8", body)
}

/// What a server was asked, as the first lines of its requests: `GET /`.
pub(crate) type Heard = Arc<Mutex<Vec<String>>>;

/// Serves the paths until the test binary ends; gives the port. A path with status 0 accepts and never answers.
pub(crate) fn serve(paths: impl IntoIterator<Item = (&'static str, Answer)>) -> u16 {
    serve_and_hear(paths).0
}

/// As [`serve`]; gives what is asked for as well.
pub(crate) fn serve_and_hear(paths: impl IntoIterator<Item = (&'static str, Answer)>) -> (u16, Heard) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("loopback has a free port");
    let port = listener.local_addr().expect("it is bound").port();
    let paths: Arc<HashMap<_, _>> = Arc::new(paths.into_iter().collect());
    let heard = Heard::default();
    let notes = Arc::clone(&heard);
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let (paths, notes) = (Arc::clone(&paths), Arc::clone(&notes));
            std::thread::spawn(move || answer(stream, &paths, port, &notes));
        }
    });
    (port, heard)
}

fn answer(mut stream: TcpStream, paths: &HashMap<&'static str, Answer>, port: u16, heard: &Heard) {
    let mut lines = BufReader::new(stream.try_clone().expect("a socket can be cloned")).lines();
    let Some(Ok(first)) = lines.next() else { return };
    for line in lines.by_ref() {
        if line.is_ok_and(|line| line.is_empty()) {
            break;
        }
    }
    heard.lock().expect("nobody panicked").push(first.trim_end_matches(" HTTP/1.1").to_owned());
    let path = first.split(' ').nth(1).unwrap_or("/").split('?').next().unwrap_or("/");
    let Answer(status, kind, body) = paths.get(path).unwrap_or(&Answer(404, "text/html", "not here"));
    if *status == 0 {
        // Holds the connection open for as long as the browser does.
        let _ = lines.next();
        return;
    }
    let body = body.replace("{port}", &port.to_string());
    // Where a redirect leads stands in its body.
    let location = if matches!(status, 300..400) { format!("Location: {body}\r\n") } else { String::new() };
    let disposition =
        if *kind == "application/pdf" { "Content-Disposition: attachment; filename=invoice.pdf\r\n" } else { "" };
    let _ = write!(
        stream,
        "HTTP/1.1 {status} X\r\nContent-Type: {kind}\r\n{location}{disposition}Content-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    );
}

/// A host at that address of loopback that thinks for so long before it hands this out, whatever it is asked for; gives
/// its address.
pub(crate) fn thoughtful(host: &str, thinks: Duration, kind: &'static str, body: &'static str) -> String {
    let listener = TcpListener::bind((host, 0)).expect("loopback has a free port");
    let at = listener.local_addr().expect("it is bound");
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            std::thread::spawn(move || {
                let _ = stream.read(&mut [0; 2048]);
                std::thread::sleep(thinks);
                let head = format!("HTTP/1.1 200 OK\r\nAccess-Control-Allow-Origin: *\r\nContent-Type: {kind}");
                let _ = write!(stream, "{head}\r\nConnection: close\r\nContent-Length: {}\r\n\r\n{body}", body.len());
            });
        }
    });
    format!("http://{at}")
}
