//! A small reader of iCalendar files, by RFC 5545 alone: it takes nothing that the grammar does not allow.

/// `BEGIN` to `END`.
#[derive(Debug)]
pub struct Component {
    pub name: String,
    pub properties: Vec<Property>,
    pub components: Vec<Component>,
}

/// A content line: the name with its parameters, and the value as it is written.
#[derive(Debug)]
pub struct Property {
    pub name: String,
    pub value: String,
}

impl Component {
    /// The value of the one property of this name.
    #[track_caller]
    pub fn value(&self, name: &str) -> &str {
        let mut found = self.properties.iter().filter(|property| property.name == name);
        let property = found.next().unwrap_or_else(|| panic!("no {name} in {self:?}"));
        assert!(found.next().is_none(), "{name} stands twice");
        &property.value
    }

    /// The value of a property that is a text (3.3.11).
    #[track_caller]
    pub fn text(&self, name: &str) -> String {
        let mut text = String::new();
        let mut rest = self.value(name).chars();
        while let Some(character) = rest.next() {
            assert!(!";,".contains(character), "{character} is not escaped in {}", self.value(name));
            text.push(match character {
                '\\' => match rest.next() {
                    Some('n' | 'N') => '\n',
                    Some(escaped @ ('\\' | ';' | ',')) => escaped,
                    other => panic!("{other:?} is escaped"),
                },
                plain => plain,
            });
        }
        text
    }
}

/// Reads a file of one calendar.
pub fn calendar(file: &[u8]) -> Component {
    let lines = unfolded(file);
    let mut lines = lines.iter().map(String::as_str);
    assert_eq!(lines.next(), Some("BEGIN:VCALENDAR"));
    let calendar = component("VCALENDAR", &mut lines);
    assert_eq!(lines.next(), None, "after the calendar");
    calendar
}

/// The content lines (3.1).
fn unfolded(file: &[u8]) -> Vec<String> {
    let file = file.strip_suffix(b"\r\n").expect("the last line is ended too");
    let mut lines: Vec<Vec<u8>> = Vec::new();
    let mut rest = file;
    loop {
        let end = rest.windows(2).position(|pair| pair == b"\r\n");
        let line = &rest[..end.unwrap_or(rest.len())];
        assert!(!line.is_empty() && line.len() <= 75, "{} octets", line.len());
        // Not asked for by the RFC, but by everybody who looks at a file: no character is cut.
        let text = std::str::from_utf8(line).expect("whole characters");
        assert!(!text.contains(|character: char| character.is_control()), "{text:?}");
        match line.strip_prefix(b" ") {
            Some(more) => lines.last_mut().expect("a line to go on with").extend(more),
            None => lines.push(line.to_vec()),
        }
        match end {
            Some(end) => rest = &rest[end + 2..],
            None => break,
        }
    }
    lines.into_iter().map(|line| String::from_utf8(line).expect("as before")).collect()
}

fn component(name: &str, lines: &mut dyn Iterator<Item = &str>) -> Component {
    let (mut properties, mut components) = (Vec::new(), Vec::new());
    loop {
        let line = lines.next().expect("the end of the component");
        let (head, value) = line.split_once(':').expect("a name and a value");
        match head {
            "END" => {
                assert_eq!(value, name);
                return Component { name: name.to_owned(), properties, components };
            }
            "BEGIN" => components.push(component(value, lines)),
            _ => {
                assert!(components.is_empty(), "properties stand before components");
                let is_token = |text: &str| {
                    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
                };
                assert!(head.split([';', '=']).all(is_token), "{head}");
                properties.push(Property { name: head.to_owned(), value: value.to_owned() });
            }
        }
    }
}
