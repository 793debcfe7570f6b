//! How outside hosts that hold the open document up are left out, and the document asked for anew.

use serde_json::json;
use tokio::time::Instant;

use super::{BLOCK, CdpTab};
use crate::outside::LeftOut;
use crate::wire::WireError;

impl CdpTab {
    pub(super) async fn do_without(&self, awaited: &[String], deadline: Instant) -> Result<Vec<LeftOut>, WireError> {
        let hosts = self.target.silent_hosts(awaited);
        if hosts.is_empty() {
            return Ok(hosts);
        }
        let blocked = self.windows.leave_out(&hosts);
        self.windows.give(BLOCK, blocked.clone());
        for other in self.windows.opened().into_iter().filter_map(|(_, target)| target) {
            drop(self.socket.send(Some(&other.session), BLOCK, blocked.clone()));
        }
        let (session, before) = (Some(self.target.session.as_str()), self.target.loader());
        drop(self.socket.send(session, BLOCK, blocked));
        // What is under way is not cut off by that, and no other command cuts it off either: the document has to come anew.
        self.count();
        // The browser refuses when another document has come meanwhile: that one may be the answer to a form.
        let this = json!({"loaderId": before});
        let reloaded = self.socket.call(session, "Page.reload", this, deadline).await.is_ok();
        let came = tokio::time::timeout_at(deadline, self.target.document_after(&before));
        if !reloaded || self.meter.during(came).await.is_err() {
            tracing::debug!("the document did not come anew");
        }
        // What is left out is told, whatever became of the document: the next look sees that.
        Ok(hosts)
    }

    /// Why the open document is not asked for anew.
    pub(super) fn why_not_asked_again(&self) -> Option<&'static str> {
        (!self.target.came_by_get()).then_some(
            "not asked for again: the page is the answer to a form (POST), and what that did must not be done twice",
        )
    }
}

#[cfg(test)]
mod tests {
    use std::io::{BufRead as _, BufReader, Write as _};
    use std::net::TcpListener;
    use std::sync::{Arc, Mutex};
    use std::time::Duration;

    use serde_json::Value;

    use super::*;
    use crate::driver::Driver;
    use crate::locate::Eyes;
    use crate::options::BrowserOptions;
    use crate::session::Session;
    use crate::wire::cdp::CdpWire;
    use crate::wire::cdp::context::CdpContext;
    use crate::wire::cdp::socket::Listener;
    use crate::wire::{IsolatedTab, Tab as _, Wire as _};

    /// A host that accepts and never answers, and a site that it holds up and where an order can be placed: the addresses of
    /// both, and what the site was asked.
    fn site() -> (String, String, Arc<Mutex<Vec<String>>>) {
        let silent = TcpListener::bind("127.0.0.2:0").expect("loopback has a free port");
        let script = format!("http://{}/a.js", silent.local_addr().expect("it is bound"));
        std::thread::spawn(move || silent.incoming().flatten().collect::<Vec<_>>());
        let listener = TcpListener::bind("127.0.0.1:0").expect("loopback has a free port");
        let url = format!("http://{}/", listener.local_addr().expect("it is bound"));
        let heard = Arc::new(Mutex::new(Vec::new()));
        let (notes, held) =
            (Arc::clone(&heard), format!("<!doctype html><script src='{script}'></script><h1>Mugs</h1>"));
        std::thread::spawn(move || {
            for mut stream in listener.incoming().flatten() {
                let mut lines = BufReader::new(stream.try_clone().expect("a socket can be cloned")).lines();
                let asked = lines.next().and_then(Result::ok).unwrap_or_default();
                while lines.next().and_then(Result::ok).is_some_and(|line| !line.is_empty()) {}
                let body = if asked.starts_with("GET / ") { &*held } else { "<!doctype html><h1>Thanks</h1>" };
                notes.lock().expect("nobody panicked").push(asked.trim_end_matches(" HTTP/1.1").to_owned());
                let top = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\nContent-Length";
                let _ = write!(stream, "{top}: {}\r\n\r\n{body}", body.len());
            }
        });
        (url, script, heard)
    }

    /// Hears nothing: what the browser tells from now on comes too late for us.
    struct Deaf;

    impl Listener for Deaf {
        fn hears(&self, _: &str) -> bool {
            false
        }

        fn event(&self, _: &str, _: &Value) {}
    }

    async fn value(tab: &CdpTab, expression: &str) -> Value {
        let asked = json!({"expression": expression, "returnByValue": true});
        let until = Instant::now() + Duration::from_secs(5);
        let told = tab.socket.call(Some(&tab.target.session), "Runtime.evaluate", asked, until).await;
        told.map(|mut told| told["result"]["value"].take()).unwrap_or_default()
    }

    /// Looks until it is so.
    async fn until(what: &str, mut is_so: impl AsyncFnMut() -> bool) {
        for _ in 0..200 {
            if is_so().await {
                return;
            }
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
        panic!("never: {what}");
    }

    #[tokio::test]
    async fn a_document_that_has_come_meanwhile_is_not_asked_for_again_and_what_was_left_out_is_told_all_the_same() {
        let options = BrowserOptions::default();
        let soon = Duration::from_secs(20);
        let driver = Driver::start(&options).await.expect("these tests need a browser and its driver");
        let session = Session::open(&options, Some(&driver)).await.expect("a session opens");
        let socket = session.cdp_socket(soon).await.expect("it answers").expect("there is one");
        let eyes = Eyes::waiting_for(&[]);
        let wire = CdpWire::connect(&socket, None, None, eyes, None, soon).await.expect("it connects");
        let context = CdpContext::open(&wire.socket, &wire.doorman, &wire.view, None, Instant::now() + soon).await;
        let context = Box::new(context.expect("a context opens"));
        let tab = &context.tab;

        let (url, script, heard) = site();
        tab.navigate(&url, Instant::now() + soon).await.expect("it opens");
        let awaited = [script];
        until("the page is held up", async || !tab.target.silent_hosts(&awaited).is_empty()).await;
        // The judgement has been made; the answer to a form comes before the document is asked for anew.
        tab.socket.listen(&tab.target.session, Arc::new(Deaf));
        let order = "const form = document.createElement('form'); form.method = 'post'; form.action = '/order';
            document.documentElement.append(form); form.submit()";
        value(tab, order).await;
        until("the order is placed", async || {
            value(tab, "document.readyState + location.pathname").await == "complete/order"
        })
        .await;
        let told = tab.do_without(&awaited, Instant::now() + Duration::from_secs(2)).await.expect("it answers");
        let hosts: Vec<&str> = told.iter().map(|one| &*one.host).collect();
        assert_eq!(hosts, ["127.0.0.2"], "told, though nothing came anew");
        assert_eq!(value(tab, "document.readyState + location.pathname").await, "complete/order");
        let orders = heard.lock().expect("nobody panicked").iter().filter(|one| *one == "POST /order").count();
        assert_eq!(orders, 1, "an order is placed once");

        context.close().await;
        wire.close().await;
        session.end().await.expect("the session ends");
        driver.close().await;
    }
}
