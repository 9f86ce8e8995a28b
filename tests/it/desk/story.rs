//! A whole conversation as it stands in the two chats, as a story.

use super::{PERSON, STAFF, after, from_staff, me, nurse, stage, tap};
use crate::telegram::log::Request;
use crate::telegram::updates::{photo, text, voice};
use crate::test_bot::TestBot;

/// The story so far.
struct Story(String);

impl Story {
    /// What somebody did, and what became of it.
    fn tell(&mut self, who: &str, what: &str, requests: &[Request]) {
        self.0.push_str(&format!("{who}: {what}\n"));
        for request in requests {
            let place = match request.chat_id {
                Some(PERSON) => "person",
                Some(STAFF) => "staff",
                _ => continue,
            };
            let words = request.params["text"].as_str().or(request.params["caption"].as_str());
            let words = words.or(request.params["name"].as_str()).unwrap_or_default().replace('\n', "\n      ");
            let buttons = request.params["reply_markup"]["inline_keyboard"].as_array().into_iter().flatten();
            let buttons = buttons.flat_map(|row| row.as_array().into_iter().flatten());
            let buttons: String =
                buttons.map(|button| format!(" [{}]", button["text"].as_str().unwrap_or_default())).collect();
            self.0.push_str(&format!("   → {place}: {} {words}{buttons}\n", request.method));
        }
        self.0.push('\n');
    }
}

async fn person_writes(story: &mut Story, stage: &TestBot, words: &str) {
    let sent = after(stage, text(&me(), words)).await;
    story.tell("The person", words, &sent);
}

async fn staff_write(story: &mut Story, stage: &TestBot, words: &str) {
    let sent = after(stage, from_staff(stage, text(&nurse(), words))).await;
    story.tell("The staff", words, &sent);
}

async fn taps(story: &mut Story, stage: &TestBot, label: &str) {
    let sent = tap(stage, label).await;
    story.tell("The person", &format!("taps [{label}]"), &sent);
}

#[tokio::test]
async fn a_conversation_with_the_desk() {
    let stage = stage().await;
    let mut story = Story(String::new());
    person_writes(&mut story, &stage, "how much does TACE cost").await;
    taps(&mut story, &stage, "Talk to a person").await;
    taps(&mut story, &stage, "Pass it on").await;
    person_writes(&mut story, &stage, "My insurance asks for a figure.").await;
    let sent = after(&stage, photo(&me(), "This is the letter")).await;
    story.tell("The person", "sends a photo: This is the letter", &sent);
    staff_write(&mut story, &stage, "// does anybody know the new list?").await;
    staff_write(&mut story, &stage, "Thank you. We send you the list today.").await;
    let sent = after(&stage, from_staff(&stage, voice(&nurse()))).await;
    story.tell("The staff", "send a voice message", &sent);
    person_writes(&mut story, &stage, "I am vomiting blood").await;
    staff_write(&mut story, &stage, "Please call the emergency line now.").await;
    staff_write(&mut story, &stage, "/close").await;
    taps(&mut story, &stage, "Yes").await;
    person_writes(&mut story, &stage, "what is TACE?").await;
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.set_snapshot_path("../snapshots");
    settings.bind(|| insta::assert_snapshot!("desk_story", story.0));
    stage.end().await;
}
