//! A window driven by classic commands.

use std::collections::{HashMap, VecDeque};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use base64::Engine as _;
use serde_json::{Value, json};
use tokio::time::{Duration, Instant};

use super::desk::{Desk, Place, Way, element_of, frame_elements};
use super::hand::{self, Origin};
use crate::emulate::{Emulation, Interception};
use crate::evidence::ActivityLog;
use crate::locate::EYES_NAME;
use crate::outside::{LeftOut, hosts_of, patterns};
use crate::traffic::Download;
use crate::wire::cdp::emulation_commands as commands;
use crate::wire::{Frame, Input, Picture, PictureFormat, PictureKind, Point, Tab, Travel, WireError};

/// Frames beyond this depth or number are advertising, not a shop.
const DEEPEST_FRAME: usize = 5;
const MOST_FRAMES: usize = 24;

/// How long the browser itself may take to tell a window's address.
const GLANCE: Duration = Duration::from_secs(1);

/// The command after which nothing is asked of the addresses that it names.
const BLOCK: &str = "Network.setBlockedURLs";

/// The root element and its in-view centre (W3C WebDriver, 12.1): drivers differ in where the viewport of a frame begins,
/// but agree in where an element is.
const ROOT_CENTRE: &str = "
    const root = document.documentElement, box = root.getClientRects()[0] || { left: 0, right: 0, top: 0, bottom: 0 };
    const middle = (from, to, size) => Math.floor((Math.max(0, from) + Math.min(size, to)) / 2);
    return [root, middle(box.left, box.right, innerWidth), middle(box.top, box.bottom, innerHeight)];";

/// Frames a customer can see, with whether scripts of the holding document cannot reach into them.
const VISIBLE_FRAMES: &str = "
    const found = [];
    const walk = root => {
        for (const node of root.querySelectorAll('*')) {
            if (node.shadowRoot) walk(node.shadowRoot);
            if (node.localName !== 'iframe' && node.localName !== 'frame') continue;
            const box = node.getBoundingClientRect();
            if (box.width < 2 || box.height < 2) continue;
            let inside = null;
            try { inside = node.contentDocument; } catch (refused) { inside = null; }
            found.push([node, inside === null]);
        }
    };
    walk(document);
    return found;";

/// One window of a session.
pub(super) struct ClassicTab {
    desk: Arc<Desk>,
    window: String,
    /// Whether the main document held any frame when it was last looked at; most pages hold none.
    has_frames: AtomicBool,
    /// The document that each frame held when it was last looked at, to tell when another has taken its place.
    seen: Mutex<HashMap<Frame, Value>>,
    /// The document that came when an address was opened, and so may be asked for again.
    opened: Mutex<Option<Value>>,
    /// Patterns of what the journey blocks, and of the outside hosts that were left out.
    blocked: Mutex<(Vec<Value>, Vec<Value>)>,
}

impl ClassicTab {
    pub(super) fn first(desk: Arc<Desk>) -> Self {
        let window = desk.first_window().to_owned();
        Self::of(desk, window)
    }

    fn of(desk: Arc<Desk>, window: String) -> Self {
        Self {
            desk,
            window,
            has_frames: AtomicBool::new(true),
            seen: Mutex::default(),
            opened: Mutex::default(),
            blocked: Mutex::default(),
        }
    }

    pub(super) fn desk(&self) -> &Desk {
        &self.desk
    }

    /// Makes the viewport as large as asked for: a window's frame takes its part of the window's size.
    pub(super) async fn fit_viewport(&self, wanted: (u32, u32), deadline: Instant) -> Result<(), WireError> {
        let place = self.desk.at(&self.window, &[], deadline).await?;
        let sizes = place.execute("return [innerWidth, innerHeight, outerWidth, outerHeight]").await?;
        let size = |index: usize| sizes[index].as_i64().unwrap_or_default();
        let (width, height) = (i64::from(wanted.0), i64::from(wanted.1));
        if (size(0), size(1)) == (width, height) {
            return Ok(());
        }
        let rect = json!({ "width": size(2) - size(0) + width, "height": size(3) - size(1) + height });
        place.post("window/rect", rect).await?;
        Ok(())
    }

