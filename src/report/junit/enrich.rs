//! The second pass: goes over the XML of the crate and adds what it cannot write.

use quick_xml::events::{BytesCData, BytesEnd, BytesStart, Event};
use quick_xml::{Reader, Writer};

use super::cases::{CaseExtra, Rerun, SuiteExtra};

/// The XML with attributes, properties, totals and reruns, indented.
pub(super) fn enrich(frame: &str, totals: &[(&'static str, String)], suites: &[SuiteExtra]) -> String {
    let mut reader = Reader::from_str(frame);
    let mut pass = Pass { out: Writer::new_with_indent(Vec::new(), b' ', 2), suites, suite: 0, case: 0, waiting: &[] };
    loop {
        match reader.read_event().expect("the crate's XML is well-formed, for all texts were made harmless") {
            Event::Eof => break,
            Event::Start(start) => pass.open(&start, totals, false),
            Event::Empty(start) => pass.open(&start, totals, true),
            Event::End(end) => pass.close(&end),
            other => pass.write(other),
        }
    }
    let mut xml = String::from_utf8(pass.out.into_inner()).expect("only UTF-8 was written");
    xml.push('\n');
    xml
}

struct Pass<'x> {
    out: Writer<Vec<u8>>,
    suites: &'x [SuiteExtra],
    /// How many suites were opened, and cases of the last one.
    suite: usize,
    case: usize,
    /// Attempts to be written after the result of the case, before its output.
    waiting: &'x [Rerun],
}

impl Pass<'_> {
    fn open(&mut self, start: &BytesStart<'_>, totals: &[(&'static str, String)], empty: bool) {
        match start.name().as_ref() {
            "testsuites" => self.start(start, totals, empty),
            "testsuite" => {
                let suites = self.suites;
                let extra = &suites[self.suite];
                self.suite += 1;
                self.case = 0;
                self.start(start, &extra.attributes, false);
                self.properties(&extra.properties);
                self.end_if(empty, "testsuite");
            }
            "testcase" => {
                let suites = self.suites;
                let extra: &CaseExtra = &suites[self.suite - 1].cases[self.case];
                self.case += 1;
                self.start(start, &extra.attributes, false);
                self.properties(&extra.properties);
                self.waiting = &extra.reruns;
                if empty {
                    self.reruns();
                }
                self.end_if(empty, "testcase");
            }
            "system-out" => {
                self.reruns();
                self.start(start, &[], empty);
            }
            _ => self.start(start, &[], empty),
        }
    }

    fn close(&mut self, end: &BytesEnd<'_>) {
        if end.name().as_ref() == "testcase" {
            self.reruns();
        }
        self.write(Event::End(end.borrow()));
    }

    /// The element with `attributes` in place of those it has of the same name.
    fn start(&mut self, start: &BytesStart<'_>, attributes: &[(&'static str, String)], empty: bool) {
        let name = start.name();
        let mut fresh = BytesStart::new(name.as_ref());
        for attribute in start.attributes() {
            let attribute = attribute.expect("the crate writes well-formed attributes");
            if !attributes.iter().any(|(name, _)| *name == attribute.key.as_ref()) {
                fresh.push_attribute(attribute);
            }
        }
        for (name, value) in attributes {
            fresh.push_attribute((*name, value.as_str()));
        }
        self.write(if empty { Event::Empty(fresh) } else { Event::Start(fresh) });
    }

    fn end_if(&mut self, empty: bool, name: &str) {
        if empty {
            self.write(Event::End(BytesEnd::new(name)));
        }
    }

    fn properties(&mut self, properties: &[(String, String)]) {
        if properties.is_empty() {
            return;
        }
        self.write(Event::Start(BytesStart::new("properties")));
        for (name, value) in properties {
            let property = BytesStart::new("property");
            let attributes = [("name", name.as_str()), ("value", value.as_str())];
            self.write(Event::Empty(property.with_attributes(attributes)));
        }
        self.write(Event::End(BytesEnd::new("properties")));
    }

    fn reruns(&mut self) {
        for rerun in std::mem::take(&mut self.waiting) {
            let start = BytesStart::new(rerun.element);
            let attributes = [("message", rerun.message.as_str()), ("type", rerun.kind.as_str())];
            self.write(Event::Start(start.with_attributes(attributes)));
            self.cdata("stackTrace", &rerun.content);
            self.cdata("system-out", &rerun.out);
            self.write(Event::End(BytesEnd::new(rerun.element)));
        }
    }

    /// `content` is ready for CDATA: the end marks inside are split already.
    fn cdata(&mut self, name: &str, content: &str) {
        self.write(Event::Start(BytesStart::new(name)));
        self.write(Event::CData(BytesCData::new(content)));
        self.write(Event::End(BytesEnd::new(name)));
    }

    fn write(&mut self, event: Event<'_>) {
        self.out.write_event(event).expect("writing to memory does not fail");
    }
}