    /// A command of Chromium's own protocol, where the driver passes it on.
    pub(super) async fn chromium(
        &self,
        command: &str,
        parameters: Value,
        deadline: Instant,
    ) -> Result<Value, WireError> {
        let place = self.desk.at(&self.window, &[], deadline).await?;
        place.post("goog/cdp/execute", json!({ "cmd": command, "params": parameters })).await
    }

    async fn at(&self, frame: &Frame, deadline: Instant) -> Result<Place<'_>, WireError> {
        self.desk.at(&self.window, &way_of(frame), deadline).await
    }

    /// Runs a function where `place` stands, which is in `frame`. A document without eyes says so and is given them.
    async fn call_at(
        &self,
        place: &mut Place<'_>,
        frame: &Frame,
        function: &str,
        args: &Value,
    ) -> Result<Value, WireError> {
        let mut answer =
            Self::answer_at(place, &script(function, &format!("globalThis[\"{EYES_NAME}\"]")), args).await?;
        if answer["blind"] == true {
            answer = Self::answer_at(place, &script(function, self.desk.eyes.source()), args).await?;
        }
        if *frame == Frame::Main {
            self.has_frames.store(answer["frames"] == true, Ordering::Relaxed);
        }
        {
            let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
            if *frame == Frame::Main && seen.get(frame) != Some(&answer["document"]) {
                // A new main document has frames of its own.
                seen.clear();
            }
            seen.insert(frame.clone(), answer["document"].take());
        }
        match answer["threw"].as_str() {
            Some(thrown) => Err(WireError::Script(thrown.to_owned())),
            None => Ok(answer["value"].take()),
        }
    }

    async fn answer_at(place: &mut Place<'_>, script: &str, args: &Value) -> Result<Value, WireError> {
        let answer = match place.post("execute/async", json!({ "script": script, "args": [args] })).await {
            // chromedriver says "script timeout" when the document goes away under the script, however short the time.
            Err(WireError::Hung) if !place.is_over() => Err(WireError::Gone),
            answer => answer,
        };
        if let Err(WireError::Gone) = answer {
            place.forget_frame();
        }
        let answer = answer?;
        // A window that closes itself takes the script's answer with it.
        let told = answer.as_str().ok_or(WireError::Gone)?;
        serde_json::from_str(told)
            .map_err(|why| WireError::Script(format!("the page changed the script's answer: {why}")))
    }

    fn seen_document(&self, frame: &Frame) -> Option<Value> {
        let seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        seen.get(frame).cloned()
    }

    /// Asks for a new document and gives the network error, if there was one.
    async fn ask_for(&self, place: &Place<'_>, url: &str) -> Result<(), WireError> {
        if self.desk.session().debugger_address().is_none() {
            place.post("url", json!({ "url": url })).await?;
            return Ok(());
        }
        // Without waiting for the page to load, chromedriver's own command tells no errors.
        let body = json!({ "cmd": "Page.navigate", "params": { "url": url } });
        let answer = place.post("goog/cdp/execute", body).await?;
        match answer["errorText"].as_str().filter(|text| !text.is_empty()) {
            Some(error) => Err(WireError::Navigation(error.to_owned())),
            None => Ok(()),
        }
    }

    /// The document that is open was asked for by us, by GET.
    fn note_opened(&self) {
        *self.opened.lock().unwrap_or_else(PoisonError::into_inner) = self.seen_document(&Frame::Main);
    }

    /// Changes what is blocked, and gives the parameters for all of it.
    fn blocked(&self, change: impl FnOnce(&mut Vec<Value>, &mut Vec<Value>)) -> Value {
        let mut blocked = self.blocked.lock().unwrap_or_else(PoisonError::into_inner);
        let (asked, left_out) = &mut *blocked;
        change(asked, left_out);
        let all = [asked.as_slice(), left_out.as_slice()].concat();
        json!({ "urls": all })
    }

    async fn told_address(&self, deadline: Instant) -> Result<(String, String), WireError> {
        let place = self.desk.at(&self.window, &[], deadline).await?;
        let url = place.get("url").await?;
        let title = place.get("title").await?;
        Ok((url.as_str().unwrap_or_default().to_owned(), title.as_str().unwrap_or_default().to_owned()))
    }

    async fn screenshot(&self, deadline: Instant) -> Result<Vec<u8>, WireError> {
        let place = self.desk.at(&self.window, &[], deadline).await?;
        decoded(&place.get("screenshot").await?)
    }

    async fn full_page(&self, deadline: Instant) -> Result<Vec<u8>, WireError> {
        if self.desk.session().capability(&["browserName"]) == Some("firefox") {
            let place = self.desk.at(&self.window, &[], deadline).await?;
            return decoded(&place.get("moz/screenshot/full").await?);
        }
        let parameters = json!({ "format": "png", "captureBeyondViewport": true });
        let answer = self.chromium("Page.captureScreenshot", parameters, deadline).await?;
        decoded(&answer["data"])
    }

    async fn clip(&self, at: Point, width: f64, height: f64, deadline: Instant) -> Result<Vec<u8>, WireError> {
        let viewport = {
            let place = self.desk.at(&self.window, &[], deadline).await?;
            place.execute("return innerWidth").await?.as_f64().unwrap_or(1.0).max(1.0)
        };
        let whole = self.screenshot(deadline).await?;
        let cut = tokio::task::spawn_blocking(move || cut_out(&whole, viewport, at, width, height)).await;
        cut.map_err(|why| WireError::Script(why.to_string()))?.map_err(|why| WireError::Script(why.to_string()))
    }
}

#[async_trait]
impl Tab for ClassicTab {
    async fn navigate(&self, url: &str, deadline: Instant) -> Result<(), WireError> {
        let mut place = self.desk.at(&self.window, &[], deadline).await?;
        self.ask_for(&place, url).await?;
        let came = self.call_at(&mut place, &Frame::Main, "() => location.protocol", &Value::Null).await;
        self.note_opened();
        match came {
            Ok(protocol) if protocol == "chrome-error:" => {
                Err(WireError::Navigation("the browser shows an error page of its own".to_owned()))
            }
            Ok(_) | Err(WireError::Gone | WireError::Dialog(_)) => Ok(()),
            Err(error) => Err(error),
        }
    }

    async fn call(&self, frame: &Frame, function: &str, args: &Value, deadline: Instant) -> Result<Value, WireError> {
        let mut place = self.at(frame, deadline).await?;
        self.call_at(&mut place, frame, function, args).await
    }

    async fn foreign_frames(&self, deadline: Instant) -> Result<Vec<Frame>, WireError> {
        if !self.has_frames.load(Ordering::Relaxed) {
            return Ok(Vec::new());
        }
        let mut place = self.desk.at(&self.window, &[], deadline).await?;
        let mut frames = Vec::new();
        let mut to_search = VecDeque::from([Way::new()]);
        while let Some(way) = to_search.pop_front() {
            let held = match search(&mut place, &way).await {
                Ok(held) => held,
                // A frame that left meanwhile holds nothing; a main document that left has to be looked at again.
                Err(WireError::Gone) if !way.is_empty() => {
                    place.forget_frame();
                    continue;
                }
                Err(error) => return Err(error),
            };
            for (element, foreign) in held {
                let inner: Way = way.iter().cloned().chain([element]).collect();
                if foreign && frames.len() < MOST_FRAMES {
                    frames.push(Frame::Foreign(inner.join(" ")));
                }
                if inner.len() < DEEPEST_FRAME {
                    to_search.push_back(inner);
                }
            }
        }
        Ok(frames)
    }

    async fn input(
        &self,
        frame: &Frame,
        inputs: &[Input],
        after: Option<(&str, &Value)>,
        deadline: Instant,
    ) -> Result<Option<Value>, WireError> {
        let mut place = self.at(frame, deadline).await?;
        let origin = match frame {
            Frame::Main => Origin::viewport(),
            Frame::Foreign(_) => Origin::root(&place.execute(ROOT_CENTRE).await?),
        };
        let before = self.seen_document(frame);
        match place.post("actions", hand::actions(inputs, &origin)?).await {
            // The page left, or opened a dialog, in answer to the input: then it arrived.
            Err(WireError::Gone | WireError::Dialog(_)) => {
                place.forget_frame();
                return Ok(None);
            }
            answer => answer?,
        };
        let Some((function, args)) = after else { return Ok(None) };
        match self.call_at(&mut place, frame, function, args).await {
            Ok(_) if before.is_some() && self.seen_document(frame) != before => Ok(None),
            Ok(value) => Ok(Some(value)),
            Err(WireError::Gone | WireError::Dialog(_)) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Always a PNG: the protocol knows nothing else.
    async fn picture(
        &self,
        kind: PictureKind,
        _format: PictureFormat,
        deadline: Instant,
    ) -> Result<Picture, WireError> {
        let bytes = match kind {
            PictureKind::Viewport => self.screenshot(deadline).await?,
            PictureKind::FullPage => self.full_page(deadline).await?,
            PictureKind::Clip { at, width, height } => self.clip(at, width, height, deadline).await?,
        };
        Ok(Picture { bytes, format: PictureFormat::Png })
    }

    async fn address(&self, deadline: Instant) -> Result<(String, String), WireError> {
        let session = self.desk.session();
        if session.is_late()
            && let Some(known) = session.glance(&self.window, GLANCE).await
        {
            return Ok(known);
        }
        match self.told_address(deadline).await {
            // The page cannot answer; the browser may.
            Err(error @ (WireError::Dialog(_) | WireError::Hung)) => {
                session.glance(&self.window, GLANCE).await.ok_or(error)
            }
            answer => answer,
        }
    }

    async fn travel(&self, way: Travel, deadline: Instant) -> Result<(), WireError> {
        let mut place = self.desk.at(&self.window, &[], deadline).await?;
        let command = match way {
            Travel::Back => "back",
            Travel::Forward => "forward",
            Travel::Reload => "refresh",
        };
        place.post(command, json!({})).await?;
        place.forget_frame();
        Ok(())
    }

    async fn dialog(&self, deadline: Instant) -> Result<Option<String>, WireError> {
        let place = self.desk.at(&self.window, &[], deadline).await;
        let told = match place {
            Ok(place) => place.get("alert/text").await,
            Err(error) => Err(error),
        };
        match told {
            Ok(text) => Ok(text.as_str().map(str::to_owned)),
            Err(WireError::Dialog(text)) => Ok(Some(text)),
            // W3C WebDriver, 16.3: "no such alert".
            Err(WireError::Script(_)) => Ok(None),
            Err(error) => Err(error),
        }
    }

    async fn answer_dialog(&self, accept: bool, text: Option<&str>, deadline: Instant) -> Result<(), WireError> {
        let place = self.desk.anywhere(deadline).await?;
        if let Some(text) = text {
            place.post("alert/text", json!({ "text": text })).await?;
        }
        place.post(if accept { "alert/accept" } else { "alert/dismiss" }, json!({})).await?;
        Ok(())
    }

    async fn windows(&self, deadline: Instant) -> Result<Vec<Arc<dyn Tab>>, WireError> {
        let open = self.desk.anywhere(deadline).await?.open_windows().await?;
        let others = open.into_iter().filter(|window| *window != self.window && *window != self.desk.first_window());
        Ok(others.map(|window| Arc::new(Self::of(Arc::clone(&self.desk), window)) as Arc<dyn Tab>).collect())
    }

    async fn emulate(&self, what: &Emulation, deadline: Instant) -> Result<(), WireError> {
        let chromium = self.desk.session().debugger_address().is_some();
        if let (false, Emulation::Screen { width, height, phone: false }) = (chromium, what) {
            return self.fit_viewport((*width, *height), deadline).await;
        }
        if !chromium {
            return Err(WireError::Unsupported("only browsers of the Chromium family can be given that".to_owned()));
        }
        let agent = self.desk.at(&self.window, &[], deadline).await?.execute("return navigator.userAgent").await?;
        for mut command in commands(what, agent.as_str().unwrap_or_default()) {
            if command.method == BLOCK {
                let urls = command.params["urls"].as_array().cloned().unwrap_or_default();
                command.params = self.blocked(|asked, _| *asked = urls);
            }
            if command.method.starts_with("Network.") {
                // The driver listens to no network of its own, and what is asked of a sleeping domain has no effect.
                self.chromium("Network.enable", json!({}), deadline).await?;
            }
            self.chromium(command.method, command.params, deadline).await?;
        }
        Ok(())
    }

    async fn intercept(&self, rules: &Arc<Interception>, _deadline: Instant) -> Result<(), WireError> {
        if rules.is_empty() {
            return Ok(());
        }
        Err(WireError::Unsupported(
            "this wire cannot hold requests: it can give no header and no log-in, and make nothing slow".to_owned(),
        ))
    }

    async fn leave_out(&self, awaited: &[String], deadline: Instant) -> Result<Vec<LeftOut>, WireError> {
        let chromium = self.desk.session().debugger_address().is_some();
        let opened = self.opened.lock().unwrap_or_else(PoisonError::into_inner).take();
        // Nobody tells how a document was asked for that a press has led to.
        if !chromium || opened.is_none() || opened != self.seen_document(&Frame::Main) {
            return Ok(Vec::new());
        }
        let hosts = hosts_of(awaited.iter().map(String::as_str));
        let more = hosts.iter().flat_map(|one| patterns(&one.host)).map(Value::from);
        let params = self.blocked(|_, left_out| left_out.extend(more));
        self.chromium("Network.enable", json!({}), deadline).await?;
        self.chromium(BLOCK, params, deadline).await?;
        if let Err(error) = self.chromium("Page.reload", json!({}), deadline).await {
            // What is left out is told all the same.
            tracing::debug!(%error, "the document did not come anew");
            return Ok(hosts);
        }
        let mut place = self.desk.at(&self.window, &[], deadline).await?;
        place.forget_frame();
        if self.call_at(&mut place, &Frame::Main, "() => null", &Value::Null).await.is_ok() {
            self.note_opened();
        }
        Ok(hosts)
    }

    fn why_kept(&self) -> Option<&'static str> {
        Some("not asked for again: on this wire nobody tells whether the page is the answer to a form (POST)")
    }

    async fn give_file(&self, frame: &Frame, path: &str, deadline: Instant) -> Result<(), WireError> {
        let place = self.at(frame, deadline).await?;
        let handed = place.execute(&format!("return globalThis[\"{EYES_NAME}\"].handed")).await?;
        let element = element_of(&handed).ok_or(WireError::Gone)?;
        place.post(&format!("element/{element}/value"), json!({ "text": path })).await?;
        Ok(())
    }

    async fn downloads(&self) -> Result<Vec<Download>, WireError> {
        Err(WireError::Unsupported("this wire has no events: nobody can tell which files have come".to_owned()))
    }

    fn window(&self) -> &str {
        &self.window
    }

    async fn close_window(&self, deadline: Instant) -> Result<(), WireError> {
        let mut place = self.desk.at(&self.window, &[], deadline).await?;
        place.command(http::Method::DELETE, "window", None).await?;
        place.forget_window();
        Ok(())
    }

    async fn set_cookie(&self, url: &str, name: &str, value: &str, deadline: Instant) -> Result<(), WireError> {
        if self.desk.session().debugger_address().is_some() {
            let cookie = json!({ "url": url, "name": name, "value": value });
            self.chromium("Network.setCookie", cookie, deadline).await?;
            return Ok(());
        }
        let place = self.desk.at(&self.window, &[], deadline).await?;
        match place.post("cookie", json!({ "cookie": { "name": name, "value": value, "path": "/" } })).await {
            Err(WireError::Script(_)) => Err(WireError::Unsupported(
                "this browser keeps a cookie for the open page's host only: open a page of it first".to_owned(),
            )),
            kept => kept.map(drop),
        }
    }

    async fn cookies(&self, deadline: Instant) -> Result<Vec<String>, WireError> {
        let place = self.desk.at(&self.window, &[], deadline).await?;
        Ok(crate::wire::cdp::cookie_names(&place.get("cookie").await?))
    }

    async fn is_open(&self, deadline: Instant) -> bool {
        let Ok(mut place) = self.desk.anywhere(deadline).await else { return false };
        place.open_windows().await.is_ok_and(|open| open.contains(&self.window))
    }

    fn activity(&self) -> Option<Arc<ActivityLog>> {
        None
    }

    fn trips(&self) -> u64 {
        self.desk.trips()
    }
}

async fn search(place: &mut Place<'_>, way: &[String]) -> Result<Vec<(String, bool)>, WireError> {
    place.enter(way).await?;
    Ok(frame_elements(&place.execute(VISIBLE_FRAMES).await?))
}

/// The elements that a frame's name is made of.
fn way_of(frame: &Frame) -> Way {
    match frame {
        Frame::Main => Way::new(),
        Frame::Foreign(way) => way.split(' ').map(str::to_owned).collect(),
    }
}

/// The body of an asynchronous script that runs `function` with `eyes` and answers with JSON as text: drivers differ in
/// what they make of values such as `undefined`. `document` is the time at which the document began to be.
fn script(function: &str, eyes: &str) -> String {
    format!(
        "const [args, done] = arguments;
        const eyes = {eyes};
        if (!eyes) {{ done('{{\"blind\":true}}'); return; }}
        const say = answer => done(JSON.stringify({{ ...answer, document: performance.timeOrigin,
            frames: window.length > 0 || !!document.querySelector('iframe, frame') }}));
        (async () => ({function})(eyes, args))().then(value => say({{ value }}), error => say({{ threw: String(error) }}));"
    )
}

fn decoded(answer: &Value) -> Result<Vec<u8>, WireError> {
    base64::engine::general_purpose::STANDARD
        .decode(answer.as_str().unwrap_or_default())
        .map_err(|why| WireError::Script(format!("the picture is no base64: {why}")))
}

/// Cuts a box, given in CSS pixels, out of a picture of the viewport, which may be finer than CSS pixels.
fn cut_out(png: &[u8], viewport: f64, at: Point, width: f64, height: f64) -> image::ImageResult<Vec<u8>> {
    let whole = image::load_from_memory(png)?;
    let scale = f64::from(whole.width()) / viewport;
    let scaled = |length: f64| (length.max(0.0) * scale).round() as u32;
    let part = whole.crop_imm(scaled(at.x), scaled(at.y), scaled(width).max(1), scaled(height).max(1));
    let mut bytes = Vec::new();
    part.write_to(&mut std::io::Cursor::new(&mut bytes), image::ImageFormat::Png)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clip_of_a_fine_picture_is_measured_in_css_pixels() {
        let mut png = Vec::new();
        image::DynamicImage::new_rgb8(200, 100)
            .write_to(&mut std::io::Cursor::new(&mut png), image::ImageFormat::Png)
            .unwrap();
        let cut = cut_out(&png, 100.0, Point { x: 10.0, y: 5.0 }, 30.0, 20.0).unwrap();
        let cut = image::load_from_memory(&cut).unwrap();
        assert_eq!((cut.width(), cut.height()), (60, 40));
    }

    #[test]
    fn a_frame_is_named_by_the_way_to_it() {
        assert_eq!(way_of(&Frame::Main), Way::new());
        assert_eq!(way_of(&Frame::Foreign("outer inner".into())), ["outer", "inner"]);
    }
}
